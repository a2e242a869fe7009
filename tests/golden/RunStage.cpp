#include "RunStage.h"

#include "fmt/format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "driver/Compilation.h"
#include "format/Format.h"
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

/// Which of the test's files a source is; the first if none (an embedded file).
size_t indexOf(const support::SourceFile& source, llvm::ArrayRef<VirtualFile> files) {
  for (size_t i = 0; i < files.size(); ++i)
    if (source.path() == files[i].path || source.path().ends_with("/" + files[i].path)) return i;
  return 0;
}

Finding toFinding(const support::Diagnostic& diagnostic, const support::SourceManager& sources,
                  llvm::ArrayRef<VirtualFile> files) {
  Finding finding;
  if (diagnostic.loc.isValid()) {
    const support::SourceFile& file = sources.file(diagnostic.loc.file);
    finding.file = indexOf(file, files);
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

void addFindings(const support::DiagnosticSink& diagnostics, const support::SourceManager& sources,
                 llvm::ArrayRef<VirtualFile> files, StageResult& result) {
  for (const support::Diagnostic& one : diagnostics.all()) {
    for (const support::Fix& fix : one.fixes) {
      OfferedFix& offered = result.fixes.emplace_back();
      offered.finding = result.findings.size();
      offered.title = fix.title;
      for (const support::TextEdit& edit : fix.edits)
        offered.edits.push_back({indexOf(sources.file(edit.loc.file), files), edit.loc.range.begin,
                                 edit.loc.range.end, edit.text});
    }
    result.findings.push_back(toFinding(one, sources, files));
  }
}

/// Tokens, trees and syntax errors of each file by itself: stages that know nothing of modules.
StageResult runSyntax(llvm::StringRef stage, llvm::ArrayRef<VirtualFile> files) {
  StageResult result;
  support::SourceManager sources;
  support::NameTable names;
  support::DiagnosticSink diagnostics;
  llvm::raw_string_ostream out(result.print);
  for (const VirtualFile& file : files) {
    const support::FileId id = sources.add(file.path, file.text);
    const support::SourceFile& source = sources.file(id);
    const ast::File tree = syntax::parseFile(id, source.text(), names, diagnostics);
    if (files.size() > 1 && stage != "syntax") out << "== " << file.path << '\n';
    if (stage == "tokens") syntax::printTokens(source, out);
    if (stage == "ast") ast::print(tree, source, out);
  }
  diagnostics.sort();
  addFindings(diagnostics, sources, files, result);
  return result;
}

/// The formatted text of the file; options: `--indent=N`, `--width=N`, `--lines=FIRST:LAST`,
/// `--partial`.
StageResult runFormat(llvm::ArrayRef<std::string> options, const VirtualFile& file) {
  StageResult result;
  format::Request request;
  for (llvm::StringRef option : options) {
    bool isKnown = false;
    if (option.consume_front("--indent="))
      isKnown = !option.getAsInteger(10, request.style.indent);
    else if (option.consume_front("--width="))
      isKnown = !option.getAsInteger(10, request.style.width);
    else if (option.consume_front("--lines=")) {
      request.lines.emplace();
      isKnown = !option.split(':').first.getAsInteger(10, request.lines->first) &&
                !option.split(':').second.getAsInteger(10, request.lines->last);
    } else if (option == "--partial") {
      request.onErrors = format::OnErrors::FormatTheRest;
      isKnown = true;
    }
    result.isKnownStage &= isKnown;
  }
  support::SourceManager sources;
  support::DiagnosticSink diagnostics;
  const support::FileId id = sources.add(file.path, file.text);
  result.print = format::formatText(id, sources.file(id).text(), request, diagnostics).text;
  diagnostics.sort();
  addFindings(diagnostics, sources, file, result);
  return result;
}

/// `NAME=VALUE`: a constant that is set from outside, with a literal for its value.
sema::InjectedConstant toConstant(llvm::StringRef text) {
  const auto [name, value] = text.split('=');
  sema::InjectedConstant constant = {name.str(), ast::LiteralKind::String, value.str()};
  if (value == "true" || value == "false") constant.literal = ast::LiteralKind::Bool;
  const bool isNumber = value.find_first_not_of("-.0123456789") == llvm::StringRef::npos;
  if (isNumber)
    constant.literal = value.contains('.') ? ast::LiteralKind::Float : ast::LiteralKind::Int;
  return constant;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> inMemory(llvm::ArrayRef<VirtualFile> files) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  static_cast<void>(memory->setCurrentWorkingDirectory("/test"));
  for (const VirtualFile& file : files)
    memory->addFile("/test/" + file.path, 0, llvm::MemoryBuffer::getMemBufferCopy(file.text));
  return memory;
}

/// What the pass found and what it left.
void printAround(driver::Pass pass, driver::Compilation& compilation, llvm::raw_ostream& out) {
  if (pass != driver::Pass::Lower) {
    out << "before:\n";
    compilation.printAfter(static_cast<driver::Pass>(static_cast<int>(pass) - 1), out);
    out << "\nafter:\n";
  }
  compilation.printAfter(pass, out);
}

/// All rules of the linter over the first file; errors of the compiler come with them.
StageResult runLinter(driver::CompileOptions options, llvm::ArrayRef<VirtualFile> files) {
  StageResult result;
  options.check.wantsIndex = true;
  const auto memory = inMemory(files);
  driver::Compilation compilation({files.front().path}, options, *memory);
  lint::Choice all;
  all.select = {"strict"};
  const lint::Config config = llvm::cantFail(lint::Config::from(all));
  for (lint::Finding& finding : compilation.lint(config))
    if (!finding.isSuppressed) compilation.diagnostics().add(std::move(finding.diagnostic));
  compilation.diagnostics().sort();
  addFindings(compilation.diagnostics(), compilation.sources(), files, result);
  return result;
}

/// The whole compiler over the files; the first one is the root.
StageResult runCompiler(std::optional<driver::Stage> stage, std::optional<driver::Pass> pass,
                        const driver::CompileOptions& options, llvm::ArrayRef<VirtualFile> files) {
  StageResult result;
  const auto memory = inMemory(files);
  driver::Compilation compilation({files.front().path}, options, *memory);
  llvm::raw_string_ostream out(result.print);
  if (stage) compilation.print(*stage, out);
  if (pass) printAround(*pass, compilation, out);
  if (!stage && !pass)
    for (const driver::Entry& entry : compilation.entries())
      compilation.checkScript(entry.function);
  compilation.diagnostics().sort();
  addFindings(compilation.diagnostics(), compilation.sources(), files, result);
  return result;
}

} // namespace

StageResult runStage(llvm::StringRef stage, llvm::ArrayRef<std::string> options,
                     llvm::ArrayRef<VirtualFile> files) {
  StageResult unknown;
  unknown.isKnownStage = false;
  if (stage == "format" && files.size() == 1) return runFormat(options, files.front());
  driver::CompileOptions compiling;
  for (llvm::StringRef option : options) {
    if (option == "--no-relay")
      compiling.lower.hasRelay = false;
    else if (option == "--no-xor")
      compiling.lower.errors = flow::ErrorMode::Unrouted;
    else if (option == "--empty-response")
      compiling.lower.sendsEmptyResponse = true;
    else if (option == "--tracing")
      compiling.lower.tracing = flow::Tracing::Calls;
    else if (option == "--preset=scheduled")
      compiling.preset = modules::Preset::Scheduled;
    else if (option.consume_front("--const="))
      compiling.check.constants.push_back(toConstant(option));
    else
      return unknown;
  }
  if (files.empty()) return unknown;
  if (stage == "syntax" || stage == "tokens" || stage == "ast") return runSyntax(stage, files);
  if (stage == "lint") return runLinter(compiling, files);
  if (stage == "check") return runCompiler({}, {}, compiling, files);
  const std::optional<driver::Stage> known = driver::stageByText(stage);
  compiling.check.wantsIndex = known == driver::Stage::Index;
  const std::optional<driver::Pass> pass = known ? std::nullopt : driver::passByText(stage);
  return known || pass ? runCompiler(known, pass, compiling, files) : unknown;
}

} // namespace aqua::golden
