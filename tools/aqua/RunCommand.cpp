// `aqua run`: compiles one call and executes it on the simulated network (spec/07 §17.5).

#include <chrono>

#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "Commands.h"
#include "FaultHints.h"
#include "MockCheck.h"
#include "RunArguments.h"
#include "RunFindings.h"
#include "RunOrders.h"
#include "RunProgress.h"
#include "RunScenario.h"
#include "RunSummary.h"
#include "air/Parse.h"
#include "air/Print.h"
#include "modules/Project.h"
#include "network/ProcessEngine.h"
#include "network/ProcessPool.h"

namespace aqua::cli {
namespace {

double wallClockMs() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

void printConsole(const RunSettings& settings, llvm::StringRef peer, llvm::StringRef line) {
  const std::string where = settings.console.value_or(settings.orders ? "off" : "stderr");
  if (where == "off") return;
  (where == "stdout" ? llvm::outs() : llvm::errs()) << "[" << peer << "] " << line << "\n";
}

Expected expectation(const driver::Compilation& compilation, const driver::CallTarget& target) {
  const bool hasResults = !target.function.function->type->results().empty();
  const bool willRespond = hasResults || compilation.options().lower.sendsEmptyResponse;
  return willRespond ? Expected::Answer : Expected::Nothing;
}

/// A function without results has answered when it comes to rest.
bool hasAnswer(const driver::Compilation& compilation, const driver::CallTarget& target,
               const network::Outcome& outcome) {
  if (!outcome.responses.empty() || !outcome.errors.empty() || !outcome.vmErrors.empty())
    return true;
  return outcome.status == network::Status::Quiescent &&
         expectation(compilation, target) == Expected::Nothing;
}

/// `source.noAnswer` is set if there is none.
ExitCode conclude(const RunSettings& settings, const driver::CallTarget& target,
                  const network::RunResult& result, const report::Source& source,
                  const SourceMap& map) {
  const network::Outcome& outcome = result.outcome;
  if (!outcome.fault.empty()) {
    complain(outcome.fault);
    return ExitCode::Usage;
  }
  const network::Ending ending = network::firstEnding(outcome);
  if (ending == network::Ending::Response) {
    std::string text = resultText(target, result);
    if (settings.raw)
      if (const auto read = value::parseJson(text); read.ok && read.value.isString())
        text = read.value.asString().str();
    // With the outcome on stdout the result would be in its way.
    if (!text.empty() && settings.reports.outcomeFile != "-") llvm::outs() << text << "\n";
    return ExitCode::Success;
  }
  if (!outcome.errors.empty() || !outcome.vmErrors.empty()) {
    explainError(result, llvm::errs());
    return ExitCode::SourceErrors;
  }
  if (!source.noAnswer) return ExitCode::Success;
  explainNoAnswer(result, map, *source.noAnswer, llvm::errs());
  return ExitCode::NoAnswer;
}

/// All that is told after a run: timeline, files, result or what went wrong.
ExitCode tell(const RunSettings& settings, const driver::Compilation& compilation,
              const driver::CallTarget& target, const driver::CompiledFunction& compiled,
              const air::Script& script, const network::RunResult& result) {
  const SourceMap map(compilation.sources(), compiled.air.origins, script, SourceMap::Show::Lines);
  report::Source source;
  source.place = [&](uint32_t instruction) { return map.place(instruction); };
  source.files = map.files();
  source.script = &script;
  std::optional<report::NoAnswer> reasons;
  if (!hasAnswer(compilation, target, result.outcome) && result.outcome.fault.empty())
    source.noAnswer = &reasons.emplace(report::explainNoAnswer(result, script));
  const ExitCode written = writeReports(settings.reports, result, source);
  const ExitCode verdict = conclude(settings, target, result, source, map);
  return verdict == ExitCode::Success ? written : verdict;
}

/// Executes the scenario to the end.
using RunOnce = llvm::function_ref<network::RunResult(const network::Scenario&)>;

/// Seeds from `--seed`, or 1, on.
ExitCode runOrders(const RunSettings& settings, const driver::Compilation& compilation,
                   const driver::CallTarget& target, network::Scenario scenario,
                   RunProgress& progress, RunOnce runOnce) {
  const Expected expected = expectation(compilation, target);
  const uint32_t first = settings.seed.value_or(1);
  OrderSummary summary;
  for (uint32_t i = 0; i < *settings.orders; ++i) {
    scenario.seed = first + i;
    progress.countOrder(i + 1, *settings.orders);
    const network::RunResult result = runOnce(scenario);
    if (!result.outcome.fault.empty()) {
      complain(result.outcome.fault);
      return ExitCode::Usage;
    }
    summary.add(first + i, orderOutcome(target, result, expected));
  }
  progress.clear();
  summary.print(llvm::outs());
  return summary.verdict();
}

/// Runs the compiled script: what travels is its text, so that is what is executed.
ExitCode execute(const RunSettings& settings, const driver::Compilation& compilation,
                 const driver::CallTarget& target, const driver::CompiledFunction& compiled,
                 const network::Scenario& scenario, MockCheck& mocks, network::FaultTally& faults) {
  const std::string text = air::toText(compiled.air.script);
  if (settings.printAir) llvm::errs() << air::toText(compiled.air.script, air::Layout::Indented);
  const air::ParseResult parsed = air::parseScript(text);
  if (!parsed.script) {
    complain("internal error: " + air::errorText(text, parsed.errors));
    return ExitCode::Internal;
  }
  network::ProcessEngine engine(settings.jsEngine);
  network::RunOptions options;
  options.machine = {vm::invoke, {}};
  // Only they show sizes, and counting is a good part of a run over many peers.
  if (settings.reports.wantsFiles() || settings.reports.verbose)
    options.machine.dataSize = vm::dataSize;
  options.failurePolicy =
      settings.failurePolicy == "drop" ? host::FailurePolicy::Drop : host::FailurePolicy::ByProfile;
  // What processes answer need not be the same in a second run.
  if (settings.reports.needsLog() || settings.allowProcess) options.log = network::Log::On;
  network::ProcessPool processes(scenario.processes,
                                 llvm::sys::path::parent_path(settings.scenarioFile).str());
  if (settings.allowProcess) options.mockHelpers = {&engine, &processes};
  options.wallClock = wallClockMs;
  RunProgress progress(wallClockMs);
  options.console = [&](llvm::StringRef peer, llvm::StringRef line) {
    progress.clear();
    printConsole(settings, peer, line);
  };
  const network::Program program{&*parsed.script, text.size()};
  const auto isUnexplained = [&](const network::RunResult& result) {
    return !settings.orders && !hasAnswer(compilation, target, result.outcome) &&
           result.outcome.fault.empty();
  };
  // What mocks remember must not reach from one order into the next.
  const auto runOnce = [&](const network::Scenario& one) {
    engine.beginRun();
    processes.beginRun();
    network::RunResult result = progress.runWithDetails(one, program, options, isUnexplained);
    if (!result.outcome.fault.empty()) {
      result.outcome.fault = mocks.faultText(result);
      return result;
    }
    mocks.checkAnswers(result, compiled.air.origins);
    faults.add(result);
    return result;
  };
  if (settings.orders) return runOrders(settings, compilation, target, scenario, progress, runOnce);
  const network::RunResult result = runOnce(scenario);
  progress.clear();
  return tell(settings, compilation, target, compiled, *parsed.script, result);
}

/// What the project file says where the options say nothing. Its problems are those of the
/// compilation, which reads it, too.
void applyProject(RunSettings& settings, llvm::vfs::FileSystem& files) {
  support::SourceManager sources;
  support::DiagnosticSink ignored;
  settings.defaults = modules::readProject(settings.common.paths, {settings.common.projectFile, ""},
                                           files, sources, ignored)
                          .run;
  settings.scenarioFile = settings.scenarioOption.value_or(settings.defaults.scenario.value_or(""));
}

ExitCode runRun(RunSettings settings) {
  if (settings.orders && settings.reports.wantsFiles()) {
    complain("`--seeds` runs many orders: to see one of them, run it with `--seed`");
    return ExitCode::Usage;
  }
  if (const ExitCode checked = checkReportOptions(settings.reports); checked != ExitCode::Success)
    return checked;
  llvm::Expected<driver::CompileOptions> options = compileOptions(settings.common);
  if (!options) {
    complain(llvm::toString(options.takeError()));
    return ExitCode::Usage;
  }
  const auto files = llvm::vfs::getRealFileSystem();
  applyProject(settings, *files);
  ExitCode exit = ExitCode::Success;
  if (exit = checkLevels(settings); exit != ExitCode::Success) return exit;
  std::optional<LoadedScenario> loaded = readScenario(settings, exit);
  if (!loaded) return exit;
  network::Scenario& scenario = loaded->scenario;
  const network::PeerNames names = network::peerNames(scenario);
  for (sema::InjectedConstant& constant : options->check.constants)
    constant.text = names.toIds(constant.text);

  driver::Compilation compilation(settings.common.paths, *options, *files);
  showDiagnostics(compilation, settings.common);
  if (const ExitCode checked = verdict(compilation, settings.common); checked != ExitCode::Success)
    return checked;
  const driver::CallResult call = driver::resolveCall(compilation, names.toIds(settings.call));
  if (!call.target) {
    complain(call.error);
    return ExitCode::Usage;
  }
  ValueText scenarioText;
  if (!loaded->path.empty())
    scenarioText = ValueText(compilation, names, loaded->path, loaded->text);
  exit = supplyArguments(settings, compilation, *call.target, scenarioText, scenario);
  if (exit != ExitCode::Success) return exit;
  const auto compiled = compilation.compile(call.target->function);
  if (!compiled) {
    showDiagnostics(compilation, settings.common);
    return ExitCode::SourceErrors;
  }
  MockCheck mocks(compilation, scenario, scenarioText);
  mocks.checkScenario(*call.target);
  exit = showFindings(mocks.takeFindings(), compilation, settings);
  if (exit != ExitCode::Success) return exit;
  network::FaultTally faults;
  const ExitCode ran =
      execute(settings, compilation, *call.target, *compiled, scenario, mocks, faults);
  for (const std::string& defect : mocks.defects())
    complain(defect);
  support::DiagnosticSink findings = mocks.takeFindings();
  // Of a broken run they say nothing.
  if (ran != ExitCode::Usage) findings.take(idleFaults(faults, scenario, scenarioText));
  const ExitCode found = showFindings(findings, compilation, settings);
  return ran == ExitCode::Success ? found : ran;
}

void addOptions(CLI::App& command, RunSettings& s) {
  command.add_option("-f,--func", s.call, "What to call: 'name(arg, …)', or a name")->required();
  command.add_option("-d,--data", s.data, "Arguments by name")->type_name("JSON|@FILE");
  command.add_option("--arg", s.arguments, "One argument")
      ->allow_extra_args(false)
      ->type_name("NAME=JSON");
  command.add_option("--scenario", s.scenarioOption, "Peers, services, delays")->type_name("FILE");
  command.add_option("--on", s.initPeer, "The peer that starts the particle")->type_name("PEER");
  command.add_option("--profile", s.profile, "Kind of the init peer")
      ->check(CLI::IsMember({"js", "nox"}));
  command.add_option("--seed", s.seed, "Random delays, the same for the same number")
      ->check(CLI::Range(int64_t{0}, int64_t{UINT32_MAX}));
  command.add_option("--seeds", s.orders, "Run so many orders and compare what they lead to")
      ->check(CLI::Range(1U, 1000000U))
      ->type_name("N");
  command.add_option("--time", s.timestamp, "Start of the particle, ms since 1970")
      ->check(timeProblem);
  command.add_option("--ttl", s.ttl, "Lifetime of the particle in virtual ms")
      ->check(CLI::Range(int64_t{0}, int64_t{UINT32_MAX}));
  command.add_option("--timeout", s.timeoutMs, "Limit of the wall time in ms")
      ->check(CLI::Range(int64_t{0}, int64_t{1'000'000'000'000}));
  addReportOptions(command, s.reports);
  command.add_option("-W", s.warnings, "Level of a warning about the scenario: error, warn or off")
      ->allow_extra_args(false)
      ->type_name("NAME=LEVEL");
  command
      .add_option("--failure-policy", s.failurePolicy,
                  "What becomes of data when the VM fails: by the peer's profile, or dropped")
      ->check(CLI::IsMember({"profile", "drop"}));
  command
      .add_option("--console", s.console,
                  "Where printed lines go (default: stderr, with --seeds off)")
      ->check(CLI::IsMember({"stdout", "stderr", "off"}));
  command.add_option("--js-engine", s.jsEngine, "Program that evaluates JavaScript mocks");
  command.add_flag("--allow-process", s.allowProcess,
                   "Scenarios may start that program, and their processes");
  command.add_flag("--print-air", s.printAir, "Print the script to stderr");
  command.add_flag("--raw", s.raw, "Print a string result without quotes");
}

} // namespace

void addRunCommand(CLI::App& app, ExitCode& exit) {
  auto settings = std::make_shared<RunSettings>();
  CLI::App* command = app.add_subcommand("run", "Compile a call and run it on simulated peers");
  addCommonOptions(*command, settings->common);
  addOptions(*command, *settings);
  command->callback([settings, &exit] { exit = runRun(*settings); });
}

} // namespace aqua::cli
