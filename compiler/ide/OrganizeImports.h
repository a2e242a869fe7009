// Sorts the imports of a module (spec/08 D3). Private to this folder.

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

/// Edits after which the import and use lines stand in order: standard library, packages, relative
/// paths, each by path. None if they do, if there is anything but them between the first and the
/// last one, if they were not all understood, or if two of them bring the same name (then their
/// order matters).
[[nodiscard]] std::vector<support::TextEdit>
organizeImports(const Snapshot& snapshot, const Module& module,
                llvm::ArrayRef<support::Diagnostic> diagnostics);

} // namespace aqua::ide
