// Everything that rules may look at, for one module.

#pragma once

#include <deque>
#include <vector>

#include "Routes.h"
#include "Streams.h"
#include "sema/Index.h"
#include "sema/Walk.h"
#include "support/Source.h"
#include "syntax/Ast.h"

namespace aqua::lint {

/// An import or use line that was resolved: its file first, then all that this one imports.
struct ImportedFiles {
  const ast::Item* line = nullptr;
  std::vector<support::FileId> files;
};

/// A checked module as it is handed in; all borrowed.
struct ModuleInput {
  const hir::Module* module = nullptr;
  const ast::File* ast = nullptr;
  const sema::SymbolIndex* index = nullptr;
  const support::SourceFile* source = nullptr;
  llvm::ArrayRef<ImportedFiles> imports;
  const Routes* routes = nullptr; // of the whole program; empty if it has errors
};

/// Collected once, shared by all rules.
struct ModuleFacts {
  explicit ModuleFacts(const ModuleInput& input);

  const hir::Module& module;
  const ast::File& ast;
  const sema::SymbolIndex& index;
  const support::SourceFile& source;
  llvm::ArrayRef<ImportedFiles> imports;
  /// Functions without errors: where there is one, nothing is said about the rest.
  std::deque<FunctionFacts> functions;
  /// Those that these functions declare.
  std::vector<StreamFacts> streams;
  /// What the exported functions of the program do, also with parts of other modules.
  const Routes& routes;

  /// Calls `visit` for each value that stands in a statement of the functions or is returned, not
  /// for its parts.
  void forEachValue(hir::ExprVisitor visit) const;

  /// The innermost statement around a place, and the function it is in; null if it is elsewhere.
  struct Around {
    const FunctionFacts* function = nullptr;
    const StmtFacts* statement = nullptr;
  };
  [[nodiscard]] Around around(Loc loc) const;
  /// The innermost `on` around a place, if it names no relay and this function runs in it; else
  /// null.
  [[nodiscard]] const hir::OnStmt* bareOnAround(Loc loc) const;

  /// Lines in which a range begins and ends, without the line end; for fixes that remove whole
  /// lines.
  [[nodiscard]] support::SourceRange wholeLines(support::SourceRange range) const;
  [[nodiscard]] llvm::StringRef text(support::SourceRange range) const;

  /// `declares *`: importers may use all names, also imported ones.
  [[nodiscard]] bool declaresAll() const;
  /// Top-level definitions that nothing in the module names, not even `declares` or `export`. None
  /// if the module has neither: then nobody knows what it is for.
  [[nodiscard]] std::vector<const sema::Symbol*>
  unusedDefinitions(llvm::ArrayRef<sema::SymbolKind> kinds) const;
};

} // namespace aqua::lint
