// unused-const: a constant that is neither read nor declared.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedConst(const ModuleFacts& module, Reporter& reporter) {
  for (const sema::Symbol* symbol : module.unusedDefinitions({sema::SymbolKind::Constant}))
    reporter.report(symbol->loc, quoted(symbol->name) + " is never read");
}

} // namespace aqua::lint::rules
