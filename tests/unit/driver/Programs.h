// The programs of all tests, for tests that want many.

#pragma once

#include <string>
#include <utility>
#include <vector>

namespace aqua::driver {

struct Program {
  std::string name;
  std::vector<std::pair<std::string, std::string>> files; // the first is the root
};

/// Golden programs are complete; others may import what lies beside them.
[[nodiscard]] std::vector<Program> programs();

} // namespace aqua::driver
