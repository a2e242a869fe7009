// empty-catch: a handler that does nothing. The error is lost.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool hasEffect(const FunctionFacts& function, const hir::TryStmt& guarded, uint32_t handler) {
  return llvm::any_of(function.statements(), [&](const StmtFacts& inner) {
    const Region* at = inner.region;
    while (at && (at->owner != &guarded || at->kind != RegionKind::Handler))
      at = at->outer;
    const bool acts = llvm::isa<hir::CallStmt, hir::PushStmt, hir::JoinStmt>(inner.stmt);
    return at && at->part == handler && (acts || makesCallsItself(*inner.stmt));
  });
}

} // namespace

void checkEmptyCatch(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* guarded = llvm::dyn_cast<hir::TryStmt>(facts.stmt);
      if (!guarded) continue;
      for (const auto& [i, handler] : llvm::enumerate(guarded->handlers))
        if (handler.error && !hasEffect(function, *guarded, static_cast<uint32_t>(i)))
          reporter.report(handler.error->loc, "this handler does nothing with the error");
    }
}

} // namespace aqua::lint::rules
