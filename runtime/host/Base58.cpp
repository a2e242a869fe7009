#include "Base58.h"

#include <algorithm>

namespace aqua::host {
namespace {

constexpr llvm::StringLiteral alphabet =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

constexpr uint64_t byteBase = uint64_t{1} << 32U; // four bytes in one limb
constexpr size_t bytesPerLimb = 4;
constexpr uint64_t digitBase = 58ULL * 58 * 58 * 58 * 58; // five digits in one limb
constexpr size_t digitsPerLimb = 5;

/// A number in limbs of the base, least significant first.
template <uint64_t base>
class Number {
public:
  void multiplyAdd(uint64_t factor, uint64_t addend) {
    uint64_t carry = addend;
    for (uint32_t& limb : limbs_) {
      carry += limb * factor;
      limb = static_cast<uint32_t>(carry % base);
      carry /= base;
    }
    for (; carry > 0; carry /= base)
      limbs_.push_back(static_cast<uint32_t>(carry % base));
  }

  /// Its digits in a smaller base, most significant first, without leading zeros.
  [[nodiscard]] std::vector<uint8_t> digits(uint32_t smallBase, size_t perLimb) const {
    std::vector<uint8_t> digits;
    for (uint32_t limb : limbs_)
      for (size_t i = 0; i < perLimb; ++i, limb /= smallBase)
        digits.push_back(static_cast<uint8_t>(limb % smallBase));
    while (!digits.empty() && digits.back() == 0)
      digits.pop_back();
    std::reverse(digits.begin(), digits.end());
    return digits;
  }

private:
  std::vector<uint32_t> limbs_;
};

/// Reads digits of a small base, several at a time.
template <uint64_t base, typename ReadDigit>
Number<base> readNumber(size_t count, uint32_t smallBase, size_t perStep, ReadDigit readDigit) {
  Number<base> number;
  uint64_t factor = 1;
  uint64_t step = 0;
  for (size_t i = 0; i < count; ++i) {
    step = step * smallBase + readDigit(i);
    factor *= smallBase;
    if ((count - i - 1) % perStep != 0) continue;
    number.multiplyAdd(factor, step);
    factor = 1;
    step = 0;
  }
  return number;
}

} // namespace

std::string toBase58(llvm::ArrayRef<uint8_t> bytes) {
  const auto number =
      readNumber<digitBase>(bytes.size(), 256, bytesPerLimb, [&](size_t i) { return bytes[i]; });
  const auto zeros = llvm::find_if(bytes, [](uint8_t byte) { return byte != 0; }) - bytes.begin();
  std::string text(static_cast<size_t>(zeros), alphabet[0]);
  for (const uint8_t digit : number.digits(58, digitsPerLimb))
    text += alphabet[digit];
  return text;
}

size_t findNonBase58(llvm::StringRef text) {
  return text.find_first_not_of(alphabet);
}

std::optional<Bytes> fromBase58(llvm::StringRef text) {
  if (findNonBase58(text) != llvm::StringRef::npos) return std::nullopt;
  const auto number = readNumber<byteBase>(text.size(), 58, digitsPerLimb,
                                           [&](size_t i) { return alphabet.find(text[i]); });
  Bytes bytes(std::min(text.find_first_not_of(alphabet[0]), text.size()), 0);
  const std::vector<uint8_t> rest = number.digits(256, bytesPerLimb);
  bytes.insert(bytes.end(), rest.begin(), rest.end());
  return bytes;
}

} // namespace aqua::host
