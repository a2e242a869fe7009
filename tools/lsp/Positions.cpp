#include "Positions.h"

#include <algorithm>

namespace aqua::lsp {

namespace {

/// Bytes of the character that starts with this one.
uint32_t byteCount(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

/// What a character of so many bytes counts in the protocol.
uint32_t unitCount(uint32_t bytes, PositionEncoding encoding) {
  switch (encoding) {
  case PositionEncoding::Utf8: return bytes;
  case PositionEncoding::Utf16: return bytes == 4 ? 2 : 1;
  case PositionEncoding::Utf32: return 1;
  }
  llvm_unreachable("all encodings are listed");
}

} // namespace

Positions::Positions(llvm::StringRef text, PositionEncoding encoding)
    : text_(text), encoding_(encoding), mark_(text.starts_with(byteOrderMark) ? 3 : 0) {
  lines_.push_back(0);
  for (size_t i = text.find_first_of("\r\n"); i != llvm::StringRef::npos;
       i = text.find_first_of("\r\n", i)) {
    i += text.substr(i).starts_with("\r\n") ? 2 : 1;
    lines_.push_back(static_cast<uint32_t>(i));
  }
}

uint32_t Positions::lineEnd(uint32_t line) const {
  const auto size = static_cast<uint32_t>(text_.size());
  uint32_t end = line + 1 < lines_.size() ? lines_[line + 1] : size;
  if (line + 1 < lines_.size()) {
    --end;
    if (text_[end] == '\n' && end > lines_[line] && text_[end - 1] == '\r') --end;
  }
  return std::max(end, mark_) - mark_;
}

uint32_t Positions::offset(Position position) const {
  if (position.line >= lines_.size()) return textSize();
  const uint32_t end = lineEnd(position.line) + mark_;
  uint32_t at = lines_[position.line];
  uint32_t units = 0;
  while (at < end && units < position.character) {
    const uint32_t bytes = byteCount(text_[at]);
    units += unitCount(bytes, encoding_);
    if (units > position.character) break;
    at += bytes;
  }
  return std::max(at, mark_) - mark_;
}

Position Positions::position(uint32_t offset) const {
  const uint32_t at = std::min(offset + mark_, static_cast<uint32_t>(text_.size()));
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), at);
  const auto line = static_cast<uint32_t>(next - lines_.begin() - 1);
  uint32_t units = 0;
  for (uint32_t i = lines_[line]; i < at;) {
    const uint32_t bytes = byteCount(text_[i]);
    if (i + bytes > at) break;
    units += unitCount(bytes, encoding_);
    i += bytes;
  }
  return {line, units};
}

support::SourceRange Positions::offsets(const Range& range) const {
  const uint32_t begin = offset(range.start);
  return {begin, std::max(begin, offset(range.end))};
}

Range Positions::range(support::SourceRange range) const {
  return {position(range.begin), position(range.end)};
}

uint32_t Positions::length(support::SourceRange range) const {
  uint32_t units = 0;
  for (uint32_t i = range.begin + mark_; i < range.end + mark_;) {
    const uint32_t bytes = byteCount(text_[i]);
    units += unitCount(bytes, encoding_);
    i += bytes;
  }
  return units;
}

} // namespace aqua::lsp
