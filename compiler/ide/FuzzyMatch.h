// How well a name fits what was typed of it (spec/08 B7). Private to this folder.

#pragma once

#include <optional>

#include "llvm/ADT/StringRef.h"

namespace aqua::ide {

/// The smaller the better: prefix in the same case, prefix, beginnings of its words, part, letters
/// in order. Nothing if the letters are not in it.
[[nodiscard]] std::optional<int> fuzzyScore(llvm::StringRef typed, llvm::StringRef name);

} // namespace aqua::ide
