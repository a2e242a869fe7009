// unused-service: a service that is neither called, exported nor declared.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedService(const ModuleFacts& module, Reporter& reporter) {
  for (const sema::Symbol* symbol : module.unusedDefinitions({sema::SymbolKind::Service}))
    reporter.report(symbol->loc, quoted(symbol->name) + " is never called");
}

} // namespace aqua::lint::rules
