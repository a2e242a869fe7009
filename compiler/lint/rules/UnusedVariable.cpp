// unused-variable: a name bound by `=` that is never read.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedVariable(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Variable || !local.uses.empty()) continue;
      const auto* assign = llvm::dyn_cast_if_present<hir::AssignStmt>(local.definition);
      if (!assign || isMeantUnused(local.local->name)) continue;
      auto& finding =
          reporter.report(local.local->loc, quoted(local.local->name) + " is never read");
      if (!makesCalls(*assign->value)) // what is computed for nothing goes with it
        finding.fixes.push_back(
            {"remove it", {{{module.ast.id, module.wholeLines(assign->loc.range)}, ""}}});
    }
}

} // namespace aqua::lint::rules
