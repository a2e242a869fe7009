// last-error-outside-handler: `LAST_ERROR` in an exported function where nothing can have failed:
// neither in a handler nor below something that swallows errors. There is no error to be read.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"
#include "sema/Walk.h"

namespace aqua::lint::rules {

namespace {

bool isExported(const ModuleFacts& module, const hir::Function& function) {
  return llvm::any_of(module.module.exportedFunctions, [&](const hir::ExportedFunction& exported) {
    return exported.function == &function;
  });
}

/// In a handler, or in a closure, which may be called in one.
bool mayHandle(const Region* region) {
  for (; region; region = region->outer)
    if (region->kind == RegionKind::Handler || region->kind == RegionKind::Closure) return true;
  return false;
}

/// Control goes on behind it although something in it has failed.
bool swallowsErrors(const hir::Stmt& stmt) {
  return llvm::isa<hir::TryStmt, hir::ParStmt, hir::CoStmt, hir::ForStmt, hir::ParSeqStmt>(stmt);
}

const hir::Expr* findLastError(const hir::Expr& expr) {
  const auto* predefined = llvm::dyn_cast<hir::PredefinedExpr>(&expr);
  if (predefined && predefined->value == hir::Predefined::LastError) return &expr;
  const hir::Expr* found = nullptr;
  hir::forEachPart(expr,
                   [&](const hir::Expr& part) { found = found ? found : findLastError(part); });
  return found;
}

} // namespace

void checkLastErrorOutsideHandler(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions) {
    if (!isExported(module, function.function())) continue;
    for (const StmtFacts& facts : function.statements()) {
      if (swallowsErrors(*facts.stmt)) break;
      if (mayHandle(facts.region)) continue;
      hir::forEachPart(
          *facts.stmt,
          [&](const hir::Expr& expr) {
            if (const hir::Expr* use = findLastError(expr))
              reporter.report(use->loc, "there is no error here").help =
                  "read it in `catch` or `otherwise`";
          },
          [](const hir::Stmt&) {});
    }
  }
}

} // namespace aqua::lint::rules
