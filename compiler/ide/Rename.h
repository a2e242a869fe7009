// Rename a symbol everywhere (spec/08 B9).

#pragma once

#include <optional>
#include <string>

#include "Snapshot.h"

namespace aqua::ide {

/// Whether, and what, can be renamed at the cursor.
struct RenameTarget {
  support::SourceRange range; // of the name
  std::string name;           // as it stands there
  std::string refusal;        // why not, for the user; empty: it can be
};

/// Nothing to rename (no name there): no range, and a refusal that says so.
[[nodiscard]] RenameTarget prepareRename(const Snapshot& snapshot, Cursor cursor);

/// A place that would mean something else afterwards.
struct RenameConflict {
  support::Loc loc;
  std::string text; // for the user
};

struct RenameResult {
  std::vector<support::TextEdit> edits; // by file and position
  std::vector<RenameConflict> conflicts;
  std::string refusal; // then there are no edits
  std::string warning; // what else changes with the name: it is known to other peers
  /// A member whose name other types have, too: types are compared by their members, so that values
  /// may fit some types no more.
  bool changesShapes = false;
};

/// All edits that give the symbol at the cursor a new name and leave the meaning of everything
/// else. With conflicts, the edits are there, but should not be applied without asking.
[[nodiscard]] RenameResult rename(const Snapshot& snapshot, Cursor cursor, llvm::StringRef newName);

} // namespace aqua::ide
