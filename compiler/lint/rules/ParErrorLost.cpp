// par-error-lost: a `par` group in which nobody handles errors, and whose results nobody waits for.
// One branch that succeeds is enough for the group, so the failure of the others is never seen.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool hasHandlers(const FunctionFacts& function, const hir::Stmt& par) {
  return llvm::any_of(function.statements(), [&](const StmtFacts& inner) {
    return llvm::isa<hir::TryStmt>(inner.stmt) && isInside(inner.region, par);
  });
}

/// Something outside reads what the group binds or writes.
bool isAwaited(const FunctionFacts& function, const hir::Stmt& par) {
  return llvm::any_of(function.locals(), [&](const LocalFacts& local) {
    const bool isFilled = llvm::any_of(
        local.uses, [&](const Use& use) { return use.isWrite() && isInside(use.region, par); });
    const bool isReadOutside = llvm::any_of(
        local.uses, [&](const Use& use) { return !use.isWrite() && !isInside(use.region, par); });
    return isReadOutside && (isFilled || isInside(local.region, par));
  });
}

} // namespace

void checkParErrorLost(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& group : function.statements()) {
      const auto* par = llvm::dyn_cast<hir::ParStmt>(group.stmt);
      if (!par || hasHandlers(function, *par) || isAwaited(function, *par)) continue;
      // `join … par timeout`: it is the waiting that is raced.
      if (llvm::any_of(par->branches,
                       [](const hir::Stmt* s) { return llvm::isa<hir::JoinStmt>(s); }))
        continue;
      reporter
          .report(headOf(module, *par->branches.back()),
                  "if one of these branches fails, nobody sees it")
          .labels.push_back({headOf(module, *par->branches.front()), "the group starts here"});
    }
}

} // namespace aqua::lint::rules
