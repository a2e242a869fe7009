// Formatting requests (spec/08 B14). The work is done by compiler/format.

#pragma once

#include "Snapshot.h"
#include "format/Format.h"

namespace aqua::ide {

/// Edits of whole lines from the text to its canonical layout, apart from each other and in order.
/// Nothing if there are syntax errors.
[[nodiscard]] std::optional<std::vector<format::Edit>>
formattingEdits(const Module& module, const support::SourceFile& source,
                const format::Style& style);

/// The same for the definitions that meet a range; those need to be free of syntax errors.
[[nodiscard]] std::vector<format::Edit> rangeFormattingEdits(const Module& module,
                                                             const support::SourceFile& source,
                                                             support::SourceRange range,
                                                             const format::Style& style);

/// After a line end or a `:` was typed right before the cursor: the indentation that the line of
/// the cursor should have. Only leading white space is edited.
[[nodiscard]] std::vector<format::Edit> onTypeFormattingEdits(const support::SourceFile& source,
                                                              uint32_t offset, char typed,
                                                              const format::Style& style);

} // namespace aqua::ide
