#include "Keys.h"

#include <sodium.h>

#include <vector>

namespace aqua::host {

std::string peerIdOfSeed(const std::array<uint8_t, 32>& seed) {
  std::array<uint8_t, 38> bytes{0x00, 0x24, 0x08, 0x01, 0x12, 0x20};
  std::array<uint8_t, 64> secret{};
  crypto_sign_seed_keypair(bytes.data() + 6, secret.data(), seed.data());
  std::string digits; // least significant first
  for (const uint8_t byte : bytes) {
    unsigned carry = byte;
    for (char& digit : digits) {
      carry += static_cast<unsigned>(static_cast<uint8_t>(digit)) * 256;
      digit = static_cast<char>(carry % 58);
      carry /= 58;
    }
    for (; carry > 0; carry /= 58)
      digits.push_back(static_cast<char>(carry % 58));
  }
  for (size_t i = 0; i < bytes.size() && bytes[i] == 0; ++i)
    digits.push_back(0);
  std::string text;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it)
    text += "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[static_cast<uint8_t>(*it)];
  return text;
}

} // namespace aqua::host
