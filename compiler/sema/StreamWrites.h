// Which functions push into the streams that they are given.

#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include "Hir.h"

namespace aqua::sema {

/// Remembers its answers; one per module.
class StreamWrites {
public:
  /// Whether `function`, which has the parameter `stream`, can push into it: directly, under
  /// another name, in a closure, or through a function that it calls. There is no recursion in
  /// Aqua, so the search ends.
  [[nodiscard]] bool mayWrite(const hir::Function& function, const hir::Local* stream);

private:
  using Aliases = llvm::DenseSet<const hir::Local*>;
  bool search(const hir::Stmt& stmt, Aliases& aliases);
  bool search(const hir::Expr& expr, const Aliases& aliases);

  llvm::DenseMap<const hir::Local*, bool> answers_;
};

} // namespace aqua::sema
