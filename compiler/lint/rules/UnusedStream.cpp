// unused-stream: a stream or map that is declared and then neither filled nor read.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedStream(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (!llvm::isa_and_present<hir::DeclareStreamStmt>(local.definition)) continue;
      if (!local.uses.empty() || isMeantUnused(local.local->name)) continue;
      reporter.report(local.local->loc, quoted(local.local->name) + " is neither filled nor read")
          .fixes.push_back(
              {"remove it",
               {{{module.ast.id, module.wholeLines(local.definition->loc.range)}, ""}}});
    }
}

} // namespace aqua::lint::rules
