// duplicate-branch: an `if` and its `else` with the same text. One of them was to be changed.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool isSameText(const ModuleFacts& module, const hir::Block& a, const hir::Block& b) {
  return !a.statements.empty() &&
         module.text(a.loc.range).trim() == module.text(b.loc.range).trim();
}

} // namespace

void checkDuplicateBranch(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* choice = llvm::dyn_cast<hir::IfStmt>(facts.stmt);
      if (!choice || !choice->elseBlock) continue;
      if (!isSameText(module, *choice->thenBlock, *choice->elseBlock)) continue;
      reporter.report(headOf(module, *choice->elseBlock), "both parts of this `if` are the same")
          .labels.push_back({headOf(module, *choice), "the other part"});
    }
}

} // namespace aqua::lint::rules
