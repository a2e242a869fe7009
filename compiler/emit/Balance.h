// A pass over the AIR tree: long sequences as balanced trees.

#pragma once

#include "air/Air.h"

namespace aqua::emit {

/// AquaVM executes nested instructions recursively, and a chain of some thousand steps overflows
/// its stack (spec/03 §14.2). The tree must belong to the builder, its sequences be nested to the
/// right.
///   (seq a (seq b (seq c d)))   →   (seq (seq a b) (seq c d))   for more than 16 steps
void balanceSequences(air::ScriptBuilder& build, const air::Instruction& root);

} // namespace aqua::emit
