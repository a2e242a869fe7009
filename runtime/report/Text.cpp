#include "Text.h"

#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace aqua::report {

namespace {

bool isContinuation(char c) {
  return (static_cast<uint8_t>(c) & 0xC0) == 0x80;
}

/// Bytes of the first `width` code points.
size_t bytesOf(llvm::StringRef text, size_t width) {
  size_t i = 0;
  for (; width > 0 && i < text.size(); --width)
    do
      ++i;
    while (i < text.size() && isContinuation(text[i]));
  return i;
}

/// The name of the peer whose id this is, without its braces; empty if it is no such id.
std::string nameOf(llvm::StringRef id, const network::PeerNames& names) {
  const std::string text = names.toNames(id);
  llvm::StringRef name = text;
  return name.consume_front("{{") && name.consume_back("}}") ? name.str() : "";
}

/// Where to break so that the first line has at most `limit` bytes.
size_t breakAt(llvm::StringRef text, size_t limit) {
  const llvm::StringRef line = text.substr(0, limit);
  const size_t last = line.find_last_of(" ,([{/");
  return last == llvm::StringRef::npos || last + 1 < limit / 2 ? limit : last + 1;
}

} // namespace

std::string withNames(llvm::StringRef text, const network::PeerNames& names) {
  std::string result;
  while (true) {
    const size_t start = text.find(network::peerIdPrefix);
    result += text.substr(0, start);
    if (start == llvm::StringRef::npos) return result;
    text = text.substr(start);
    const std::string name = nameOf(text.substr(0, network::peerIdLength), names);
    text = text.substr(name.empty() ? 1 : network::peerIdLength);
    result += name.empty() ? network::peerIdPrefix.substr(0, 1).str() : name;
    // A string that is nothing but an id: without its quotes.
    const bool isQuoted = llvm::StringRef(result).ends_with("\"" + name) && text.starts_with("\"");
    if (!name.empty() && isQuoted) {
      result.erase(result.size() - name.size() - 1, 1);
      text = text.substr(1);
    }
  }
}

std::string valueText(const value::Value& value, const network::PeerNames& names) {
  return withNames(value::toJson(value), names);
}

std::string argumentsText(llvm::ArrayRef<value::Value> arguments, const network::PeerNames& names) {
  std::string text;
  for (const value::Value& argument : arguments)
    text += (text.empty() ? "" : ", ") + valueText(argument, names);
  return text;
}

size_t textWidth(llvm::StringRef text) {
  return static_cast<size_t>(llvm::count_if(text, [](char c) { return !isContinuation(c); }));
}

std::string shorten(llvm::StringRef text, size_t width) {
  if (textWidth(text) <= width) return text.str();
  return text.substr(0, bytesOf(text, width - 1)).rtrim().str() + "…";
}

std::vector<std::string> wrap(llvm::StringRef text, size_t width, size_t maxLines) {
  std::vector<std::string> lines;
  while (true) {
    text = text.ltrim();
    if (lines.size() + 1 == maxLines || textWidth(text) <= width) {
      lines.push_back(shorten(text, width));
      return lines;
    }
    const size_t end = breakAt(text, bytesOf(text, width));
    lines.push_back(text.substr(0, end).rtrim().str());
    text = text.substr(end);
  }
}

std::string escapeXml(llvm::StringRef text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
    case '&': result += "&amp;"; break;
    case '<': result += "&lt;"; break;
    case '>': result += "&gt;"; break;
    case '"': result += "&quot;"; break;
    case '\n': result += '\n'; break;
    default: result += static_cast<uint8_t>(c) < 0x20 ? ' ' : c; break;
    }
  }
  return result;
}

std::string plural(uint64_t count, llvm::StringRef noun) {
  return fmt::format("{} {}{}", count, noun.str(), count == 1 ? "" : "s");
}

std::string bytesText(uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  if (bytes < 1'000'000) return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1000);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1'000'000);
}

std::string timesText(uint64_t first, uint64_t last) {
  return last > first ? fmt::format("{} to {} ms", first, last) : fmt::format("{} ms", first);
}

std::string shortPlace(llvm::StringRef place) {
  place = place.substr(place.find_last_of("/\\") + 1);
  const size_t line = place.find(':');
  const size_t column = line == llvm::StringRef::npos ? line : place.find(':', line + 1);
  return place.substr(0, column).str();
}

} // namespace aqua::report
