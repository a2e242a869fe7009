// From the options of `aqua run` to the scenario of the network: the file, and what overrides it.

#pragma once

#include <optional>

#include "RunSettings.h"
#include "network/Scenario.h"

namespace aqua::cli {

/// A scenario with the text it was read from.
struct LoadedScenario {
  network::Scenario scenario;
  std::string path; // empty: there is no file
  std::string text;
};

/// The text of a file, or nothing after a complaint.
[[nodiscard]] std::optional<std::string> readFile(const std::string& path);

/// Reads the scenario file, or takes the default scenario, and applies the options. Complains and
/// sets `exit` if something is wrong.
[[nodiscard]] std::optional<LoadedScenario> readScenario(const RunSettings& settings,
                                                         ExitCode& exit);

} // namespace aqua::cli
