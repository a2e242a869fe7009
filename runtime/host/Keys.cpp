#include "Keys.h"

#include <sodium.h>

#include "Base58.h"

#include "llvm/Support/SHA256.h"

namespace aqua::host {
namespace {

struct KeyPair {
  std::array<uint8_t, crypto_sign_PUBLICKEYBYTES> publicKey;
  std::array<uint8_t, crypto_sign_SECRETKEYBYTES> secretKey;
};

KeyPair keyPair(const Seed& seed) {
  KeyPair keys{};
  crypto_sign_seed_keypair(keys.publicKey.data(), keys.secretKey.data(), seed.data());
  return keys;
}

} // namespace

Seed seedOfName(llvm::StringRef name) {
  const std::string text = "aqua-oracle peer: " + name.str();
  return llvm::SHA256::hash({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

std::string peerIdOfSeed(const Seed& seed) {
  // An identity multihash (00, length 24) of the protobuf {type: Ed25519 (08 01), data (12 20 …)}.
  Bytes bytes = {0x00, 0x24, 0x08, 0x01, 0x12, 0x20};
  const KeyPair keys = keyPair(seed);
  bytes.insert(bytes.end(), keys.publicKey.begin(), keys.publicKey.end());
  return toBase58(bytes);
}

Signature sign(const Seed& seed, llvm::ArrayRef<uint8_t> message) {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                       keyPair(seed).secretKey.data());
  return signature;
}

bool verify(const Seed& seed, llvm::ArrayRef<uint8_t> signature, llvm::ArrayRef<uint8_t> message) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     keyPair(seed).publicKey.data()) == 0;
}

} // namespace aqua::host
