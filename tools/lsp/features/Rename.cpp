// Renaming everywhere.

#include "ide/Rename.h"
#include "Features.h"
#include "WorkspaceEdits.h"

namespace aqua::lsp {

namespace {

Answer<PrepareRenameResult> prepareRename(const View& view,
                                          const TextDocumentPositionParams& params) {
  const ide::RenameTarget target = ide::prepareRename(view.snapshot, view.cursor(params.position));
  if (!target.refusal.empty()) return ResponseError{ErrorCode::RequestFailed, target.refusal};
  return PrepareRenameResult{view.range(target.range), target.name};
}

/// `file.aqua:3:5: text`, for people.
std::string textOf(const ide::RenameConflict& conflict, const View& view) {
  const support::SourceFile& source = view.snapshot.sources->file(conflict.loc.file);
  const support::LineColumn place = source.lineColumn(conflict.loc.range.begin);
  return source.path().str() + ":" + std::to_string(place.line) + ":" +
         std::to_string(place.column) + ": " + conflict.text;
}

Answer<WorkspaceEdit> rename(const View& view, const RenameParams& params) {
  const ide::RenameResult result =
      ide::rename(view.snapshot, view.cursor(params.position), params.newName);
  if (!result.refusal.empty()) return ResponseError{ErrorCode::RequestFailed, result.refusal};
  std::string conflicts;
  for (const ide::RenameConflict& conflict : result.conflicts)
    conflicts += (conflicts.empty() ? "" : "\n") + textOf(conflict, view);
  const bool canConfirm = WorkspaceEdits::canConfirm(view.client);
  if (!conflicts.empty() && !canConfirm) return ResponseError{ErrorCode::RequestFailed, conflicts};
  WorkspaceEdits edits(view);
  for (const support::TextEdit& edit : result.edits)
    edits.add(edit);
  if (canConfirm && !conflicts.empty())
    edits.confirm("changes what other names mean", conflicts);
  else if (canConfirm && !result.warning.empty())
    edits.confirm("changes the name on the wire", result.warning);
  return edits.take();
}

} // namespace

void bindRename(Binder& binder) {
  binder.query("textDocument/prepareRename", prepareRename);
  binder.query("textDocument/rename", rename);
}

} // namespace aqua::lsp
