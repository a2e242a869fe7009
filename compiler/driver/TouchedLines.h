// The layout of lines that a fix has changed.

#pragma once

#include "format/Format.h"

namespace aqua::driver {

/// Gives the lines that differ from `before` their canonical layout, if the definitions they are in
/// have it otherwise, with blocks indented as the text does, or else as the style says; otherwise
/// they stay. The result is the same program as `after`.
[[nodiscard]] std::string formatTouchedLines(llvm::StringRef before, std::string after,
                                             const format::Style& style);

} // namespace aqua::driver
