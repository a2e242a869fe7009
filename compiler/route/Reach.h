// Who can send to whom, by what the program declares (spec/03 §14.3.7): nodes reach nodes, a client
// reaches and is reached by its relays only.

#pragma once

#include <map>

#include "llvm/ADT/DenseSet.h"

#include "Paths.h"
#include "Routed.h"

namespace aqua::route {

/// A peer as the checkers see it; a list of relays is two of them, its first and its last peer.
struct Spot {
  uint32_t value = 0;
  friend bool operator==(Spot, Spot) = default;
  friend auto operator<=>(Spot, Spot) = default;
};
using Spots = llvm::SmallVector<Spot, 4>;

class Reach {
public:
  /// Learns the relays of all peers from the locations of the process, in the order of the text.
  Reach(const flow::Process& process, Relays relays);

  Spot spotOf(const Operand& peer) { return intern("", peer); }
  Spot spotOf(const Location* place) { return spotOf(place->peer); }
  Spot firstOf(const Operand& list) { return intern("first of ", list); }
  Spot lastOf(const Operand& list) { return intern("last of ", list); }

  /// True if `from` may send to `to`. A peer that is named without a relay, too, or passed on the
  /// way, is taken for a node.
  [[nodiscard]] bool canSend(Spot from, Spot to) const;
  /// Which of the two is to blame if `from` may not send to `to`.
  [[nodiscard]] BlockedPeer blocked(Spot from, Spot to) const;
  /// For reports.
  [[nodiscard]] llvm::StringRef text(Spot spot) const { return peers_[spot.value].text; }

private:
  struct Peer {
    std::string text;
    std::string inSource;
    llvm::SmallVector<Spot, 2> relays;
    bool isNode = false;
    Loc named;                                            // with the first relay
    llvm::SmallVector<std::pair<Spot, Loc>, 1> renamings; // with others, which do not count
  };

  void learn(const flow::Node& node);
  void learn(const Location* place, Loc loc);
  Spot intern(llvm::StringRef prefix, const Operand& operand);
  [[nodiscard]] bool canMeet(const Peer& peer, Spot partner) const;

  const flow::Process& process_;
  const Relays relays_;
  llvm::DenseSet<const Location*> learned_;
  std::map<std::string, Spot> spots_; // by key of the operand
  std::vector<Peer> peers_;
};

} // namespace aqua::route
