// Files and folders get other names: the import lines that have to follow (spec/08 B16).

#pragma once

#include <string>

#include "Snapshot.h"

namespace aqua::ide {

/// Absolute paths, of a file or a folder.
struct FileRename {
  std::string from;
  std::string to;
};

/// The edits of import and use lines, in the files as they are before, by module and position. What
/// was written relative to the importing file stays so; what was found at a configured place is
/// written as before if it can still be found there.
[[nodiscard]] std::vector<support::TextEdit> fileRenameEdits(const Snapshot& snapshot,
                                                             llvm::ArrayRef<FileRename> renames);

} // namespace aqua::ide
