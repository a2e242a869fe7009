// Repairs and refactorings to choose from (spec/08 B10).

#pragma once

#include <string>

#include "Snapshot.h"

namespace aqua::ide {

enum class ActionKind : uint8_t {
  QuickFix,
  RefactorRewrite,
  OrganizeImports,
  FixAll, // all safe fixes of the file at once
};

/// `quickfix`, `source.organizeImports` and so on.
[[nodiscard]] llvm::StringRef actionKindText(ActionKind kind);

struct CodeAction {
  std::string title;
  ActionKind kind = ActionKind::QuickFix;
  bool isPreferred = false;             // the one obvious repair
  std::vector<support::TextEdit> edits; // apart from each other, by file and position
  /// The diagnostics that it repairs: indexes into what was given.
  std::vector<size_t> repairs;
};

/// What can be done about a range of a module. `diagnostics` are those of the compiler and the
/// linter, of any file; those that touch the range count.
[[nodiscard]] std::vector<CodeAction> codeActions(const Snapshot& snapshot, const Module& module,
                                                  support::SourceRange range,
                                                  llvm::ArrayRef<support::Diagnostic> diagnostics);

} // namespace aqua::ide
