// What the editor features look at: all modules of a workspace as they were analysed last. Plain
// data, made by driver/Workspace.h.

#pragma once

#include <string>
#include <vector>

#include "sema/Check.h"
#include "support/Diagnostics.h"
#include "syntax/Ast.h"

namespace aqua::ide {

/// An import or use line and the module that it brings in.
struct ImportLink {
  const ast::Item* line = nullptr;
  support::SourceRange path; // of the string in it
  support::FileId target;
};

/// One module. Erroneous ones have all that was understood.
struct Module {
  support::FileId file;
  std::string path; // absolute, or `aqua-std:/…`
  const ast::File* ast = nullptr;
  const sema::SymbolIndex* index = nullptr;
  std::vector<ImportLink> imports; // those that were found
  bool isOwn = false;              // in the workspace; else it is only imported
};

/// Immutable, and valid until the workspace makes the next one.
struct Snapshot {
  const support::SourceManager* sources = nullptr;
  std::vector<Module> modules;                  // dependencies before their dependents
  std::vector<support::Diagnostic> diagnostics; // by file and position

  [[nodiscard]] const Module* module(support::FileId file) const;
  [[nodiscard]] const Module* module(llvm::StringRef path) const;
  [[nodiscard]] const support::SourceFile& source(const Module& module) const {
    return sources->file(module.file);
  }
};

/// A byte offset in a module.
struct Cursor {
  const Module* module = nullptr; // not null
  uint32_t offset = 0;
};

/// The name that the cursor is in or right behind, with its symbol; null if there is none.
struct NameAt {
  const sema::NameUse* use = nullptr;
  const sema::Symbol* symbol = nullptr;
};
[[nodiscard]] NameAt nameAt(Cursor cursor);

/// Whether two symbols, of the same module or of different ones, are the same: defined at the same
/// place or, for what is defined nowhere, of the same name.
[[nodiscard]] bool isSame(const sema::Symbol& a, const sema::Symbol& b);

} // namespace aqua::ide
