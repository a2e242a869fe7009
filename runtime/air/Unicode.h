// The Unicode classes that AIR's lexical grammar speaks of (spec/04 §2), as the Rust library of
// AquaVM 0.62 knows them.

#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

namespace aqua::air {

/// A character of a legal UTF-8 text and its length in bytes.
struct CodePoint {
  uint32_t value = 0;
  uint32_t length = 0;
};

/// Requires at < text.size(), at the start of a character. Of an illegal text, it takes single
/// bytes.
[[nodiscard]] CodePoint decode(llvm::StringRef text, size_t at);

/// Property White_Space.
[[nodiscard]] bool isWhiteSpace(uint32_t codePoint);
/// Property Alphabetic or general category N.
[[nodiscard]] bool isAlphanumeric(uint32_t codePoint);
/// General category N.
[[nodiscard]] bool isNumeric(uint32_t codePoint);

/// What may stand in names: alphanumeric, `_` or `-`.
[[nodiscard]] inline bool isNameCharacter(uint32_t codePoint) {
  return isAlphanumeric(codePoint) || codePoint == '_' || codePoint == '-';
}

} // namespace aqua::air
