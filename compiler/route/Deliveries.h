// Values of parallel branches: the places to which each branch must bring them, and the waits in
// front of their uses (spec/03 §14.3.5).

#pragma once

#include "Places.h"

namespace aqua::route {

/// The waits are made in the arena.
[[nodiscard]] Deliveries planDeliveries(const Outline& outline, PathTable& paths, PlaceTable& table,
                                        llvm::BumpPtrAllocator& arena);

} // namespace aqua::route
