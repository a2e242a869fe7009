// `aqua lint`: the compiler's diagnostics and the findings of the rules (spec/08 C1).

#include <memory>

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "Commands.h"
#include "CommonOptions.h"
#include "FixFiles.h"
#include "UnifiedDiff.h"
#include "driver/LineEdits.h"
#include "driver/LintRules.h"
#include "lint/Lint.h"

namespace aqua::cli {
namespace {

struct LintSettings {
  CommonOptions common;
  lint::Choice choice;
  std::vector<std::string> levels; // ID=LEVEL
  lint::LintOptions lint{.jobs = 0};
  bool showsSuppressed = false;
  bool list = false;
  bool fixes = false;
  bool fixesUnsafely = false;
  bool showsDiff = false;
  bool addsSuppressions = false;
  bool showsStatistics = false;
  std::optional<unsigned> maxWarnings;
};

/// A line for each rule: id, group, level in effect, what it finds.
void listRules(const lint::Config& config) {
  size_t width = 0;
  for (const lint::RuleInfo& rule : lint::allRules())
    width = std::max(width, rule.info.code.size());
  for (const lint::RuleInfo& rule : lint::allRules()) {
    const auto level = config.level(rule.id);
    llvm::outs() << llvm::left_justify(rule.info.code, static_cast<unsigned>(width)) << "  "
                 << llvm::left_justify(lint::groupName(rule.group), 12)
                 << llvm::left_justify(level ? support::severityName(*level) : "off", 9)
                 << rule.info.message << '\n';
  }
}

/// What the command line says of the rules.
lint::Choice choiceOf(const LintSettings& settings) {
  lint::Choice choice = settings.choice;
  for (const std::string& text : settings.levels) {
    const auto [id, level] = llvm::StringRef(text).split('=');
    choice.levels.emplace_back(id.str(), level.str());
  }
  return choice;
}

/// Adds the findings to the diagnostics of the compilation.
void addFindings(const LintSettings& settings, std::vector<lint::Finding> findings,
                 driver::Compilation& compilation) {
  for (lint::Finding& finding : findings) {
    if (finding.isSuppressed && !settings.showsSuppressed) continue;
    if (finding.isSuppressed) {
      finding.diagnostic.level = support::Severity::Hint;
      finding.diagnostic.notes.push_back(finding.reason.empty() ? "silenced by a comment"
                                                                : "silenced: " + finding.reason);
    }
    compilation.diagnostics().add(std::move(finding.diagnostic));
  }
  compilation.diagnostics().sort();
}

/// A line for each rule that ran: how much it found, how long it took. The slowest come first.
void showStatistics(const lint::Report& report, const lint::Config& config) {
  std::vector<size_t> found(lint::allRules().size());
  for (const lint::Finding& finding : report.findings)
    if (const auto rule = lint::ruleByName(finding.diagnostic.info().code))
      ++found[static_cast<size_t>(*rule)];
  std::vector<size_t> order;
  for (size_t i = 0; i < report.times.size(); ++i)
    if (config.level(static_cast<lint::RuleId>(i)) || found[i] > 0) order.push_back(i);
  llvm::stable_sort(order, [&](size_t a, size_t b) { return report.times[a] > report.times[b]; });
  for (const size_t i : order)
    llvm::errs() << fmt::format("{:<32}{:>8} found{:>12.3f} ms\n", lint::allRules()[i].info.code,
                                found[i],
                                std::chrono::duration<double, std::milli>(report.times[i]).count());
}

ExitCode lintVerdict(const LintSettings& settings, const driver::Compilation& compilation) {
  CommonOptions common = settings.common;
  common.denyWarnings |= compilation.projectLint().failsOnWarnings.value_or(false);
  const ExitCode exit = verdict(compilation, common);
  const auto warnings =
      llvm::count_if(compilation.diagnostics().all(), [](const support::Diagnostic& diagnostic) {
        return diagnostic.severity() == support::Severity::Warning;
      });
  const bool isTooMuch = settings.maxWarnings && warnings > *settings.maxWarnings;
  return exit == ExitCode::Success && isTooMuch ? ExitCode::SourceErrors : exit;
}

/// What the files are to become, by fixes or by comments.
driver::FixResult changedTexts(const LintSettings& settings, const driver::CompileOptions& options,
                               const driver::LintRules& rules) {
  const auto findings = [&](driver::Compilation& compilation) {
    return rules.run(compilation, settings.lint).findings;
  };
  const auto files = llvm::vfs::getRealFileSystem();
  if (settings.addsSuppressions)
    return driver::addSuppressions(
        settings.common.paths, options,
        settings.lint.requiresReasons ? "it was there before the rule was" : "", files, findings);
  const auto scope = settings.fixesUnsafely ? driver::FixScope::Unsafe : driver::FixScope::Safe;
  return driver::fixTexts(settings.common.paths, options, scope, files, findings);
}

/// What the changes would be; nothing is written.
ExitCode showDiff(const driver::FixResult& result) {
  for (const driver::FixedText& text : result.texts)
    llvm::outs() << unifiedDiff(text.shown, text.before,
                                driver::lineEdits(text.before, text.after));
  return result.texts.empty() ? ExitCode::Success : ExitCode::SourceErrors;
}

/// Changes the files before they are looked at.
ExitCode writeChanges(const LintSettings& settings, driver::FixResult result) {
  llvm::Expected<WrittenFixes> written = writeFixes(result.texts);
  if (!written) {
    complain(llvm::toString(written.takeError()));
    return ExitCode::InputOutput;
  }
  llvm::append_range(result.problems, written->problems);
  for (const std::string& problem : result.problems)
    complain(problem);
  const llvm::StringRef what = settings.addsSuppressions ? "comments added" : "fixes applied";
  if (written->fixes > 0 && !settings.common.quiet)
    llvm::errs() << what << ": " << written->fixes << ", files changed: " << written->files << '\n';
  return result.problems.empty() ? ExitCode::Success : ExitCode::Internal;
}

ExitCode runLint(LintSettings& settings) {
  if (settings.common.paths.empty()) settings.common.paths.emplace_back(".");
  llvm::Expected<driver::CompileOptions> options = compileOptions(settings.common);
  if (!options) {
    complain(llvm::toString(options.takeError()));
    return ExitCode::Usage;
  }
  options->check.wantsIndex = true;
  const auto files = llvm::vfs::getRealFileSystem();
  auto compilation = std::make_unique<driver::Compilation>(settings.common.paths, *options, *files);
  llvm::Expected<driver::LintRules> rules =
      driver::LintRules::from(*compilation, choiceOf(settings));
  if (!rules) {
    complain(llvm::toString(rules.takeError()));
    return ExitCode::Usage;
  }
  if (settings.list) {
    listRules(rules->forAll());
    return ExitCode::Success;
  }
  const bool fixes = settings.fixes || settings.fixesUnsafely;
  if (fixes || settings.showsDiff || settings.addsSuppressions) {
    driver::FixResult result = changedTexts(settings, *options, *rules);
    if (settings.showsDiff) return showDiff(result);
    if (const ExitCode exit = writeChanges(settings, std::move(result)); exit != ExitCode::Success)
      return exit;
    compilation = std::make_unique<driver::Compilation>(settings.common.paths, *options, *files);
  }
  lint::Report report = rules->run(*compilation, settings.lint);
  if (settings.showsStatistics) showStatistics(report, rules->forAll());
  addFindings(settings, std::move(report.findings), *compilation);
  showDiagnostics(*compilation, settings.common);
  return lintVerdict(settings, *compilation);
}

} // namespace

void addLintCommand(CLI::App& app, ExitCode& exit) {
  auto settings = std::make_shared<LintSettings>();
  CLI::App* command =
      app.add_subcommand("lint", "Find mistakes that the compiler accepts: values that never come, "
                                 "errors that nobody sees, needless hops");
  addCommonOptions(*command, settings->common);
  command->get_option("paths")->required(false);
  command->add_option("--select", settings->choice.select, "Presets, groups and rules that run")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  command->add_option("--ignore", settings->choice.ignore, "Presets, groups and rules that do not")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  command->add_option("--rule", settings->levels, "The level of a rule, or off")
      ->allow_extra_args(false)
      ->type_name("ID=LEVEL");
  command->add_option("--max-warnings", settings->maxWarnings, "More warnings fail the command")
      ->type_name("N");
  command->add_flag("--report-unused-suppressions", settings->lint.reportsUnusedSuppressions,
                    "Comments that silence nothing are findings");
  command->add_flag("--require-reason", settings->lint.requiresReasons,
                    "Comments that silence a rule must say why");
  command->add_flag("--show-suppressed", settings->showsSuppressed,
                    "Also what comments silence, as hints");
  command->add_flag("--fix", settings->fixes, "Change the files: fixes that keep what they do");
  command->add_flag("--unsafe-fixes", settings->fixesUnsafely,
                    "Change the files: also fixes that may change what they do");
  command->add_flag("--diff", settings->showsDiff,
                    "Show what --fix, --unsafe-fixes or --add-suppressions would change, and stop");
  command->add_flag("--add-suppressions", settings->addsSuppressions,
                    "Change the files: a comment that silences each finding");
  command->add_flag("--statistics", settings->showsStatistics,
                    "Also how much each rule finds, and how long it takes");
  command->add_option("-j,--jobs", settings->lint.jobs, "Files at a time (default: one per core)")
      ->type_name("N");
  command->add_flag("--list", settings->list, "List the rules with their levels and stop");
  command->callback([settings, &exit] { exit = runLint(*settings); });
}

} // namespace aqua::cli
