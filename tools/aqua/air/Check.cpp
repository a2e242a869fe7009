// `aqua air lint` and `stats`: what there is to say about a script.

#include <fmt/format.h>

#include "AirCommands.h"
#include "CommonOptions.h"
#include "air/Lint.h"
#include "air/Statistics.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::cli {
namespace {

struct AirLintSettings {
  std::string path;
  bool json = false;
  bool list = false;
  bool denyWarnings = false;
  std::vector<std::string> silenced;
};

/// An error of AquaVM or a finding of ours.
struct Report {
  llvm::StringRef severity;
  llvm::StringRef rule; // empty: AquaVM's own
  air::TextSpan span;
  std::string message;
};

std::vector<Report> reportsAbout(llvm::StringRef text, const AirLintSettings& settings) {
  std::vector<Report> reports;
  const air::ParseResult parsed = air::parseScript(text);
  for (const air::ScriptError& error : parsed.errors)
    reports.push_back({"error", "", error.span, error.message});
  if (!parsed.script) return reports;
  for (air::LintFinding& finding : air::lint(*parsed.script))
    if (!llvm::is_contained(settings.silenced, finding.rule))
      reports.push_back({"warning", finding.rule, finding.span, std::move(finding.message)});
  return reports;
}

void printReport(const AirLintSettings& settings, TextPlace place, const Report& report) {
  if (!settings.json) {
    llvm::outs() << placeText(settings.path, place) << ": " << report.severity << ": "
                 << report.message;
    if (!report.rule.empty()) llvm::outs() << " [" << report.rule << "]";
    llvm::outs() << "\n";
    return;
  }
  using value::Value;
  const auto number = [](size_t n) { return Value::integer(static_cast<int64_t>(n)); };
  value::print(Value::object({{"severity", Value::string(report.severity)},
                              {"rule", report.rule.empty() ? Value() : Value::string(report.rule)},
                              {"message", Value::string(report.message)},
                              {"line", number(place.line)},
                              {"column", number(place.column)},
                              {"begin", number(report.span.begin)},
                              {"end", number(report.span.end)}}),
               llvm::outs());
  llvm::outs() << "\n";
}

ExitCode runAirLint(const AirLintSettings& settings) {
  if (settings.list) {
    for (const air::LintRule& rule : air::lintRules())
      llvm::outs() << fmt::format("{:<14} {}\n", rule.name.str(), rule.summary.str());
    return ExitCode::Success;
  }
  if (settings.path.empty()) {
    complain("script is required");
    return ExitCode::Usage;
  }
  for (const std::string& rule : settings.silenced)
    if (llvm::none_of(air::lintRules(), [&](const auto& each) { return each.name == rule; })) {
      complain(fmt::format("there is no rule `{}`; `aqua air lint --list` shows them", rule));
      return ExitCode::Usage;
    }
  ExitCode exit = ExitCode::Success;
  const std::optional<std::string> text = readScriptText(settings.path, exit);
  if (!text) return exit;
  PlaceFinder places(*text);
  for (const Report& report : reportsAbout(*text, settings)) {
    printReport(settings, places.find(report.span.begin), report);
    if (report.severity == "error" || settings.denyWarnings) exit = ExitCode::SourceErrors;
  }
  return exit;
}

struct StatsSettings {
  std::string path;
  bool json = false;
};

ExitCode runStats(const StatsSettings& settings) {
  ExitCode exit = ExitCode::Success;
  const auto read = readScript(settings.path, exit);
  if (!read) return exit;
  const air::Statistics figures = air::statistics(read->script);
  if (settings.json)
    value::printIndented(air::toValue(figures), llvm::outs());
  else
    air::print(figures, llvm::outs());
  return exit;
}

} // namespace

void addAirLint(CLI::App& air, ExitCode& exit) {
  auto settings = std::make_shared<AirLintSettings>();
  CLI::App* command = air.add_subcommand(
      "lint", "The errors for which AquaVM refuses a script, and what is probably wrong with it");
  command->add_option("script", settings->path, "An AIR file; `-` is the standard input")
      ->type_name("FILE");
  command->add_flag("--json", settings->json, "One JSON object for each line");
  command->add_flag("--list", settings->list, "Show the rules");
  command->add_flag("--deny-warnings", settings->denyWarnings, "Status 1 if there are warnings");
  command->add_option("--allow", settings->silenced, "Not to be reported; may be repeated")
      ->type_name("RULE")
      ->allow_extra_args(false);
  command->callback([settings, &exit] { exit = runAirLint(*settings); });
}

void addAirStats(CLI::App& air, ExitCode& exit) {
  auto settings = std::make_shared<StatsSettings>();
  CLI::App* command =
      air.add_subcommand("stats", "What a script is made of and whom it calls")->alias("s");
  addScriptOption(*command, settings->path);
  command->add_flag("--json", settings->json, "As JSON");
  command->callback([settings, &exit] { exit = runStats(*settings); });
}

} // namespace aqua::cli
