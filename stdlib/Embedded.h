// The table that Embed.cmake generates from the files of this folder. Private to it.

#pragma once

#include "llvm/ADT/ArrayRef.h"

#include "Stdlib.h"

namespace aqua::stdlib {

/// Sorted by path.
[[nodiscard]] llvm::ArrayRef<EmbeddedFile> embeddedFiles();

} // namespace aqua::stdlib
