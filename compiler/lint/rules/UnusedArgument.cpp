// unused-argument: a parameter that the function never reads.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedArgument(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const hir::Local* parameter : function.function().parameters) {
      const LocalFacts* facts = function.of(parameter);
      if (!facts || !facts->uses.empty() || isMeantUnused(parameter->name)) continue;
      if (!llvm::isa<types::NamedType>(parameter->type)) // abilities are read by their members
        reporter.report(parameter->loc, "parameter " + quoted(parameter->name) + " is never read");
    }
}

} // namespace aqua::lint::rules
