// unused-type: a data type, ability or alias that is neither used nor declared.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedType(const ModuleFacts& module, Reporter& reporter) {
  for (const sema::Symbol* symbol : module.unusedDefinitions(
           {sema::SymbolKind::Data, sema::SymbolKind::Ability, sema::SymbolKind::Alias}))
    reporter.report(symbol->loc, quoted(symbol->name) + " is never used");
}

} // namespace aqua::lint::rules
