#include "RunScenario.h"

#include "fmt/format.h"
#include "llvm/Support/MemoryBuffer.h"

namespace aqua::cli {
namespace {

/// What the project file says, unless the scenario says it.
void applyDefaults(const modules::RunDefaults& defaults, LoadedScenario& loaded) {
  const value::Value root = value::parseYaml(loaded.text).value;
  if (defaults.ttl && !root.field("ttl")) loaded.scenario.ttl = *defaults.ttl;
  if (defaults.timeoutMs && !root.field("maxWallMs"))
    loaded.scenario.maxWallMs = static_cast<double>(*defaults.timeoutMs);
}

void override(const RunSettings& settings, network::Scenario& scenario) {
  if (!settings.initPeer.empty()) scenario.init = settings.initPeer;
  if (settings.seed) scenario.seed = settings.seed;
  if (settings.ttl) scenario.ttl = *settings.ttl;
  if (settings.timestamp) scenario.timestamp = *settings.timestamp;
  if (settings.timeoutMs) scenario.maxWallMs = *settings.timeoutMs;
  if (settings.profile.empty()) return;
  for (network::PeerDescription& peer : scenario.peers)
    if (peer.name == scenario.init)
      peer.profile = settings.profile == "nox" ? host::Profile::Nox : host::Profile::Js;
}

} // namespace

std::optional<std::string> readFile(const std::string& path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false);
  if (buffer) return (*buffer)->getBuffer().str();
  complain(fmt::format("cannot read `{}`: {}", path, buffer.getError().message()));
  return std::nullopt;
}

std::optional<LoadedScenario> readScenario(const RunSettings& settings, ExitCode& exit) {
  LoadedScenario loaded{network::defaultScenario(), settings.scenarioFile, ""};
  network::Scenario& scenario = loaded.scenario;
  if (!settings.scenarioFile.empty()) {
    const std::optional<std::string> text = readFile(settings.scenarioFile);
    if (!text) {
      if (!settings.scenarioOption)
        complain("it is the `run.scenario` of the project file; `--scenario ''` runs without any");
      exit = ExitCode::InputOutput;
      return std::nullopt;
    }
    network::ScenarioResult read =
        network::readScenario(*text, settings.seed || settings.orders ? network::SeedFrom::Elsewhere
                                                                      : network::SeedFrom::File);
    for (const network::ScenarioError& error : read.errors)
      complain(toText(error, settings.scenarioFile));
    exit = ExitCode::Usage;
    if (!read.scenario) return std::nullopt;
    scenario = std::move(*read.scenario);
    loaded.text = *text;
    if (!scenario.air.empty() || !scenario.airFile.empty()) {
      complain(
          fmt::format("{}: `air` and `airFile` are for `aqua air run`; `aqua run` compiles its "
                      "own script",
                      settings.scenarioFile));
      return std::nullopt;
    }
  }
  applyDefaults(settings.defaults, loaded);
  override(settings, scenario);
  exit = ExitCode::Usage;
  if (!network::findPeer(scenario, scenario.init)) {
    complain(fmt::format("the init peer `{}` is no peer of the scenario", scenario.init));
    return std::nullopt;
  }
  const std::string needs = network::needsProcess(scenario, settings.jsEngine);
  if (!needs.empty() && !settings.allowProcess) {
    complain(needs);
    return std::nullopt;
  }
  exit = ExitCode::Success;
  return loaded;
}

} // namespace aqua::cli
