#include "RunScenario.h"

#include "fmt/format.h"
#include "llvm/Support/MemoryBuffer.h"

#include "driver/Convert.h"

namespace aqua::cli {
namespace {

/// The text of a file, or nothing after a complaint.
std::optional<std::string> readFile(const std::string& path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false);
  if (buffer) return (*buffer)->getBuffer().str();
  complain(fmt::format("cannot read `{}`: {}", path, buffer.getError().message()));
  return std::nullopt;
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

/// Values given on the command line, by name.
using Given = std::map<std::string, value::Value>;

bool addJson(const std::string& text, const std::string& what, value::Value& value) {
  const value::ReadResult read = value::parseJson(text);
  if (!read.ok)
    complain(fmt::format("{} is not JSON: {} at offset {}", what, read.error.message,
                         read.error.offset));
  value = read.value;
  return read.ok;
}

std::optional<Given> givenValues(const RunSettings& settings, ExitCode& exit) {
  Given given;
  exit = ExitCode::Usage;
  if (!settings.data.empty()) {
    std::string text = settings.data;
    if (text.front() == '@') {
      std::optional<std::string> file = readFile(text.substr(1));
      if (!file) {
        exit = ExitCode::InputOutput;
        return std::nullopt;
      }
      text = std::move(*file);
    }
    value::Value data;
    if (!addJson(text, "the text of --data", data)) return std::nullopt;
    if (!data.isObject()) {
      complain("--data must be an object: the arguments by name");
      return std::nullopt;
    }
    for (const auto& [name, value] : data.members())
      given[name] = value;
  }
  for (const std::string& argument : settings.arguments) {
    const size_t equals = argument.find('=');
    if (equals == std::string::npos) {
      complain(fmt::format("`--arg {}` must be written as NAME=JSON", argument));
      return std::nullopt;
    }
    const std::string name = argument.substr(0, equals);
    if (!addJson(argument.substr(equals + 1), "the value of --arg " + name, given[name]))
      return std::nullopt;
  }
  exit = ExitCode::Success;
  return given;
}

bool isOption(const types::Type* type) {
  const auto* collection = llvm::dyn_cast<types::CollectionType>(type);
  return collection && collection->collection() == types::Collection::Option;
}

/// The lists of names that stop a run before it starts.
std::string listOf(const std::vector<const hir::Local*>& locals) {
  std::string text;
  for (const hir::Local* local : locals)
    text += fmt::format("{}`{}: {}`", text.empty() ? "" : ", ", local->name.str().str(),
                        types::typeText(local->type));
  return text;
}

bool supplyData(const driver::CallTarget& target, const Given& given, network::Scenario& scenario) {
  const network::PeerNames names = network::peerNames(scenario);
  std::vector<const hir::Local*> missing;
  bool ok = true;
  for (const hir::Local* parameter : target.data) {
    const std::string name = parameter->name.str().str();
    if (const auto found = given.find(name); found != given.end()) {
      driver::Converted converted =
          driver::toAir(*parameter->type, names.toIds(found->second), name);
      if (!converted.error.empty()) complain(converted.error);
      ok = ok && converted.error.empty();
      scenario.args[name] = std::move(converted.value);
    } else if (!scenario.args.contains(name)) {
      if (isOption(parameter->type))
        scenario.args[name] = value::Value::array({});
      else
        missing.push_back(parameter);
    }
  }
  if (!missing.empty())
    complain("no value for " + listOf(missing) +
             ": give it by --arg NAME=JSON, --data or the scenario's `args`");
  return ok && missing.empty();
}

bool supplyCallbacks(const driver::CallTarget& target, network::Scenario& scenario) {
  std::vector<const hir::Local*> missing;
  for (const hir::Local* parameter : target.callbacks) {
    const std::string name = parameter->name.str().str();
    if (scenario.callbacks.contains(name)) continue;
    if (!llvm::cast<types::ArrowType>(parameter->type)->results().empty()) {
      missing.push_back(parameter);
      continue;
    }
    host::Mock print;
    print.kind = host::Mock::Kind::Print;
    scenario.callbacks[name] = print;
  }
  if (!missing.empty())
    complain("no answer for the callback " + listOf(missing) +
             ": give it in the scenario's `callbacks`");
  return missing.empty();
}

} // namespace

std::optional<LoadedScenario> readScenario(const RunSettings& settings, ExitCode& exit) {
  LoadedScenario loaded{network::defaultScenario(), settings.scenarioFile, ""};
  network::Scenario& scenario = loaded.scenario;
  if (!settings.scenarioFile.empty()) {
    const std::optional<std::string> text = readFile(settings.scenarioFile);
    if (!text) {
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

ExitCode supplyArguments(const RunSettings& settings, const driver::CallTarget& target,
                         network::Scenario& scenario) {
  ExitCode exit = ExitCode::Success;
  const std::optional<Given> given = givenValues(settings, exit);
  if (!given) return exit;
  const bool hasData = supplyData(target, *given, scenario);
  const bool hasCallbacks = supplyCallbacks(target, scenario);
  return hasData && hasCallbacks ? ExitCode::Success : ExitCode::Usage;
}

} // namespace aqua::cli
