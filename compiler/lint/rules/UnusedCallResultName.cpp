// unused-call-result-name: a name bound by `<-` that is never read. The call is made all the same;
// often the result should have been used.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedCallResultName(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Variable || !local.uses.empty()) continue;
      if (isMeantUnused(local.local->name)) continue;
      if (!llvm::isa_and_present<hir::CallStmt>(local.definition)) continue;
      reporter.report(local.local->loc, quoted(local.local->name) + " is never read").help =
          "if nobody wants this result, say so by a name that begins with `unused`";
    }
}

} // namespace aqua::lint::rules
