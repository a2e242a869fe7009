// Ed25519 keys of peers, and the peer ids made of them (spec/05 §2).

#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::host {

using Seed = std::array<uint8_t, 32>;
using Signature = std::array<uint8_t, 64>;

/// SHA-256 of `aqua-oracle peer: NAME`, so that names have the same peer ids everywhere
/// (spec/07 §17.5, `key`).
[[nodiscard]] Seed seedOfName(llvm::StringRef name);

/// `12D3KooW…`: the libp2p peer id of the public key.
[[nodiscard]] std::string peerIdOfSeed(const Seed& seed);

/// The Ed25519 signature of the peer with this seed; equal inputs give equal signatures.
[[nodiscard]] Signature sign(const Seed& seed, llvm::ArrayRef<uint8_t> message);

/// Whether this peer made the signature. A signature of another length than 64 is none.
[[nodiscard]] bool verify(const Seed& seed, llvm::ArrayRef<uint8_t> signature,
                          llvm::ArrayRef<uint8_t> message);

} // namespace aqua::host
