// swallowed-error: a `try` without a handler. What fails in it leaves no trace.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkSwallowedError(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* guarded = llvm::dyn_cast<hir::TryStmt>(facts.stmt);
      if (!guarded || !guarded->handlers.empty()) continue;
      reporter.report(headOf(module, *guarded), "if something in here fails, nobody sees it").help =
          "add `catch`";
    }
}

} // namespace aqua::lint::rules
