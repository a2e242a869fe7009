// Locations as the router compares them, and the ways between them (spec/03 §9.4, §14.3.2).
// Everything is interned: equal peers, paths and ways are one object, so comparing is cheap.

#pragma once

#include <map>
#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include "Routed.h"

namespace aqua::route {

/// A peer: what an operand names. Equal operands are equal peers; peers of the previous iteration
/// of a loop and the two anonymous peers are different from all others.
struct PeerId {
  uint32_t value = 0;
  friend bool operator==(PeerId, PeerId) = default;
};

/// Near `on HOST_PEER_ID` is any node: `anonymousStart` stands for it. A way that must come to a
/// place, whatever its peer, ends at `anonymousEnd`. Both keep relays in a way that would be
/// dropped if they happened to be the peer itself.
inline constexpr PeerId anonymousStart{0};
inline constexpr PeerId anonymousEnd{1};

/// A peer to be passed: an element of a via list or of a way.
struct Stop {
  PeerId peer;
  bool isCollection = false;
  bool isReversed = false; // a collection walked backwards
  friend bool operator==(const Stop&, const Stop&) = default;
};

/// A stack of `on`s, as flow::Location, also for places that only the router thinks of.
struct Path {
  const Path* outer = nullptr;
  PeerId peer;
  llvm::ArrayRef<Stop> via;
  uint32_t id = 0;                    // in order of creation
  uint32_t depth = 0;                 // number of enclosing paths
  uint32_t viaCount = 0;              // of the whole stack
  llvm::ArrayRef<VarId> variables;    // that the stack mentions
  const Location* location = nullptr; // null if it has anonymous or previous peers
};

/// Where control is. Exact: on the path's peer. Otherwise near it, on a place that sends directly
/// to it: the peer itself, its last relay, or, if the path has no via, any node.
struct Position {
  const Path* path = nullptr;
  bool isExact = false;
  friend bool operator==(const Position&, const Position&) = default;
};

/// Hops to be made one after another.
struct Way {
  llvm::ArrayRef<Stop> stops;
  llvm::ArrayRef<VarId> variables;
  bool isPossible = true; // false if it passes a peer of a previous iteration

  [[nodiscard]] bool isEmpty() const { return stops.empty(); }
};

/// A text that is equal for equal operands only.
[[nodiscard]] std::string keyOf(const Operand& operand);

class PathTable {
public:
  PathTable(const flow::Process& process, llvm::BumpPtrAllocator& arena);

  [[nodiscard]] const Path* root() const { return root_; }
  const Path* of(const Location* location);
  const Path* of(const flow::Node& node) { return of(node.at); }
  [[nodiscard]] const Operand& operand(PeerId peer) const { return peers_[peer.value].operand; }
  [[nodiscard]] bool isSamePeer(const Path* a, const Path* b) const { return a->peer == b->peer; }

  /// Hops needed from a to b without the ends (findPath of spec/03 §9.4).
  const Way* route(const Path* a, const Path* b) { return route({a, a->peer}, {b, b->peer}); }
  /// The same from a position.
  const Way* from(Position start, const Path* end);
  /// Hops that bring control near the place, from where it and all it reaches can be reached.
  const Way* bring(Position start, const Path* place);
  [[nodiscard]] const Way* noWay() const { return noWay_; }
  /// The longest common beginning, cut before the first collection and the first stop of which
  /// `isExcluded` holds for some variable.
  const Way* commonStart(llvm::ArrayRef<const Way*> ways,
                         llvm::function_ref<bool(VarId)> isExcluded);

  const Way* withoutLast(const Way* way) { return this->way(way->stops.drop_back()); }

  /// The place reached after a beginning of the way from `start` to `end`: its last stop, seen as
  /// a location directly below the root.
  const Path* reachedBy(const Way* beginning, const Path* start, const Path* end);
  /// The path as the next iteration of a loop sees it: peers that depend on a variable of which
  /// `isVarying` holds are replaced by those of the previous iteration.
  const Path* previous(const Path* path, llvm::function_ref<bool(VarId)> isVarying);

private:
  struct Peer {
    Operand operand;
    llvm::SmallVector<VarId, 2> variables;
    bool isReal = true; // false for anonymous peers and those of a previous iteration
  };
  using Key = std::vector<uint64_t>;
  /// An end of a way: the peer of the path, or an anonymous one in its place.
  struct Side {
    const Path* path = nullptr;
    PeerId peer;
  };

  const Way* route(Side start, Side end);
  [[nodiscard]] Side sideOf(Position start, const Path* end) const;
  PeerId peerOf(const Operand& operand);
  PeerId previousPeer(PeerId peer, llvm::function_ref<bool(VarId)> isVarying);
  const Path* extend(const Path* outer, PeerId peer, llvm::ArrayRef<Stop> via,
                     const Location* location = nullptr);
  const Location* locationOf(const Path& path);
  const Way* way(llvm::ArrayRef<Stop> stops);

  const flow::Process& process_;
  llvm::BumpPtrAllocator& arena_;
  std::vector<Peer> peers_;
  std::map<std::string, PeerId> peerIds_; // by text
  llvm::DenseMap<uint32_t, PeerId> previousPeers_;
  std::map<Key, const Path*> paths_;
  std::map<Key, const Way*> ways_;
  llvm::DenseMap<const Location*, const Path*> ofLocations_;
  using RouteKey = std::pair<std::pair<const Path*, const Path*>, std::pair<bool, bool>>;
  std::map<RouteKey, const Way*> routes_; // looked up only
  const Path* root_ = nullptr;
  const Way* noWay_ = nullptr;
};

} // namespace aqua::route
