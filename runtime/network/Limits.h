// Bounds of what scenarios, and the replies of processes, may ask for.

#pragma once

#include <cstdint>

namespace aqua::network {

/// The greatest time: far beyond any ttl, far from the end of the numbers.
inline constexpr int64_t maxMs = 1'000'000'000'000;

} // namespace aqua::network
