#include "Utf8.h"

#include <algorithm>
#include <cstdint>

namespace aqua::host {
namespace {

/// How a character begins: its length, and the range of its second byte.
struct Lead {
  size_t length = 0; // 0: no character begins so
  uint8_t low = 0x80, high = 0xBF;
};

Lead leadOf(uint8_t byte) {
  if (byte < 0x80) return {1};
  if (byte >= 0xC2 && byte <= 0xDF) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {};
}

/// How many bytes from here could belong to one character.
size_t legalBytes(llvm::StringRef bytes, size_t at, const Lead& lead) {
  size_t count = 1;
  while (count < lead.length && at + count < bytes.size()) {
    const auto byte = static_cast<uint8_t>(bytes[at + count]);
    const uint8_t low = count == 1 ? lead.low : 0x80;
    const uint8_t high = count == 1 ? lead.high : 0xBF;
    if (byte < low || byte > high) break;
    ++count;
  }
  return count;
}

} // namespace

Utf8Problem findUtf8Problem(llvm::StringRef bytes, size_t from) {
  for (size_t at = from; at < bytes.size();) {
    const Lead lead = leadOf(static_cast<uint8_t>(bytes[at]));
    const size_t count = legalBytes(bytes, at, lead);
    if (count != lead.length) {
      const bool isCut = lead.length > 0 && at + count == bytes.size();
      return {at, count, isCut};
    }
    at += count;
  }
  return {bytes.size(), 0, false};
}

std::string toUtf8Lossy(llvm::StringRef bytes) {
  std::string text;
  for (size_t at = 0; at < bytes.size();) {
    const Utf8Problem problem = findUtf8Problem(bytes, at);
    text += bytes.slice(at, problem.offset);
    if (problem.length > 0) text += "\xEF\xBF\xBD";
    at = problem.offset + problem.length;
  }
  return text;
}

} // namespace aqua::host
