// unknown-rule: a comment that silences what does not exist, so it silences nothing.

#include "Rule.h"
#include "Suppressions.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnknownRule(const ModuleFacts& module, Reporter& reporter) {
  for (const Suppression& suppression : findSuppressions(module.ast, module.source))
    for (const std::string& name : suppression.names)
      if (!ruleByName(name) && !groupByName(name))
        reporter.report({module.ast.id, suppression.comment}, "there is no rule " + quoted(name));
}

} // namespace aqua::lint::rules
