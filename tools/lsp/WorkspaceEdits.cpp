#include "WorkspaceEdits.h"

namespace aqua::lsp {

namespace {

constexpr const char* annotationId = "confirm";

} // namespace

void WorkspaceEdits::add(const support::TextEdit& edit) {
  edits_[edit.loc.file].push_back({view_.files.range(edit.loc), edit.text});
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
  if (!view_.client.workspace.workspaceEdit.documentChanges) {
    auto& changes = result.changes.emplace();
    for (const auto& [file, edits] : edits_)
      changes[view_.files.uri(file).text] = edits;
    return result;
  }
  auto& changes = result.documentChanges.emplace();
  for (const auto& [file, edits] : edits_) {
    TextDocumentEdit change{{view_.files.uri(file)}, {}};
    if (const Document* document = view_.files.document(file))
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

} // namespace aqua::lsp
