// The outline of a file, and the search for names in all of them (spec/08 B13).

#pragma once

#include <string>

#include "Snapshot.h"

namespace aqua::ide {

struct DocumentSymbol {
  sema::SymbolKind kind = sema::SymbolKind::Function;
  std::string name;
  std::string detail;             // its signature
  support::SourceRange range;     // with the comments above it and its body
  support::SourceRange selection; // of the name; inside of `range`
  std::vector<DocumentSymbol> children;
};

/// Definitions in their order; fields, methods, closures and streams are children. Header lines are
/// not in it, but the module line, if it has a name, is the parent of all.
[[nodiscard]] std::vector<DocumentSymbol> documentSymbols(const Module& module,
                                                          const support::SourceFile& source);

struct WorkspaceSymbol {
  sema::SymbolKind kind = sema::SymbolKind::Function;
  std::string name;
  std::string container; // module, or the type of a member
  support::Loc loc;      // of the name
};

/// Top-level definitions and members whose names fit the query: its letters in order, case aside;
/// the best first. All of them for the empty query. At most `limit`.
[[nodiscard]] std::vector<WorkspaceSymbol> workspaceSymbols(const Snapshot& snapshot,
                                                            llvm::StringRef query, size_t limit);

} // namespace aqua::ide
