// Which functions push into the streams that they are given.

#pragma once

#include "llvm/ADT/SmallVector.h"

#include "Hir.h"

namespace aqua::sema {

/// The stream parameters of `function` that its body can push into: directly, under another name,
/// in a closure, or through a function that it calls. What it calls must have been asked before.
[[nodiscard]] llvm::SmallVector<const hir::Local*, 2> pushedStreams(const hir::Function& function);

} // namespace aqua::sema
