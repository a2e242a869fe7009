// otherwise-guards-one: an `otherwise` after several calls. It guards the last one only; if an
// earlier one fails, it does not run.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// What stands before the statement in the same block; null if it is the first.
const hir::Stmt* previousOf(const FunctionFacts& function, const StmtFacts& facts) {
  const hir::Stmt* before = nullptr;
  for (const StmtFacts& other : function.statements()) {
    if (other.stmt == facts.stmt) return before;
    if (other.region == facts.region) before = other.stmt;
  }
  return nullptr;
}

} // namespace

void checkOtherwiseGuardsOne(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* block = llvm::dyn_cast<hir::TryStmt>(facts.stmt);
      if (!block || block->handlers.empty() || block->handlers.front().error) continue;
      if (module.text(block->loc.range).starts_with("try")) continue;
      const hir::Stmt* before = previousOf(function, facts);
      if (!before || !llvm::isa<hir::CallStmt>(before)) continue;
      auto& finding = reporter.report(headOf(module, *block), "`otherwise` guards this call only");
      finding.labels.push_back({headOf(module, *before), "if this fails, it does not run"});
      finding.help = "put both into a `try`, if it is for both";
    }
}

} // namespace aqua::lint::rules
