#include "air/Parse.h"

#include "Network.h"

namespace aqua::network {

RunResult runText(const Scenario& scenario, llvm::StringRef air, const RunOptions& options) {
  const air::ParseResult parsed = air::parseScript(air);
  if (parsed.script) return run(scenario, {&*parsed.script, air.size()}, options);
  RunOptions failing = options;
  failing.machine.invoke = [&](const vm::Input& input) {
    vm::Outcome outcome;
    outcome.code = 1;
    outcome.errorMessage = air::errorText(air, parsed.errors);
    outcome.data = input.previous;
    return outcome;
  };
  return run(scenario, {nullptr, air.size()}, failing);
}

} // namespace aqua::network
