// empty-effect-block: an `on` or a loop in which nothing happens. `on` alone does not move
// execution: without a step that needs the peer, nobody goes there.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// A function that is made here runs where it was made.
bool makesFunction(const hir::Stmt& stmt) {
  const auto* assign = llvm::dyn_cast<hir::AssignStmt>(&stmt);
  return llvm::isa<hir::DefineClosureStmt>(stmt) ||
         (assign && assign->local && llvm::isa<types::ArrowType>(assign->local->type));
}

} // namespace

void checkEmptyEffectBlock(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& block : function.statements()) {
      if (!llvm::isa<hir::OnStmt, hir::ForStmt, hir::ParSeqStmt>(block.stmt)) continue;
      const bool isBusy = llvm::any_of(function.statements(), [&](const StmtFacts& inner) {
        const bool hasEffect = llvm::isa<hir::CallStmt, hir::PushStmt, hir::JoinStmt>(inner.stmt);
        return (hasEffect || makesFunction(*inner.stmt) || makesCallsItself(*inner.stmt)) &&
               isInside(inner.region, *block.stmt);
      });
      if (isBusy) continue;
      const bool isOn = llvm::isa<hir::OnStmt>(block.stmt);
      reporter.report(headOf(module, *block.stmt),
                      isOn ? "nothing in this block needs the peer, so nobody goes there"
                           : "nothing happens in this loop");
    }
}

} // namespace aqua::lint::rules
