// Which lines differ between two versions of a text.

#pragma once

#include <vector>

#include "format/Format.h"

namespace aqua::driver {

/// The lines of a text with their ends; they point into it.
[[nodiscard]] std::vector<llvm::StringRef> linesOf(llvm::StringRef text);

/// Edits of whole lines that make the second text of the first; in order, apart from each other. As
/// few lines as possible, unless the texts differ in thousands of lines: then it is one edit.
[[nodiscard]] std::vector<format::Edit> lineEdits(llvm::StringRef before, llvm::StringRef after);

} // namespace aqua::driver
