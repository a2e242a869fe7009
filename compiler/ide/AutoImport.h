// Names of other modules, and the edits that bring them in (spec/08 B7). Private to this folder.

#pragma once

#include <string>

#include "Snapshot.h"

namespace aqua::ide {

/// A declared name of another module that this one does not know.
struct ImportableName {
  std::string name;
  const sema::Symbol* symbol = nullptr; // not null
  std::string path;                     // as it would be written in the import line
  std::string qualified;                // `M.name`, if a `use` of that module exists already
  std::vector<support::TextEdit> edits; // empty if `qualified` is set
};

/// All of them, modules in their order. Modules that import this one, directly or not, would make a
/// cycle and are left out.
[[nodiscard]] std::vector<ImportableName> importableNames(const Snapshot& snapshot,
                                                          const Module& module);

/// How a module would be written in an import line of another: relative for files of the workspace,
/// without their folder for embedded ones; empty if there is no telling.
[[nodiscard]] std::string importPath(const Module& from, const Module& to);

/// What has to be inserted into a module so that it imports a name from a path.
[[nodiscard]] std::vector<support::TextEdit> importEdits(const Snapshot& snapshot,
                                                         const Module& module, const Module& target,
                                                         llvm::StringRef name);

} // namespace aqua::ide
