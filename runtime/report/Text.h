// Texts of reports: values in short form, escaping, wrapping.

#pragma once

#include <string>
#include <vector>

#include "network/PeerNames.h"
#include "value/Value.h"

namespace aqua::report {

/// Compact JSON in which peer ids are names without quotes: `[node1, "Oslo"]`.
[[nodiscard]] std::string valueText(const value::Value& value, const network::PeerNames& names);
/// Peer ids in a text as bare names.
[[nodiscard]] std::string withNames(llvm::StringRef text, const network::PeerNames& names);
/// `"Oslo", 5`
[[nodiscard]] std::string argumentsText(llvm::ArrayRef<value::Value> arguments,
                                        const network::PeerNames& names);

/// Number of code points.
[[nodiscard]] size_t textWidth(llvm::StringRef text);
/// At most `width` code points, with `…` at the end if something is missing.
[[nodiscard]] std::string shorten(llvm::StringRef text, size_t width);
/// Lines of at most `width` code points, at most `maxLines`, broken after blanks, commas and
/// brackets where that does not waste much.
[[nodiscard]] std::vector<std::string> wrap(llvm::StringRef text, size_t width, size_t maxLines);

/// Of more peers than these only the first are named.
constexpr size_t maxPeersNamed = 3;

/// For XML and HTML text and attributes; control characters become blanks.
[[nodiscard]] std::string escapeXml(llvm::StringRef text);

/// `1 message`, `2 messages`
[[nodiscard]] std::string plural(uint64_t count, llvm::StringRef noun);
/// `950 B`, `32.9 kB`, `1.5 MB`
[[nodiscard]] std::string bytesText(uint64_t bytes);
/// `12 ms`, `12 to 15 ms`
[[nodiscard]] std::string timesText(uint64_t first, uint64_t last);
/// `main.aqua:12` of `src/main.aqua:12:3`
[[nodiscard]] std::string shortPlace(llvm::StringRef place);

} // namespace aqua::report
