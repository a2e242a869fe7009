// Bytes that may or may not be UTF-8.

#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"

namespace aqua::host {

/// The first illegal sequence of a text; at its end and empty if there is none.
struct Utf8Problem {
  size_t offset = 0;  // length of the legal text before it
  size_t length = 0;  // of the illegal sequence
  bool isCut = false; // the text ends inside of a character
};

/// The first problem at or behind an offset; its offset is the size of the text if there is none.
[[nodiscard]] Utf8Problem findUtf8Problem(llvm::StringRef bytes, size_t from);

/// Each illegal sequence becomes U+FFFD, as in JavaScript.
[[nodiscard]] std::string toUtf8Lossy(llvm::StringRef bytes);

} // namespace aqua::host
