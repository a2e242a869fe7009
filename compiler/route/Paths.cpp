// Ways between locations. `on p via r` inside the root, to `on q` inside the root:
//   p, r, q without the ends → r; from the init peer: -relay-, …

#include "Paths.h"

#include "llvm/ADT/STLExtras.h"

#include "flow/Mentions.h"
#include "support/Check.h"

namespace aqua::route {

namespace {

uint64_t encode(const Stop& stop) {
  return (uint64_t{stop.peer.value} << 2) | (stop.isCollection ? 2U : 0U) |
         (stop.isReversed ? 1U : 0U);
}

/// From the place itself outwards, without `end`.
llvm::SmallVector<const Path*, 8> stackBelow(const Path* path, const Path* end) {
  llvm::SmallVector<const Path*, 8> stack;
  for (; path && path != end; path = path->outer)
    stack.push_back(path);
  return stack;
}

const Path* commonOuter(const Path* a, const Path* b) {
  while (a && b && a != b) {
    const Path*& deeper = a->depth >= b->depth ? a : b;
    deeper = deeper->outer;
  }
  return a == b ? a : nullptr;
}

/// Leaves out detours: a peer that comes again cuts what lies between.
void append(llvm::SmallVectorImpl<Stop>& stops, Stop stop) {
  if (!stop.isCollection) {
    auto* const known = llvm::find_if(stops, [&](const Stop& earlier) {
      return !earlier.isCollection && earlier.peer == stop.peer;
    });
    stops.erase(known, stops.end());
  }
  stops.push_back(stop);
}

} // namespace

std::string keyOf(const Operand& operand) {
  std::string key = std::to_string(static_cast<unsigned>(operand.kind)) + ' ' +
                    std::to_string(operand.variable.value) + (operand.length ? " # " : " ") +
                    operand.text.str();
  for (const flow::Accessor& accessor : operand.lens) {
    switch (accessor.kind) {
    case flow::Accessor::Kind::Field: key += " ." + accessor.field.str(); break;
    case flow::Accessor::Kind::Index: key += " [" + std::to_string(accessor.index); break;
    case flow::Accessor::Kind::Variable:
      key += " [v" + std::to_string(accessor.variable.value);
      break;
    }
  }
  return key;
}

PathTable::PathTable(const flow::Process& process, llvm::BumpPtrAllocator& arena)
    : process_(process), arena_(arena) {
  for ([[maybe_unused]] const PeerId anonymous : {anonymousStart, anonymousEnd}) {
    assert(anonymous.value == peers_.size());
    peers_.emplace_back().isReal = false;
  }
  noWay_ = way({});
  root_ = of(process.root);
}

PeerId PathTable::peerOf(const Operand& operand) {
  const auto [known, isNew] =
      peerIds_.try_emplace(keyOf(operand), PeerId{static_cast<uint32_t>(peers_.size())});
  if (isNew) {
    Peer& peer = peers_.emplace_back();
    peer.operand = operand;
    flow::forEachVariable(operand, [&](VarId id) {
      // The relay is known everywhere: it is fetched first of all, on the init peer.
      if (!process_.hasRelay || id != process_.relay) peer.variables.push_back(id);
    });
  }
  return known->second;
}

PeerId PathTable::previousPeer(PeerId peer, llvm::function_ref<bool(VarId)> isVarying) {
  if (llvm::none_of(peers_[peer.value].variables, isVarying)) return peer;
  const auto [known, isNew] =
      previousPeers_.try_emplace(peer.value, PeerId{static_cast<uint32_t>(peers_.size())});
  if (isNew) peers_.emplace_back().isReal = false;
  return known->second;
}

const Path* PathTable::of(const Location* location) {
  if (const Path* known = ofLocations_.lookup(location)) return known;
  llvm::SmallVector<Stop, 4> via;
  for (const flow::Via& stop : location->via)
    via.push_back({peerOf(stop.peer), stop.isCollection, false});
  const Path* outer = location->outer ? of(location->outer) : nullptr;
  const Path* path = extend(outer, peerOf(location->peer), via, location);
  ofLocations_[location] = path;
  return path;
}

const Path* PathTable::extend(const Path* outer, PeerId peer, llvm::ArrayRef<Stop> via,
                              const Location* location) {
  Key key{outer ? uint64_t{outer->id} + 1 : 0, peer.value};
  for (const Stop& stop : via)
    key.push_back(encode(stop));
  const Path*& known = paths_[key];
  if (known) return known;

  auto* path = new (arena_) Path();
  path->outer = outer;
  path->peer = peer;
  path->via = via.copy(arena_);
  path->id = static_cast<uint32_t>(paths_.size());
  path->depth = outer ? outer->depth + 1 : 0;
  path->viaCount = static_cast<uint32_t>(via.size()) + (outer ? outer->viaCount : 0);
  bool isReal = peers_[peer.value].isReal && (!outer || outer->location);
  llvm::SmallVector<VarId, 4> variables(llvm::ArrayRef(peers_[peer.value].variables));
  for (const Stop& stop : via) {
    isReal &= peers_[stop.peer.value].isReal;
    variables.append(peers_[stop.peer.value].variables);
  }
  if (outer) variables.append(outer->variables.begin(), outer->variables.end());
  llvm::sort(variables);
  variables.erase(llvm::unique(variables), variables.end());
  path->variables = llvm::ArrayRef(variables).copy(arena_);
  if (isReal) path->location = location ? location : locationOf(*path);
  return known = path;
}

const Location* PathTable::locationOf(const Path& path) {
  auto* location = new (arena_) Location();
  location->outer = path.outer ? path.outer->location : nullptr;
  location->peer = operand(path.peer);
  location->depth = path.depth;
  llvm::SmallVector<flow::Via, 4> via;
  for (const Stop& stop : path.via)
    via.push_back({operand(stop.peer), stop.isCollection});
  location->via = llvm::ArrayRef(via).copy(arena_);
  return location;
}

const Way* PathTable::way(llvm::ArrayRef<Stop> stops) {
  Key key;
  for (const Stop& stop : stops)
    key.push_back(encode(stop));
  const Way*& known = ways_[key];
  if (known) return known;

  auto* made = new (arena_) Way();
  made->stops = stops.copy(arena_);
  llvm::SmallVector<VarId, 4> variables;
  for (const Stop& stop : stops) {
    variables.append(peers_[stop.peer.value].variables);
    made->isPossible &= peers_[stop.peer.value].isReal;
  }
  made->variables = llvm::ArrayRef(variables).copy(arena_);
  return known = made;
}

const Way* PathTable::route(Side start, Side end) {
  if (start.peer == end.peer) return noWay_;
  const Way*& known =
      routes_[{{start.path, end.path}, {start.peer == anonymousStart, end.peer == anonymousEnd}}];
  if (known) return known;

  const Path* a = start.path;
  const Path* b = end.path;
  const Path* common = commonOuter(a, b);
  const auto climbed = a == common ? stackBelow(a, a->outer) : stackBelow(a, common);
  const auto descended = b == common ? stackBelow(b, b->outer) : stackBelow(b, common);
  llvm::SmallVector<Stop, 8> stops{{start.peer}};
  for (const Path* path : climbed)
    for (const Stop& stop : llvm::reverse(path->via))
      append(stops, {stop.peer, stop.isCollection, stop.isCollection});
  for (const Path* path : llvm::reverse(descended))
    for (const Stop& stop : path->via)
      append(stops, stop);
  append(stops, {end.peer});

  const auto isAt = [](const Stop& stop, PeerId peer) {
    return !stop.isCollection && stop.peer == peer;
  };
  if (isAt(stops.front(), start.peer)) stops.erase(stops.begin());
  if (!stops.empty() && isAt(stops.back(), end.peer)) stops.pop_back();
  return known = way(stops);
}

PathTable::Side PathTable::sideOf(Position start, const Path* end) const {
  const Path* path = start.path;
  // Near a peer behind a relay is also the relay: a way through the peer must name it.
  const bool isKnown = start.isExact || isSamePeer(path, end);
  return {path, isKnown ? path->peer : anonymousStart};
}

const Way* PathTable::from(Position start, const Path* end) {
  return route(sideOf(start, end), {end, end->peer});
}

const Way* PathTable::bring(Position start, const Path* place) {
  if (isSamePeer(start.path, place)) return noWay_;
  return route(sideOf(start, place), {place, anonymousEnd});
}

const Way* PathTable::commonStart(llvm::ArrayRef<const Way*> ways,
                                  llvm::function_ref<bool(VarId)> isExcluded) {
  if (ways.empty()) return noWay_;
  const llvm::ArrayRef<Stop> model = ways.front()->stops;
  size_t length = 0;
  const auto goesOn = [&] {
    if (length == model.size() || model[length].isCollection) return false;
    const PeerId peer = model[length].peer;
    if (llvm::any_of(peers_[peer.value].variables, isExcluded)) return false;
    return llvm::all_of(ways, [&](const Way* other) {
      return length < other->stops.size() && other->stops[length] == model[length];
    });
  };
  while (goesOn())
    ++length;
  return way(model.take_front(length));
}

const Path* PathTable::reachedBy(const Way* beginning, const Path* start, const Path* end) {
  const PeerId peer = beginning->stops.back().peer;
  for (const Path* side : {start, end}) {
    // The outermost mention counts.
    const auto stack = stackBelow(side, nullptr);
    for (const Path* path : llvm::reverse(stack))
      for (size_t i = 0; i < path->via.size(); ++i)
        if (path->via[i].peer == peer) return extend(root_, peer, path->via.take_front(i));
  }
  AQUA_CHECK(false, "a hop leads over a via of one of the ends");
}

const Path* PathTable::previous(const Path* path, llvm::function_ref<bool(VarId)> isVarying) {
  if (!path || llvm::none_of(path->variables, isVarying)) return path;
  llvm::SmallVector<Stop, 4> via(path->via);
  for (Stop& stop : via)
    stop.peer = previousPeer(stop.peer, isVarying);
  return extend(previous(path->outer, isVarying), previousPeer(path->peer, isVarying), via);
}

} // namespace aqua::route
