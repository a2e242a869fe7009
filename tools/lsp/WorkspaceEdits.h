// Edits of several files, in the form that the client knows.

#pragma once

#include "Context.h"
#include "protocol/Edits.h"

namespace aqua::lsp {

/// Collects edits; what needs the user's consent says why.
class WorkspaceEdits {
public:
  explicit WorkspaceEdits(const View& view) : view_(view) {}

  void add(const support::TextEdit& edit);
  /// Everything that was added is to be confirmed, for this reason. Only for clients that can ask.
  void confirm(llvm::StringRef label, llvm::StringRef description);
  [[nodiscard]] static bool canConfirm(const ClientCapabilities& client);

  [[nodiscard]] WorkspaceEdit take() const;

private:
  const View& view_;
  std::map<support::FileId, std::vector<TextEdit>> edits_;
  std::optional<ChangeAnnotation> annotation_;
};

} // namespace aqua::lsp
