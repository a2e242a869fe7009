// unused-closure: a closure that is neither called nor passed on. What is in it never runs.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedClosure(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Closure || !local.uses.empty()) continue;
      if (isMeantUnused(local.local->name)) continue;
      reporter.report(local.local->loc, quoted(local.local->name) + " is never called");
    }
}

} // namespace aqua::lint::rules
