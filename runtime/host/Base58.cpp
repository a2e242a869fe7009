#include "Base58.h"

#include <algorithm>

namespace aqua::host {
namespace {

constexpr llvm::StringLiteral alphabet =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// number = number * factor + addend, on digits of the base, least significant first.
void multiplyAdd(std::vector<uint8_t>& number, uint32_t base, uint32_t factor, uint32_t addend) {
  uint32_t carry = addend;
  for (uint8_t& digit : number) {
    carry += digit * factor;
    digit = static_cast<uint8_t>(carry % base);
    carry /= base;
  }
  for (; carry > 0; carry /= base)
    number.push_back(static_cast<uint8_t>(carry % base));
}

} // namespace

std::string toBase58(llvm::ArrayRef<uint8_t> bytes) {
  std::vector<uint8_t> digits;
  for (const uint8_t byte : bytes)
    multiplyAdd(digits, 58, 256, byte);
  const auto zeros = llvm::find_if(bytes, [](uint8_t byte) { return byte != 0; }) - bytes.begin();
  digits.insert(digits.end(), static_cast<size_t>(zeros), 0);
  std::string text;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
    text += alphabet[*digit];
  return text;
}

size_t findNonBase58(llvm::StringRef text) {
  return text.find_first_not_of(alphabet);
}

std::optional<Bytes> fromBase58(llvm::StringRef text) {
  if (findNonBase58(text) != llvm::StringRef::npos) return std::nullopt;
  Bytes bytes;
  for (const char c : text)
    multiplyAdd(bytes, 256, 58, static_cast<uint32_t>(alphabet.find(c)));
  bytes.insert(bytes.end(), std::min(text.find_first_not_of('1'), text.size()), 0);
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

} // namespace aqua::host
