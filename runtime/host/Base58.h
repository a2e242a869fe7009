// Base58 in the Bitcoin alphabet, without checksum: the text form of peer ids and hashes.

#pragma once

#include <optional>
#include <string>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::host {

using Bytes = std::vector<uint8_t>;

/// Leading zero bytes become `1`s. Quadratic in the length: 100 kB take about a second.
[[nodiscard]] std::string toBase58(llvm::ArrayRef<uint8_t> bytes);

/// Nothing if a character is not of the alphabet.
[[nodiscard]] std::optional<Bytes> fromBase58(llvm::StringRef text);

/// Offset of the first character that is not of the alphabet, or npos.
[[nodiscard]] size_t findNonBase58(llvm::StringRef text);

} // namespace aqua::host
