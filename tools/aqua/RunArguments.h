// The values that a call of `aqua run` gets: from the options and the scenario, held against the
// types of its parameters (spec/07 §17.5).

#pragma once

#include "RunScenario.h"
#include "ValueText.h"
#include "driver/CallExpression.h"

namespace aqua::cli {

/// Puts the arguments and callbacks of the call into the scenario: `--arg` before `--data` before
/// the scenario's own. Shows all that is missing, does not fit its type, or that nothing takes.
[[nodiscard]] ExitCode supplyArguments(const RunSettings& settings,
                                       driver::Compilation& compilation,
                                       const driver::CallTarget& target,
                                       const ValueText& scenarioText, network::Scenario& scenario);

} // namespace aqua::cli
