// What happens to the tree of a process after lowering, in this order.

#pragma once

#include <optional>

#include "llvm/ADT/ArrayRef.h"

#include "Flow.h"

namespace aqua::flow {

/// Drops steps whose result nobody uses and that have no other effect, and groups that are empty
/// without them; lets calls write into streams directly (spec/03 §14.2, §14.4). Before
/// restrictStreams.
void simplify(Process& process);

/// Gives each stream and map a New around all its mentions, as small as possible, inside the loop
/// that declares it (`homes`, by VarId: the item of that loop) and outside of loops in it (spec/03
/// §7.2).
void restrictStreams(Process& process, llvm::ArrayRef<std::optional<VarId>> homes);

} // namespace aqua::flow
