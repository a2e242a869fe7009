// `aqua air run`: one invocation of the VM, or a script in the simulated network (docs/air.md).

#include <chrono>

#include <fmt/format.h>

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

#include "AirCommands.h"
#include "CommonOptions.h"
#include "RunProgress.h"
#include "RunReports.h"
#include "RunSummary.h"
#include "network/IdleFaults.h"
#include "network/Network.h"
#include "network/ProcessEngine.h"
#include "network/ProcessPool.h"
#include "vm/InvocationJson.h"

namespace aqua::cli {
namespace {

struct AirRunSettings {
  std::string script;
  std::string previous, current, results, params;
  std::optional<std::string> initPeer, peer, particle;
  std::optional<uint64_t> timestamp;
  std::optional<uint32_t> ttl;
  std::string scenario;
  std::optional<uint32_t> seed;
  bool allowProcess = false;
  std::string jsEngine = "node";
  ReportOptions reports;
};

// Of more problems in a file only the number is told: each place costs a pass over the file.
constexpr size_t maxProblems = 20;

/// Reads a JSON file by `read`. Problems are shown with their place in the file.
template <typename Read>
bool readJsonFile(const std::string& path, ExitCode& exit, Read read) {
  if (path.empty()) return true;
  const std::optional<std::string> text = readText(path, exit);
  if (!text) return false;
  exit = ExitCode::Usage;
  const value::ReadResult json = value::parseJson(*text, value::Floats::Exact);
  if (!json.ok) {
    complain(placeText(path, *text, json.error.offset) + ": not JSON: " + json.error.message);
    return false;
  }
  value::FieldReader fields;
  read(json.value, fields);
  const llvm::ArrayRef<value::FieldProblem> problems = fields.problems();
  for (const value::FieldProblem& problem : problems.take_front(maxProblems)) {
    const std::string where = value::pathText(problem.path);
    const auto offset = value::locateField(*text, problem);
    complain(fmt::format("{}: {}{}{}", placeText(path, *text, offset.value_or(0)), where,
                         where.empty() ? "" : ": ", problem.message));
  }
  if (problems.size() > maxProblems)
    complain(fmt::format("{}: and {} more", path, problems.size() - maxProblems));
  if (!problems.empty()) return false;
  exit = ExitCode::Success;
  return true;
}

void applyOptions(const AirRunSettings& settings, vm::Params& params) {
  if (settings.initPeer) params.initPeer = *settings.initPeer;
  if (settings.peer) params.currentPeer = *settings.peer;
  if (settings.particle) params.particleId = *settings.particle;
  if (settings.timestamp) params.timestamp = *settings.timestamp;
  if (settings.ttl) params.ttl = *settings.ttl;
  if (params.initPeer.empty()) params.initPeer = "init";
  if (params.currentPeer.empty()) params.currentPeer = params.initPeer;
  if (params.particleId.empty()) params.particleId = "particle";
}

ExitCode invokeOnce(const AirRunSettings& settings, const ScriptText& script) {
  vm::Input input;
  input.script = &script.script;
  input.params.ttl = 7000;
  ExitCode exit = ExitCode::Success;
  using value::FieldReader;
  using value::Value;
  const bool isRead =
      readJsonFile(settings.params, exit,
                   [&](const Value& v, FieldReader& f) { vm::readParams(v, f, input.params); }) &&
      readJsonFile(settings.previous, exit,
                   [&](const Value& v, FieldReader& f) { vm::readData(v, f, input.previous); }) &&
      readJsonFile(settings.current, exit,
                   [&](const Value& v, FieldReader& f) { vm::readData(v, f, input.current); }) &&
      readJsonFile(settings.results, exit,
                   [&](const Value& v, FieldReader& f) { vm::readResults(v, f, input.results); });
  if (!isRead) return exit;
  applyOptions(settings, input.params);
  const vm::Outcome outcome = vm::invoke(input);
  value::printIndented(vm::toValue(outcome, script.script), llvm::outs());
  return outcome.code == 0 ? ExitCode::Success : ExitCode::SourceErrors;
}

double nowMs() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

std::optional<network::Scenario> readScenarioFile(const AirRunSettings& settings, ExitCode& exit) {
  const std::optional<std::string> text = readText(settings.scenario, exit);
  if (!text) return std::nullopt;
  network::ScenarioResult read = network::readScenario(
      *text, settings.seed ? network::SeedFrom::Elsewhere : network::SeedFrom::File);
  for (const network::ScenarioError& error : read.errors)
    complain(toText(error, settings.scenario));
  exit = ExitCode::Usage;
  if (!read.scenario) return std::nullopt;
  if (settings.seed) read.scenario->seed = settings.seed;
  if (!network::findPeer(*read.scenario, read.scenario->init)) {
    complain(fmt::format("the init peer `{}` is no peer of the scenario", read.scenario->init));
    return std::nullopt;
  }
  const std::string needs = network::needsProcess(*read.scenario, settings.jsEngine);
  if (!needs.empty() && !settings.allowProcess) {
    complain(needs);
    return std::nullopt;
  }
  exit = ExitCode::Success;
  return read.scenario;
}

/// Only with such a call a script has something to answer; others just come to rest.
bool hasResponse(const air::Script& script) {
  for (uint32_t id = 0; id < script.size(); ++id)
    if (const auto* call = llvm::dyn_cast<air::Call>(&script.instruction(id)))
      if (call->service.text == "callbackSrv" && call->function.text == "response") return true;
  return false;
}

bool isAnswerMissing(const network::Outcome& outcome, const air::Script& script) {
  if (network::firstEnding(outcome) != network::Ending::None || !outcome.vmErrors.empty())
    return false;
  return outcome.status != network::Status::Quiescent || hasResponse(script);
}

/// What is told of a run besides its outcome. The script itself is the source.
ExitCode tellRun(const AirRunSettings& settings, const ScriptText& script,
                 const network::RunResult& result) {
  support::SourceManager sources;
  const support::FileId file = sources.add(settings.script, script.text);
  std::vector<support::Loc> places;
  for (uint32_t id = 0; id < script.script.size(); ++id) {
    const air::TextSpan span = script.script.instruction(id).span();
    places.push_back({file, {span.begin, span.end}});
  }
  const SourceMap map(sources, places, script.script, SourceMap::Show::Instructions);
  report::Source source;
  source.place = [&](uint32_t instruction) { return map.place(instruction); };
  source.files = map.files();
  source.script = &script.script;
  std::optional<report::NoAnswer> reasons;
  if (isAnswerMissing(result.outcome, script.script))
    source.noAnswer = &reasons.emplace(report::explainNoAnswer(result, script.script));
  const ExitCode written = writeReports(settings.reports, result, source);
  if (network::firstEnding(result.outcome) == network::Ending::Response) return written;
  if (source.noAnswer) {
    explainNoAnswer(result, map, *source.noAnswer, llvm::errs());
    return ExitCode::NoAnswer;
  }
  explainError(result, llvm::errs());
  const bool isFailed = !result.outcome.errors.empty() || !result.outcome.vmErrors.empty();
  return isFailed ? ExitCode::SourceErrors : written;
}

void warnOfIdleFaults(const AirRunSettings& settings, const network::Scenario& scenario,
                      const network::RunResult& result) {
  network::FaultTally tally;
  tally.add(result);
  const std::vector<network::IdleFault> idle = tally.idle(scenario);
  if (idle.empty()) return;
  ExitCode exit = ExitCode::Success;
  const std::string text = readText(settings.scenario, exit).value_or("");
  for (const network::IdleFault& one : idle) {
    const auto offset = network::locatePart(text, network::peerNames(scenario),
                                            {{"faults", std::nullopt}, {"", size_t{one.fault}}});
    complain(fmt::format("{}: this fault changed nothing: {}",
                         placeText(settings.scenario, text, offset.value_or(0)), one.reason));
  }
}

/// The script of the command line, or else that of the scenario.
std::optional<ScriptText> scriptFor(AirRunSettings& settings, const network::Scenario& scenario,
                                    ExitCode& exit) {
  if (settings.script.empty() && !scenario.air.empty()) {
    settings.script = "air of " + settings.scenario;
    return parseText(scenario.air, settings.script, exit);
  }
  if (settings.script.empty() && !scenario.airFile.empty()) {
    llvm::SmallString<128> path = llvm::sys::path::parent_path(settings.scenario);
    llvm::sys::path::append(path, scenario.airFile);
    settings.script = path.str().str();
  }
  if (!settings.script.empty()) return readScript(settings.script, exit);
  complain(settings.scenario + ": neither the command nor the scenario names a script");
  exit = ExitCode::Usage;
  return std::nullopt;
}

ExitCode runInNetwork(AirRunSettings& settings) {
  ExitCode exit = checkReportOptions(settings.reports);
  if (exit != ExitCode::Success) return exit;
  const auto scenario = readScenarioFile(settings, exit);
  if (!scenario) return exit;
  const auto script = scriptFor(settings, *scenario, exit);
  if (!script) return exit;
  network::ProcessEngine engine(settings.jsEngine);
  network::RunOptions options;
  options.machine = {vm::invoke, vm::dataSize};
  if (settings.reports.needsLog() || settings.allowProcess) options.log = network::Log::On;
  network::ProcessPool processes(scenario->processes,
                                 llvm::sys::path::parent_path(settings.scenario).str());
  if (settings.allowProcess) options.mockHelpers = {&engine, &processes};
  options.wallClock = nowMs;
  RunProgress progress(nowMs);
  const network::RunResult result = progress.runWithDetails(
      *scenario, {&script->script, script->text.size()}, options,
      [&](const network::RunResult& one) {
        return one.outcome.fault.empty() && isAnswerMissing(one.outcome, script->script);
      });
  progress.clear();
  if (!result.outcome.fault.empty()) {
    complain(result.outcome.fault);
    return ExitCode::Usage;
  }
  if (settings.reports.outcomeFile.empty())
    network::printOutcome(result, vm::readable, llvm::outs());
  exit = tellRun(settings, *script, result);
  warnOfIdleFaults(settings, *scenario, result);
  return exit;
}

/// The standard input can be read once.
bool wantsInputTwice(const AirRunSettings& settings) {
  const std::string* paths[] = {&settings.script,  &settings.previous, &settings.current,
                                &settings.results, &settings.params,   &settings.scenario};
  return llvm::count_if(paths, [](const std::string* path) { return *path == "-"; }) > 1;
}

ExitCode runAirRun(AirRunSettings& settings) {
  if (wantsInputTwice(settings)) {
    complain("only one file can be the standard input");
    return ExitCode::Usage;
  }
  if (!settings.scenario.empty()) return runInNetwork(settings);
  ExitCode exit = ExitCode::Usage;
  if (settings.script.empty()) {
    complain("a script is needed");
    return exit;
  }
  const auto script = readScript(settings.script, exit);
  return script ? invokeOnce(settings, *script) : exit;
}

} // namespace

void addAirRun(CLI::App& air, ExitCode& exit) {
  auto settings = std::make_shared<AirRunSettings>();
  CLI::App* command =
      air.add_subcommand("run",
                         "Execute a script: one invocation of the VM, from JSON to JSON; or, "
                         "with --scenario, in the simulated network")
          ->alias("r");
  command
      ->add_option("script", settings->script,
                   "An AIR file; `-` is the standard input (default: that of the scenario)")
      ->type_name("FILE");
  const auto file = [&](const char* name, std::string& target, const char* help) {
    return command->add_option(name, target, help)->type_name("FILE");
  };
  CLI::Option* inputs[] = {
      file("--prev-data", settings->previous, "What the peer kept: data, or an outcome"),
      file("--data", settings->current, "What arrived: data, or an outcome"),
      file("--call-results", settings->results, "Answers of services, by id of the request"),
      file("--params", settings->params, "Peers, particle and times"),
      command->add_option("--init-peer", settings->initPeer, "Who started the particle")
          ->type_name("ID"),
      command->add_option("--peer", settings->peer, "Who executes it (default: the init peer)")
          ->type_name("ID"),
      command->add_option("--particle", settings->particle, "Id of the particle")->type_name("ID"),
      command->add_option("--timestamp", settings->timestamp, "When it was started")
          ->type_name("MS")
          ->check(timeProblem),
      command->add_option("--ttl", settings->ttl, "How long it lives (default: 7000)")
          ->type_name("MS"),
  };
  CLI::Option* scenario =
      file("--scenario", settings->scenario, "Peers, arguments and mocks of a simulated network");
  for (CLI::Option* input : inputs)
    input->excludes(scenario);
  command->add_option("--seed", settings->seed, "Random delays")
      ->needs(scenario)
      ->check(CLI::Range(int64_t{0}, int64_t{UINT32_MAX}));
  command
      ->add_flag("--allow-process", settings->allowProcess, "Evaluate `js` mocks, start processes")
      ->needs(scenario);
  command->add_option("--js-engine", settings->jsEngine, "The program that evaluates them")
      ->needs(scenario);
  for (CLI::Option* report : addReportOptions(*command, settings->reports))
    report->needs(scenario);
  command->callback([settings, &exit] { exit = runAirRun(*settings); });
}

} // namespace aqua::cli
