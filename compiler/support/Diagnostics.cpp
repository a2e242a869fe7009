#include "Diagnostics.h"

#include <algorithm>
#include <tuple>

namespace aqua::support {

const std::vector<DiagInfo>& allDiagnostics() {
  static const std::vector<DiagInfo> table = {
#define AQUA_DIAG(code, name, severity, message, since)                                            \
  {#code, #name, Severity::severity, message, since},
#include "Diagnostics.def"
  };
  return table;
}

const DiagInfo& diagInfo(DiagId id) {
  return allDiagnostics()[static_cast<size_t>(id)];
}

Diagnostic makeDiagnostic(const DiagInfo& info, Loc loc, std::string message) {
  return {&info, info.severity, loc, std::move(message), {}, {}, {}, {}};
}

Diagnostic withPlaces(Diagnostic diagnostic, llvm::function_ref<Loc(Loc)> place) {
  diagnostic.loc = place(diagnostic.loc);
  for (Label& label : diagnostic.labels)
    label.loc = place(label.loc);
  for (Fix& fix : diagnostic.fixes)
    for (TextEdit& edit : fix.edits)
      edit.loc = place(edit.loc);
  return diagnostic;
}

Diagnostic& DiagnosticSink::add(DiagId id, Loc loc, const std::vector<std::string>& args) {
  const DiagInfo& info = diagInfo(id);
  // Placeholders are substituted by hand: an argument may hold braces of the user's text.
  std::string message;
  for (size_t i = 0; i < info.message.size(); ++i) {
    if (info.message[i] == '{' && i + 2 < info.message.size() && info.message[i + 2] == '}') {
      message += args[static_cast<size_t>(info.message[i + 1] - '0')];
      i += 2;
    } else {
      message += info.message[i];
    }
  }
  add(makeDiagnostic(info, loc, std::move(message)));
  return diagnostics_.back();
}

void DiagnosticSink::add(Diagnostic diagnostic) {
  if (diagnostic.severity() == Severity::Error) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
}

void DiagnosticSink::take(DiagnosticSink&& other) {
  errors_ += other.errors_;
  std::move(other.diagnostics_.begin(), other.diagnostics_.end(), std::back_inserter(diagnostics_));
  other.diagnostics_.clear();
  other.errors_ = 0;
}

void DiagnosticSink::sort() {
  const auto key = [](const Diagnostic& d) {
    return std::tuple(d.loc.file, d.loc.range.begin, d.loc.range.end, d.info().code,
                      std::string_view(d.message));
  };
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  const auto repeated =
      std::unique(diagnostics_.begin(), diagnostics_.end(),
                  [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); });
  diagnostics_.erase(repeated, diagnostics_.end());
  errors_ = static_cast<size_t>(
      std::count_if(diagnostics_.begin(), diagnostics_.end(),
                    [](const Diagnostic& d) { return d.severity() == Severity::Error; }));
}

} // namespace aqua::support
