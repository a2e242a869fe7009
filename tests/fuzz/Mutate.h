// Breaks one thing in a valid program, and says where.

#pragma once

#include <optional>

#include "Program.h"
#include "Random.h"

namespace aqua::fuzz {

/// 1-based; columns count code points.
struct Position {
  size_t line = 1;
  size_t column = 1;
};

struct Mutation {
  std::string kind; // for statistics
  std::string file;
  Position begin, end; // what was changed, in the text that `toText` makes
};

/// Changes the program. Nothing if the place that was drawn does not suit.
[[nodiscard]] std::optional<Mutation> mutate(Program& program, Random& random, Layout layout);

} // namespace aqua::fuzz
