// From the options of `aqua run` to the scenario of the network: the file, what overrides it, and
// the values of the arguments.

#pragma once

#include <optional>

#include "RunSettings.h"
#include "driver/CallExpression.h"
#include "network/Scenario.h"

namespace aqua::cli {

/// A scenario with the text it was read from.
struct LoadedScenario {
  network::Scenario scenario;
  std::string path; // empty: there is no file
  std::string text;
};

/// Reads the scenario file, or takes the default scenario, and applies the options. Complains and
/// sets `exit` if something is wrong.
[[nodiscard]] std::optional<LoadedScenario> readScenario(const RunSettings& settings,
                                                         ExitCode& exit);

/// Puts the arguments and callbacks of the call into the scenario: `--arg` before `--data` before
/// the scenario's own. Complains of all that is missing or does not fit its type.
[[nodiscard]] ExitCode supplyArguments(const RunSettings& settings,
                                       const driver::CallTarget& target,
                                       network::Scenario& scenario);

} // namespace aqua::cli
