// `aqua lint`: the compiler's diagnostics and the findings of the rules (spec/08 C1).

#include <memory>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "Commands.h"
#include "CommonOptions.h"
#include "lint/Lint.h"

namespace aqua::cli {
namespace {

struct LintSettings {
  CommonOptions common;
  lint::Choice choice;
  std::vector<std::string> levels; // ID=LEVEL
  lint::LintOptions lint;
  bool showsSuppressed = false;
  bool list = false;
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

/// What the command line says, over what the project file says.
lint::Choice over(lint::Choice project, const LintSettings& settings) {
  if (!settings.choice.select.empty()) project.select = settings.choice.select;
  llvm::append_range(project.ignore, settings.choice.ignore);
  for (const std::string& text : settings.levels) {
    const auto [id, level] = llvm::StringRef(text).split('=');
    project.levels.emplace_back(id.str(), level.str());
  }
  return project;
}

/// Adds the findings to the diagnostics of the compilation.
void addFindings(const LintSettings& settings, const lint::Config& config,
                 driver::Compilation& compilation) {
  lint::LintOptions options = settings.lint;
  options.requiresReasons |= compilation.projectLint().requiresReasons.value_or(false);
  for (lint::Finding& finding : compilation.lint(config, options)) {
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

ExitCode runLint(LintSettings& settings) {
  if (settings.common.paths.empty()) settings.common.paths.emplace_back(".");
  llvm::Expected<driver::CompileOptions> options = compileOptions(settings.common);
  if (!options) {
    complain(llvm::toString(options.takeError()));
    return ExitCode::Usage;
  }
  options->check.wantsIndex = true;
  const auto files = llvm::vfs::getRealFileSystem();
  driver::Compilation compilation(settings.common.paths, *options, *files);
  llvm::Expected<lint::Config> config =
      lint::Config::from(over(compilation.projectLintChoice(), settings));
  if (!config) {
    complain(llvm::toString(config.takeError()));
    return ExitCode::Usage;
  }
  if (settings.list) {
    listRules(*config);
    return ExitCode::Success;
  }
  addFindings(settings, *config, compilation);
  showDiagnostics(compilation, settings.common);
  return lintVerdict(settings, compilation);
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
  command->add_flag("--list", settings->list, "List the rules with their levels and stop");
  command->callback([settings, &exit] { exit = runLint(*settings); });
}

} // namespace aqua::cli
