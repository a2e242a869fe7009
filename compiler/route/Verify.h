// The parts of verify().

#pragma once

#include <vector>

#include "Routed.h"

namespace aqua::route {

/// I8: values of parallel branches are where they are used, and waited for there.
[[nodiscard]] std::vector<Problem> verifyValues(const Process& process, Relays relays);

} // namespace aqua::route
