#include "WorkspaceEdits.h"

namespace aqua::lsp {

namespace {

constexpr const char* annotationId = "confirm";

} // namespace

void WorkspaceEdits::add(const support::TextEdit& edit) {
  edits_[edit.loc.file].push_back({files_.range(edit.loc), edit.text});
}

void WorkspaceEdits::confirm(llvm::StringRef label, llvm::StringRef description) {
  annotation_ = ChangeAnnotation{label.str(), true, description.str()};
}

bool WorkspaceEdits::canConfirm(const ClientCapabilities& client) {
  return client.textDocument.rename.honorsChangeAnnotations &&
         client.workspace.workspaceEdit.documentChanges &&
         client.workspace.workspaceEdit.changeAnnotationSupport.has_value();
}

WorkspaceEdit WorkspaceEdits::take() const {
  WorkspaceEdit result;
  if (!client_.workspace.workspaceEdit.documentChanges) {
    auto& changes = result.changes.emplace();
    for (const auto& [file, edits] : edits_)
      changes[files_.uri(file).text] = edits;
    return result;
  }
  auto& changes = result.documentChanges.emplace();
  for (const auto& [file, edits] : edits_) {
    TextDocumentEdit change{{files_.uri(file)}, {}};
    if (const Document* document = files_.document(file))
      change.textDocument.version = document->version;
    for (const TextEdit& edit : edits)
      change.edits.push_back(
          {edit.range, edit.newText,
           annotation_ ? std::optional<std::string>(annotationId) : std::nullopt});
    changes.push_back(std::move(change));
  }
  if (annotation_) result.changeAnnotations = {{annotationId, *annotation_}};
  return result;
}

void append(WorkspaceEdit& edit, WorkspaceEdit other) {
  if (other.changes) {
    if (!edit.changes) edit.changes.emplace();
    edit.changes->merge(*other.changes);
  }
  if (other.documentChanges) {
    if (!edit.documentChanges) edit.documentChanges.emplace();
    for (TextDocumentEdit& change : *other.documentChanges)
      edit.documentChanges->push_back(std::move(change));
  }
}

bool isEmpty(const WorkspaceEdit& edit) {
  return (!edit.changes || edit.changes->empty()) &&
         (!edit.documentChanges || edit.documentChanges->empty());
}

} // namespace aqua::lsp
