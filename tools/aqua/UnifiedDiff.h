// Changes of a text as `diff -u` shows them.

#pragma once

#include <string>
#include <vector>

#include "format/Format.h"

namespace aqua::cli {

/// What the edits (of whole lines, in order) do to a text, with three lines around each change.
/// Empty without edits.
[[nodiscard]] std::string unifiedDiff(llvm::StringRef name, llvm::StringRef text,
                                      const std::vector<format::Edit>& edits);

} // namespace aqua::cli
