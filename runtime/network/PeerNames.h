// Names of peers in texts: `{{name}}` stands for a peer id in scenarios, and ids are written that
// way in outcomes (spec/07 §17.5).

#pragma once

#include <string>

#include "value/Value.h"
#include "llvm/ADT/StringMap.h"

namespace aqua::network {

/// How every Ed25519 peer id begins, and how long it is (spec/05 §2).
inline constexpr llvm::StringLiteral peerIdPrefix = "12D3KooW";
inline constexpr size_t peerIdLength = 52;

/// Names and ids of the peers of a scenario, both ways.
class PeerNames {
public:
  void add(llvm::StringRef name, llvm::StringRef id);
  /// Empty if there is no such peer.
  [[nodiscard]] std::string idOf(llvm::StringRef name) const { return idOfName_.lookup(name); }

  /// Replaces `{{name}}` by the peer's id; unknown names stay as they are.
  [[nodiscard]] std::string toIds(llvm::StringRef text) const;
  /// In every string of the value, keys of objects included.
  [[nodiscard]] value::Value toIds(const value::Value& value) const;

  /// Replaces peer ids by `{{name}}`.
  [[nodiscard]] std::string toNames(llvm::StringRef text) const;
  [[nodiscard]] value::Value toNames(const value::Value& value) const;

private:
  llvm::StringMap<std::string> idOfName_;
  llvm::StringMap<std::string> nameOfId_;
};

} // namespace aqua::network
