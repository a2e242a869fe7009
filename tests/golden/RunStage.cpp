#include "RunStage.h"

#include "fmt/format.h"

#include "support/Render.h"
#include "syntax/Parse.h"

namespace aqua::golden {
namespace {

using support::LineColumn;

std::string describeRange(const support::SourceFile& file, support::SourceRange range) {
  const LineColumn begin = file.lineColumn(range.begin);
  const LineColumn end = file.lineColumn(range.end);
  if (begin.line == end.line) return fmt::format("{}:{}-{}", begin.line, begin.column, end.column);
  return fmt::format("{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
}

Finding toFinding(const support::Diagnostic& diagnostic, const support::SourceManager& sources) {
  Finding finding;
  if (diagnostic.loc.isValid()) {
    const support::SourceFile& file = sources.file(diagnostic.loc.file);
    finding.file = diagnostic.loc.file.value - 1;
    finding.begin = file.lineColumn(diagnostic.loc.range.begin);
    finding.end = file.lineColumn(diagnostic.loc.range.end);
  }
  finding.severity = support::severityName(diagnostic.severity()).str();
  finding.code = diagnostic.info().code;
  finding.message = diagnostic.message;
  for (const support::Label& label : diagnostic.labels) {
    const support::SourceFile& file = sources.file(label.loc.file);
    const bool isElsewhere = label.loc.file != diagnostic.loc.file;
    finding.remarks.push_back(fmt::format("label {}{}: {}",
                                          isElsewhere ? file.path().str() + ":" : "",
                                          describeRange(file, label.loc.range), label.text));
  }
  for (const std::string& note : diagnostic.notes)
    finding.remarks.push_back("note: " + note);
  if (!diagnostic.help.empty()) finding.remarks.push_back("help: " + diagnostic.help);
  for (const support::Fix& fix : diagnostic.fixes)
    finding.remarks.push_back("fix: " + fix.title);
  return finding;
}

/// The print of a stage for one file; false for a stage that does not exist.
bool printStage(llvm::StringRef stage, const support::SourceFile& source, const ast::File& file,
                llvm::raw_ostream& out) {
  if (stage == "tokens")
    syntax::printTokens(source, out);
  else if (stage == "ast")
    ast::print(file, source, out);
  else
    return stage == "check";
  return true;
}

} // namespace

StageResult runStage(llvm::StringRef stage, llvm::ArrayRef<std::string> options,
                     llvm::ArrayRef<VirtualFile> files) {
  StageResult result;
  result.isKnownStage = options.empty();
  support::SourceManager sources;
  support::NameTable names;
  support::DiagnosticSink diagnostics;
  llvm::raw_string_ostream out(result.print);
  for (const VirtualFile& file : files) {
    const support::FileId id = sources.add(file.path, file.text);
    const support::SourceFile& source = sources.file(id);
    const ast::File tree = syntax::parseFile(id, source.text(), names, diagnostics);
    if (files.size() > 1 && stage != "check") out << "== " << file.path << '\n';
    result.isKnownStage &= printStage(stage, source, tree, out);
  }
  diagnostics.sort();
  for (const support::Diagnostic& one : diagnostics.all())
    result.findings.push_back(toFinding(one, sources));
  return result;
}

} // namespace aqua::golden
