// Find references, and highlight what belongs together in one file (spec/08 B5).

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

enum class IncludeDeclaration : uint8_t { No, Yes };

/// One place where a symbol is named.
struct Reference {
  support::Loc loc;
  sema::NameRole role = sema::NameRole::Reference;
};

/// All names in all modules that mean what the cursor is on, renamed imports (`as name`) included,
/// sorted by the order of modules in the snapshot and by position.
[[nodiscard]] std::vector<Reference> references(const Snapshot& snapshot, Cursor cursor,
                                                IncludeDeclaration declaration);

enum class HighlightKind : uint8_t { Read, Write, Keyword };

struct Highlight {
  support::SourceRange range;
  HighlightKind kind = HighlightKind::Read;
};

/// The uses in the file of what the cursor is on; on a keyword of a statement, the keywords that
/// belong to it (`if` and its `else`, `try` and its handlers, the arms of a `par`). By position.
[[nodiscard]] std::vector<Highlight> highlights(Cursor cursor, const support::SourceFile& source);

} // namespace aqua::ide
