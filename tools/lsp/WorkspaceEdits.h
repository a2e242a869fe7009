// Edits of several files, in the form that the client knows.

#pragma once

#include "Context.h"
#include "protocol/Edits.h"

namespace aqua::lsp {

/// Collects edits; what needs the user's consent says why.
class WorkspaceEdits {
public:
  explicit WorkspaceEdits(const View& view) : WorkspaceEdits(view.client, view.files) {}
  WorkspaceEdits(const ClientCapabilities& client, const SnapshotFiles& files)
      : client_(client), files_(files) {}

  void add(const support::TextEdit& edit);
  /// Everything that was added is to be confirmed, for this reason. Only for clients that can ask.
  void confirm(llvm::StringRef label, llvm::StringRef description);
  [[nodiscard]] static bool canConfirm(const ClientCapabilities& client);

  [[nodiscard]] WorkspaceEdit take() const;

private:
  const ClientCapabilities& client_;
  const SnapshotFiles& files_;
  std::map<support::FileId, std::vector<TextEdit>> edits_;
  std::optional<ChangeAnnotation> annotation_;
};

/// The edits of another workspace, which are of other files.
void append(WorkspaceEdit& edit, WorkspaceEdit other);
[[nodiscard]] bool isEmpty(const WorkspaceEdit& edit);

} // namespace aqua::lsp
