// unused-iterator: a loop whose body never reads the item. Often another name was meant.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedIterator(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Item || !local.uses.empty()) continue;
      const auto* loop = llvm::dyn_cast_if_present<hir::ForStmt>(local.definition);
      if (isMeantUnused(local.local->name) || (loop && loop->value)) continue;
      reporter.report(local.local->loc, "the loop never reads " + quoted(local.local->name));
    }
}

} // namespace aqua::lint::rules
