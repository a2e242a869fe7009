#include "RunFindings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "value/FieldReader.h"

namespace aqua::cli {
namespace {

using support::Severity;

/// `mock-type` for MockType.
std::string optionName(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (llvm::isUpper(c) && !text.empty()) text += '-';
    text += llvm::toLower(c);
  }
  return text;
}

/// The warnings about scenarios.
std::vector<std::string> warningNames() {
  std::vector<std::string> names;
  for (const support::DiagInfo& info : support::allDiagnostics())
    if (llvm::StringRef(info.code).starts_with("W08")) names.push_back(optionName(info.name));
  return names;
}

/// The level that the user wants for a diagnostic; none: it is not shown.
std::optional<Severity> levelOf(const support::Diagnostic& diagnostic,
                                const RunSettings& settings) {
  std::optional<Severity> level = diagnostic.severity();
  for (const llvm::StringRef word : settings.warnings) {
    const auto [name, text] = word.split('=');
    if (name != optionName(diagnostic.info().name)) continue;
    level = text == "error" ? std::optional(Severity::Error)
            : text == "off" ? std::nullopt
                            : std::optional(Severity::Warning);
  }
  if (settings.common.quiet && level == Severity::Warning && !settings.common.denyWarnings)
    return std::nullopt;
  return level;
}

} // namespace

ExitCode checkLevels(const RunSettings& settings) {
  const std::vector<std::string> names = warningNames();
  for (const llvm::StringRef word : settings.warnings) {
    const auto [name, level] = word.split('=');
    if (!llvm::is_contained(names, name)) {
      complain(fmt::format("`-W {}`: there is no warning of that name; there are: {}", word.str(),
                           llvm::join(names, ", ")));
      return ExitCode::Usage;
    }
    if (word.contains('=') && level != "error" && level != "warn" && level != "off") {
      complain(fmt::format("`-W {}`: the level must be error, warn or off", word.str()));
      return ExitCode::Usage;
    }
  }
  return ExitCode::Success;
}

ExitCode showFindings(const support::DiagnosticSink& findings,
                      const driver::Compilation& compilation, const RunSettings& settings) {
  support::DiagnosticSink shown;
  bool isDenied = false;
  for (support::Diagnostic finding : findings.all()) {
    const std::optional<Severity> level = levelOf(finding, settings);
    if (!level) continue;
    finding.level = *level;
    isDenied |= *level == Severity::Error || settings.common.denyWarnings;
    shown.add(std::move(finding));
  }
  showDiagnostics(shown, compilation, settings.common);
  return isDenied ? ExitCode::SourceErrors : ExitCode::Success;
}

} // namespace aqua::cli
