#include "Publisher.h"

#include <utility>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

#include "Uris.h"

namespace aqua::lsp {

namespace {

/// More in one document are only counted.
constexpr size_t mostDiagnostics = 1000;

DiagnosticSeverity severityOf(support::Severity severity) {
  switch (severity) {
  case support::Severity::Error: return DiagnosticSeverity::Error;
  case support::Severity::Warning: return DiagnosticSeverity::Warning;
  case support::Severity::Info: return DiagnosticSeverity::Information;
  case support::Severity::Hint: return DiagnosticSeverity::Hint;
  }
  llvm_unreachable("all severities are listed");
}

/// First what is wrong, then why and what to do.
std::string textOf(const support::Diagnostic& diagnostic) {
  std::string text = diagnostic.message;
  for (const std::string& note : diagnostic.notes)
    text += "\n" + note;
  if (!diagnostic.help.empty()) text += "\nhelp: " + diagnostic.help;
  return text;
}

/// How the client may show it, as far as it knows how.
std::vector<DiagnosticTag> tagsOf(const support::Diagnostic& diagnostic,
                                  const std::optional<ValueSet>& known) {
  const std::optional<lint::RuleId> rule = lint::ruleByName(diagnostic.info().code);
  const bool isUnnecessary =
      rule && lint::ruleInfo(*rule).group == lint::Group::Unused &&
      (llvm::StringRef(diagnostic.info().code).starts_with("unused-") ||
       *rule == lint::RuleId::DuplicateImport || *rule == lint::RuleId::StreamNeverRead);
  if (!isUnnecessary || !known || !known->has(1, 2)) return {};
  return {DiagnosticTag::Unnecessary};
}

llvm::json::Value titlesOfFixes(const support::Diagnostic& diagnostic) {
  llvm::json::Array titles;
  for (const support::Fix& fix : diagnostic.fixes)
    titles.push_back(fix.title);
  return llvm::json::Object{{"fixes", std::move(titles)}};
}

constexpr llvm::StringLiteral pageStart = "aqua-view:/explain/";
constexpr llvm::StringLiteral pageEnd = ".md";

/// The same for equal lists, in every process.
std::string resultIdOf(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  llvm::raw_string_ostream(text) << writeJson(diagnostics);
  return llvm::utohexstr(llvm::xxh3_64bits(text));
}

DiagnosticReport reportOf(std::vector<Diagnostic> diagnostics,
                          const std::optional<std::string>& previous) {
  DiagnosticReport report{DiagnosticReportKind::Full, resultIdOf(diagnostics), {}};
  if (previous == report.resultId)
    report.kind = DiagnosticReportKind::Unchanged;
  else
    report.items = std::move(diagnostics);
  return report;
}

Diagnostic leftOut(size_t count) {
  Diagnostic diagnostic;
  diagnostic.severity = DiagnosticSeverity::Information;
  diagnostic.source = "aqua";
  diagnostic.message = std::to_string(count) + " more problems are not shown";
  return diagnostic;
}

} // namespace

Diagnostic Publisher::convert(const support::Diagnostic& diagnostic, const SnapshotFiles& files,
                              llvm::StringRef source) const {
  Diagnostic result;
  result.range = files.range(diagnostic.loc);
  result.severity = severityOf(diagnostic.severity());
  result.code = std::string(diagnostic.info().code);
  result.source = source.str();
  result.message = textOf(diagnostic);
  if (shown_.codeDescriptionSupport && pages_ && !pages_(diagnostic.info().code).empty())
    result.codeDescription = {pageUri(diagnostic.info().code)};
  if (auto tags = tagsOf(diagnostic, shown_.tagSupport); !tags.empty())
    result.tags = std::move(tags);
  if (shown_.dataSupport && !diagnostic.fixes.empty()) result.data = titlesOfFixes(diagnostic);
  std::vector<DiagnosticRelatedInformation> related;
  for (const support::Label& label : diagnostic.labels) {
    if (!label.loc.isValid()) continue;
    if (shown_.relatedInformation)
      related.push_back({files.location(label.loc), label.text});
    else
      result.message += "\n" + label.text;
  }
  if (!related.empty()) result.relatedInformation = std::move(related);
  return result;
}

Uri pageUri(llvm::StringRef code) {
  return {(pageStart + code + pageEnd).str()};
}

llvm::StringRef pageCode(const Uri& uri) {
  llvm::StringRef text = uri.text;
  return text.consume_front(pageStart) && text.consume_back(pageEnd) ? text : "";
}

void Publisher::publishChecks(Root& root) {
  const ide::Snapshot& snapshot = root.workspace->snapshot();
  const SnapshotFiles files(snapshot, documents_);
  std::map<std::string, std::vector<Diagnostic>> byPath;
  std::string withoutPlace;
  for (const support::Diagnostic& diagnostic : snapshot.diagnostics) {
    const std::string path = diagnostic.loc.isValid() ? files.path(diagnostic.loc.file) : "";
    if (path.empty())
      withoutPlace += diagnostic.message + "\n";
    else
      byPath[path].push_back(convert(diagnostic, files, "aqua"));
  }
  if (withoutPlace != std::exchange(lastWithoutPlace_, withoutPlace) && !withoutPlace.empty())
    client_.log(llvm::StringRef(withoutPlace).rtrim());
  for (const ide::Module& module : snapshot.modules)
    byPath.try_emplace(module.path);
  for (auto& [path, file] : files_)
    if (file.root == &root && !byPath.contains(path)) byPath[path];
  for (auto& [path, diagnostics] : byPath) {
    if (!isOwner(root, path)) continue;
    File& file = files_[path];
    if (const Document* document = documents_.find(path))
      file.uri = document->uri;
    else if (file.uri.text.empty())
      file.uri = uriOf(path);
    file.root = &root;
    file.checks = std::move(diagnostics);
    send(path, file);
  }
}

bool Publisher::isOwner(const Root& root, llvm::StringRef path) const {
  const Root* owner = workspaces_.find(path);
  // Files outside of all folders belong to who imports them, unless they are open.
  return !owner || owner == &root || (owner->folder.empty() && !documents_.find(path));
}

void Publisher::move(llvm::StringRef path, const TextDocumentContentChangeEvent& change) {
  const auto found = files_.find(path);
  if (found == files_.end()) return;
  std::vector<Diagnostic>& findings = found->second.findings;
  if (!change.range) return findings.clear();
  const auto [start, end] = *change.range;
  const auto newLines = static_cast<uint32_t>(llvm::count(change.text, '\n'));
  llvm::erase_if(findings, [&](Diagnostic& finding) {
    if (finding.range.end.line < start.line) return false;
    if (finding.range.start.line <= end.line) return true;
    finding.range.start.line += newLines - (end.line - start.line);
    finding.range.end.line += newLines - (end.line - start.line);
    return false;
  });
}

std::vector<std::string> Publisher::lintedFiles(const Root& root) const {
  std::vector<std::string> paths;
  for (const auto& [path, file] : files_)
    if (file.root == &root && (documents_.find(path) || !file.findings.empty()))
      paths.push_back(path);
  return paths;
}

void Publisher::publishLint(Root& root, llvm::StringRef path, const LintSettings& settings) {
  const auto found = files_.find(path);
  if (found == files_.end()) return;
  File& file = found->second;
  file.findings.clear();
  const ide::Snapshot& snapshot = root.workspace->snapshot();
  const SnapshotFiles files(snapshot, documents_);
  const ide::Module* module = snapshot.module(path);
  if (settings.enable && module && documents_.find(path))
    for (const lint::Finding& finding : root.workspace->lint(module->file, settings.choice()))
      if (!finding.isSuppressed)
        file.findings.push_back(convert(finding.diagnostic, files, "aqua lint"));
  send(found->first, file);
}

void Publisher::forget(const Root& root) {
  for (auto& [path, file] : files_) {
    if (file.root != &root) continue;
    file.checks.clear();
    file.findings.clear();
    send(path, file);
  }
  std::erase_if(files_, [&](const auto& entry) { return entry.second.root == &root; });
}

std::vector<Diagnostic> Publisher::all(const File& file) {
  std::vector<Diagnostic> all = file.checks;
  llvm::append_range(all, file.findings);
  if (all.size() > mostDiagnostics) {
    const size_t count = all.size() - mostDiagnostics;
    all.resize(mostDiagnostics);
    all.push_back(leftOut(count));
  }
  return all;
}

DiagnosticReport Publisher::report(llvm::StringRef path,
                                   const std::optional<std::string>& previous) {
  const auto found = files_.find(path);
  if (found == files_.end()) return reportOf({}, previous);
  found->second.sent = all(found->second);
  return reportOf(found->second.sent, previous);
}

WorkspaceDiagnosticReport Publisher::reportAll(llvm::ArrayRef<PreviousResultId> previous) {
  WorkspaceDiagnosticReport result;
  for (auto& [path, file] : files_) {
    const auto known =
        llvm::find_if(previous, [&](const PreviousResultId& one) { return one.uri == file.uri; });
    const Document* document = documents_.find(path);
    WorkspaceDocumentDiagnosticReport& item = result.items.emplace_back();
    item.uri = file.uri;
    if (document) item.version = document->version;
    file.sent = all(file);
    item.report =
        reportOf(file.sent, known == previous.end() ? std::optional<std::string>() : known->value);
  }
  return result;
}

void Publisher::send(const std::string& path, File& file) {
  std::vector<Diagnostic> all = Publisher::all(file);
  if (all == file.sent) return;
  if (isAsked_) {
    hasChanged_ = true;
    file.sent = std::move(all);
    return;
  }
  const Document* document = documents_.find(path);
  const std::optional<int32_t> version = document ? std::optional(document->version) : std::nullopt;
  client_.notify("textDocument/publishDiagnostics",
                 PublishDiagnosticsParams{file.uri, version, all});
  file.sent = std::move(all);
}

} // namespace aqua::lsp
