// A pass over the routed tree: branches of `if` that cannot fail.

#pragma once

#include "Routed.h"

namespace aqua::route {

/// An `if` asks its condition once where one of the branches cannot fail: that branch may stand on
/// the left of AIR's xor, where an error would be swallowed (spec/03 §14.5).
///   (seq (xor (mismatch a b (null)) A) (xor (match a b (null)) B))   →   (xor (match a b A) B)
void testOnce(Process& process);

} // namespace aqua::route
