// Keywords of statements that belong together. Private to this folder.

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

struct KeywordGroup {
  support::SourceRange origin;              // the keyword at the cursor
  std::vector<support::SourceRange> ranges; // all of the group, by position
  bool isFollower = false;                  // `else`, `otherwise`, `catch`: they have an opener
};

/// The keyword of a statement that the cursor touches, with `if`–`else`, `try`–`catch`–`otherwise`,
/// the arms of a `par`, `on`–`via`, `parseq`–`on`–`via`, `for`–mode. No ranges if it touches none.
[[nodiscard]] KeywordGroup keywordGroupAt(Cursor cursor, llvm::StringRef text);

} // namespace aqua::ide
