// Everything that rules may look at, for one module.

#pragma once

#include <deque>

#include "Facts.h"
#include "sema/Index.h"
#include "support/Source.h"
#include "syntax/Ast.h"

namespace aqua::lint {

/// A checked module as it is handed in; all borrowed.
struct ModuleInput {
  const hir::Module* module = nullptr;
  const ast::File* ast = nullptr;
  const sema::SymbolIndex* index = nullptr;
  const support::SourceFile* source = nullptr;
};

/// Collected once, shared by all rules.
struct ModuleFacts {
  explicit ModuleFacts(const ModuleInput& input);

  const hir::Module& module;
  const ast::File& ast;
  const sema::SymbolIndex& index;
  const support::SourceFile& source;
  /// Functions without errors: where there is one, nothing is said about the rest.
  std::deque<FunctionFacts> functions;

  /// Lines in which a range begins and ends, without the line end; for fixes that remove whole
  /// lines.
  [[nodiscard]] support::SourceRange wholeLines(support::SourceRange range) const;
  [[nodiscard]] llvm::StringRef text(support::SourceRange range) const;
};

} // namespace aqua::lint
