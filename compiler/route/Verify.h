// The parts of verify().

#pragma once

#include <string>
#include <vector>

#include "Routed.h"

namespace aqua::route {

/// I8: values of parallel branches are where they are used, and waited for there.
[[nodiscard]] std::vector<std::string> verifyValues(const Process& process);

} // namespace aqua::route
