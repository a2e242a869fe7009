#include "CheckEditor.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::driver {

namespace {

/// The texts of some files after edits, which are sorted.
std::map<std::string, std::string> applied(const ide::Snapshot& snapshot,
                                           llvm::ArrayRef<support::TextEdit> edits) {
  std::map<std::string, std::string> texts;
  for (const support::TextEdit& edit : llvm::reverse(edits)) {
    const ide::Module* module = snapshot.module(edit.loc.file);
    std::string& text = texts[module->path];
    if (text.empty()) text = snapshot.source(*module).text().str();
    text.replace(edit.loc.range.begin, edit.loc.range.end - edit.loc.range.begin, edit.text);
  }
  return texts;
}

/// Code and line of each diagnostic: what a rename must not change. The texts have the names.
std::vector<std::string> diagnosticLines(const ide::Snapshot& snapshot) {
  std::vector<std::string> lines;
  for (const support::Diagnostic& diagnostic : snapshot.diagnostics) {
    if (!diagnostic.loc.isValid()) continue;
    const support::SourceFile& file = snapshot.sources->file(diagnostic.loc.file);
    lines.push_back(fmt::format("{}:{}: {}", file.path().str(),
                                file.lineColumn(diagnostic.loc.range.begin).line,
                                diagnostic.info().code));
  }
  llvm::sort(lines);
  return lines;
}

} // namespace

EditorCheck checkEditor(const std::string& folder, const CompileOptions& options,
                        const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>& disk,
                        const EditorCheckOptions& wanted) {
  EditorCheck result;
  Workspace workspace(folder, options, disk);
  Workspace trial(folder, options, disk);
  const ide::Snapshot& snapshot = workspace.snapshot();
  const auto reanalyse = [&](llvm::ArrayRef<support::TextEdit> edits) {
    ++result.renames;
    const std::map<std::string, std::string> texts = applied(snapshot, edits);
    for (const auto& [path, text] : texts)
      trial.setBuffer(path, text);
    std::vector<std::string> lines = diagnosticLines(trial.snapshot());
    for (const auto& [path, text] : texts)
      trial.dropBuffer(path);
    return lines;
  };
  for (const ide::Module& module : snapshot.modules) {
    const bool isWanted =
        wanted.paths.empty() ? module.isOwn : llvm::is_contained(wanted.paths, module.path);
    if (!isWanted) continue;
    ++result.files;
    std::vector<support::Diagnostic> diagnostics = snapshot.diagnostics;
    for (lint::Finding& finding : workspace.lint(module.file))
      if (!finding.isSuppressed) diagnostics.push_back(std::move(finding.diagnostic));
    const ide::Places places = workspace.places(module.file);
    const ide::ConsistencyInput input{&snapshot, &module,        diagnostics,
                                      &places,   wanted.renames, reanalyse};
    const support::SourceFile& source = snapshot.source(module);
    for (const ide::Contradiction& found : ide::checkConsistency(input, result.counted)) {
      const auto [line, column] = source.lineColumn(found.offset);
      result.contradictions.push_back(fmt::format("{}:{}:{}: {}: {}", source.path().str(), line,
                                                  column, found.feature, found.text));
    }
  }
  return result;
}

} // namespace aqua::driver
