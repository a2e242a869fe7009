// Growing selections (spec/08 B13).

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

/// From the token at the cursor, over expression, statement, block and definition, to the whole
/// file: each contains the one before and is larger. Never empty.
[[nodiscard]] std::vector<support::SourceRange> selectionRanges(Cursor cursor,
                                                                const support::SourceFile& source);

} // namespace aqua::ide
