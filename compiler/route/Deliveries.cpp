// For each value that leaves a par branch, one place D where it is waited for:
//   par { on p: x <- a() } { … } ; on q: b(x)  →  the branch ends on q, where b waits for x itself
//   par { on p: x <- a() } { … } ; y = x.f     →  in front of y: come to D, wait, hop on D
// Elements of streams go to every place that reads the stream later, unless a gate stands before
// it: control takes along what the gate has waited for.

#include "Deliveries.h"

#include <set>

#include "llvm/ADT/STLExtras.h"

#include "flow/Mentions.h"

namespace aqua::route {

using flow::ForMode;

namespace {

class Planner {
public:
  Planner(const Outline& outline, PathTable& paths, PlaceTable& table,
          llvm::BumpPtrAllocator& arena)
      : outline_(outline), paths_(paths), table_(table), arena_(arena),
        finder_(outline, paths, table, nullptr), next_(outline.size(), table.none()) {
    result_.waits.resize(outline.size());
    result_.places.resize(outline.size());
  }

  Deliveries plan() {
    noteNext(*outline_.process().body, table_.none());
    for (NodeIndex node = 0; node < outline_.size(); ++node) {
      const VarId* target = flow::written(*outline_.entry(node).node);
      if (!target) continue;
      if (outline_.isStream(*target))
        planStream(*target, node);
      else if (outline_.facts(*target).writes.front() == node)
        planValue(*target);
    }
    return std::move(result_);
  }

private:
  [[nodiscard]] const flow::Node& node(NodeIndex index) const {
    return *outline_.entry(index).node;
  }
  [[nodiscard]] NodeIndex end(NodeIndex index) const { return outline_.entry(index).end; }
  const Path* placeOf(NodeIndex index) { return paths_.of(node(index)); }

  void noteNext(const flow::Node& node, const Places* next);
  const Path* continuationOf(NodeIndex group);

  void planValue(VarId id);
  NodeIndex deliver(VarId id, NodeIndex branch);
  const Path* choosePlace(VarId id, NodeIndex branch, NodeIndex use, const Path* scope);
  bool use(VarId id, NodeIndex user, const Path* scope);
  bool useInSequence(VarId id, NodeIndex sequence, NodeIndex begin);
  bool serve(VarId id, NodeIndex user);
  void waitBefore(VarId id, NodeIndex user);

  void planStream(VarId stream, NodeIndex writer);
  llvm::SmallVector<const Path*, 4> readersOf(VarId stream, NodeIndex branch);
  const Path* readingPlace(NodeIndex read, NodeIndex behind);
  std::optional<const Path*> stepBefore(llvm::ArrayRef<const flow::Node*> nodes, const Path* reader,
                                        NodeIndex behind);
  [[nodiscard]] NodeIndex endOfSequence(NodeIndex index) const;

  void add(NodeIndex branch, const Path* place) {
    auto& places = result_.places[branch];
    if (!llvm::is_contained(places, place)) places.push_back(place);
  }

  /// The first read at or after `begin`, noNode if there is none before `end`.
  [[nodiscard]] NodeIndex readIn(VarId id, NodeIndex begin, NodeIndex end) const {
    const auto& reads = outline_.facts(id).reads;
    const auto found = llvm::lower_bound(reads, begin);
    return found != reads.end() && *found < end ? *found : noNode;
  }

  const Outline& outline_;
  PathTable& paths_;
  PlaceTable& table_;
  llvm::BumpPtrAllocator& arena_;
  PlaceFinder finder_;
  std::vector<const Places*> next_; // by node, ignoring deliveries
  Deliveries result_;
  std::set<std::pair<NodeIndex, uint32_t>> plannedStreams_; // branch, stream

  // Of the value that is being delivered:
  const Path* place_ = nullptr; // D, once it is chosen
  NodeIndex branch_ = noNode;
  bool isControlNear_ = false; // control has not left the sequence of the par
};

// -------------------------------------------------------------------------------------- Context

void Planner::noteNext(const flow::Node& node, const Places* next) {
  next_[outline_.index(node)] = next;
  if (const auto* seq = llvm::dyn_cast<flow::Seq>(&node)) {
    const auto followers = finder_.followers(*seq, next);
    for (const auto [child, follower] : llvm::zip_equal(seq->children, followers))
      noteNext(*child, follower);
    return;
  }
  if (!branches(node).empty())
    next = table_.none();
  else if (const auto* loop = llvm::dyn_cast<flow::For>(&node))
    next = table_.unite(finder_.first(*loop->body).places, next);
  for (const flow::Node* child : flow::children(node))
    noteNext(*child, next);
}

/// Where control goes on after a parallel group.
const Path* Planner::continuationOf(NodeIndex group) {
  const Path* single = singlePlace(next_[group], outline_, group);
  return single ? single : placeOf(group);
}

// --------------------------------------------------------------------------------------- Values

void Planner::planValue(VarId id) {
  NodeIndex branch = outline_.entry(outline_.facts(id).writes.front()).branch;
  while (branch != noNode && readIn(id, end(branch), outline_.size()) != noNode) {
    const NodeIndex settled = deliver(id, branch);
    // Where control cannot get past a use, the value is there: for what encloses it, the value is
    // defined in that branch.
    branch = settled == noNode ? noNode : outline_.entry(settled).branch;
  }
}

/// Returns the group within which control cannot go on without the value, or noNode.
NodeIndex Planner::deliver(VarId id, NodeIndex branch) {
  const NodeIndex group = outline_.entry(branch).parent;
  place_ = nullptr;
  branch_ = branch;
  isControlNear_ = llvm::isa<flow::Par>(node(group));
  NodeIndex child = branch;
  for (NodeIndex up = group; up != noNode; child = up, up = outline_.entry(up).parent) {
    NodeIndex read = readIn(id, end(child), end(up));
    const bool isParallel = !branches(node(up)).empty();
    if (isParallel && up != group) isControlNear_ = false;
    if (read == noNode) continue;
    if (llvm::isa<flow::Seq>(node(up))) {
      if (useInSequence(id, up, end(child))) return up;
    } else if (isParallel) {
      if (up == group && !place_) add(branch, place_ = placeOf(group));
      for (; read != noNode; read = readIn(id, end(child), end(up))) {
        child = outline_.childTowards(up, read);
        use(id, child, placeOf(up));
      }
    }
  }
  return noNode;
}

bool Planner::useInSequence(VarId id, NodeIndex sequence, NodeIndex begin) {
  for (NodeIndex read; (read = readIn(id, begin, end(sequence))) != noNode;) {
    const NodeIndex child = outline_.childTowards(sequence, read);
    if (use(id, child, placeOf(child))) return true;
    begin = end(child);
  }
  return false;
}

/// `user` is or contains the next use. Returns true if control cannot get past it without the
/// value.
bool Planner::use(VarId id, NodeIndex user, const Path* scope) {
  if (const auto* inner = llvm::dyn_cast<flow::New>(&node(user)))
    return use(id, outline_.index(*inner->body), scope);
  if (llvm::isa<flow::Seq>(node(user))) return useInSequence(id, user, user);
  if (!place_) add(branch_, place_ = choosePlace(id, branch_, user, scope));
  return serve(id, user);
}

const Path* Planner::choosePlace(VarId id, NodeIndex branch, NodeIndex use, const Path* scope) {
  const NodeIndex group = outline_.entry(branch).parent;
  const Path* place = scope;
  const Path* continuation = isControlNear_ ? continuationOf(group) : nullptr;
  if (continuation && outline_.areAllAt(end(group), use, continuation->peer))
    place = continuation;
  else if (flow::isForcing(node(use)) && !outline_.isMentionedInPlace(use, id))
    place = placeOf(use);
  return outline_.isKnownAtEnd(place, branch) ? place : placeOf(group);
}

/// Makes every first use in `user` happen on D or behind a wait on D.
bool Planner::serve(VarId id, NodeIndex user) {
  const flow::Node& self = node(user);
  if (outline_.isRead(user, id)) {
    const bool waitsThere = flow::isForcing(self) && paths_.isSamePeer(placeOf(user), place_) &&
                            !outline_.isMentionedInPlace(user, id);
    if (!waitsThere) waitBefore(id, user);
    return true;
  }
  if (llvm::isa<flow::Seq, flow::New>(self)) {
    NodeIndex begin = user;
    for (NodeIndex read; (read = readIn(id, begin, end(user))) != noNode;) {
      const NodeIndex child = outline_.childTowards(user, read);
      if (serve(id, child)) return true;
      begin = end(child);
    }
    return false;
  }
  bool areAllServed = true;
  for (const flow::Node* child : flow::children(self)) {
    const NodeIndex index = outline_.index(*child);
    const bool hasUse = readIn(id, index, end(index)) != noNode;
    areAllServed &= hasUse && serve(id, index);
  }
  return areAllServed && !llvm::isa<flow::Co, flow::For>(self);
}

void Planner::waitBefore(VarId id, NodeIndex user) {
  auto& waits = result_.waits[user];
  const bool isKnown = llvm::any_of(waits, [&](const BoundWait& known) {
    return known.wait->variable == id && known.at == place_;
  });
  if (isKnown) return;
  auto* wait = new (arena_) flow::Wait();
  wait->variable = id;
  wait->at = place_->location;
  wait->loc = node(user).loc;
  waits.push_back({wait, place_});
}

// -------------------------------------------------------------------------------------- Streams

void Planner::planStream(VarId stream, NodeIndex writer) {
  NodeIndex branch = outline_.entry(writer).branch;
  // An inner branch delivers; the outer ones only what the inner one cannot name.
  for (bool hasMore = true; hasMore && branch != noNode;
       branch = outline_.entry(outline_.entry(branch).parent).branch) {
    if (!plannedStreams_.insert({branch, stream.value}).second) return;
    hasMore = false;
    for (const Path* reader : readersOf(stream, branch)) {
      const bool isKnown = outline_.isKnownAtEnd(reader, branch);
      add(branch, isKnown ? reader : placeOf(outline_.entry(branch).parent));
      hasMore |= !isKnown;
    }
  }
}

/// Places that may read what the branch adds to the stream: those below it in the text, and all in
/// a loop around it. Behind a gate only those that wait for something else: which elements come
/// later than the gate is undetermined for all others.
llvm::SmallVector<const Path*, 4> Planner::readersOf(VarId stream, NodeIndex branch) {
  const auto& facts = outline_.facts(stream);
  NodeIndex loop = noNode;
  for (NodeIndex up = outline_.entry(branch).parent; up != noNode && up > facts.declaration;
       up = outline_.entry(up).parent)
    if (llvm::isa<flow::For>(node(up))) loop = up;

  llvm::SmallVector<const Path*, 4> places;
  const flow::Gate* passed = nullptr;
  NodeIndex passedUntil = 0;
  const auto addReaders = [&](NodeIndex begin, NodeIndex end) {
    const auto first = llvm::lower_bound(facts.reads, begin);
    for (auto read = first; read != facts.reads.end() && *read < end; ++read) {
      const bool isLoop = llvm::isa<flow::For>(node(*read));
      const auto* gate = llvm::dyn_cast<flow::Gate>(&node(*read));
      const bool isServed = *read < passedUntil && !isLoop && (!gate || gate->size == passed->size);
      if (isServed) continue;
      const bool isInLoop = begin == loop;
      const Path* place = isLoop ? outline_.homeOf(stream) : placeOf(*read);
      if (!isLoop && !gate && !isInLoop) place = readingPlace(*read, begin);
      if (!llvm::is_contained(places, place)) places.push_back(place);
      if (!gate || isInLoop || *read < passedUntil || !outline_.isKnownAtEnd(place, branch))
        continue;
      passed = gate;
      passedUntil = endOfSequence(*read);
    }
  };
  if (loop != noNode) addReaders(loop, end(loop));
  addReaders(loop == noNode ? end(branch) : std::max(end(branch), end(loop)), outline_.size());
  return places;
}

/// Where elements must be for a reader that does not wait: at its place, or, if control comes there
/// from a step on its relay, on the relay, from where control takes along what has come by then.
const Path* Planner::readingPlace(NodeIndex read, NodeIndex behind) {
  const Path* place = placeOf(read);
  if (place->via.empty() || place->via.back().isCollection) return place;
  std::optional<const Path*> before;
  NodeIndex index = read;
  for (NodeIndex up = outline_.entry(index).parent;
       !before && up != noNode && llvm::isa<flow::Seq, flow::New>(node(up));
       index = up, up = outline_.entry(up).parent)
    if (const auto* seq = llvm::dyn_cast<flow::Seq>(&node(up)))
      before = stepBefore({seq->children.begin(), llvm::find(seq->children, &node(index))}, place,
                          behind);
  const bool isFromRelay = before.value_or(nullptr) && (*before)->peer == place->via.back().peer;
  return isFromRelay ? *before : place;
}

/// The place of the last step among the nodes that may take time; null if that is not certain.
/// Nothing if there is no such step, so that earlier nodes count.
std::optional<const Path*> Planner::stepBefore(llvm::ArrayRef<const flow::Node*> nodes,
                                               const Path* reader, NodeIndex behind) {
  for (const flow::Node* node : llvm::reverse(nodes)) {
    std::optional<const Path*> found;
    if (const auto* seq = llvm::dyn_cast<flow::Seq>(node)) {
      found = stepBefore(seq->children, reader, behind);
    } else if (const auto* scope = llvm::dyn_cast<flow::New>(node)) {
      found = stepBefore(scope->body, reader, behind);
    } else if (const NodeIndex index = outline_.index(*node); index < behind) {
      // The writer is in it: what runs behind the writer in the same alternative.
      if (!llvm::isa<flow::If>(node) || end(index) == behind) return nullptr;
      const flow::Node* taken = outline_.entry(outline_.childTowards(index, behind - 1)).node;
      found = stepBefore(taken, reader, behind);
    } else if (!llvm::isa<flow::Canon>(node) || !paths_.isSamePeer(paths_.of(*node), reader)) {
      const Last& last = finder_.last(*node);
      const bool isCertain = last.exact.size() == 1 && !last.isUnknown && !last.isStart;
      const bool isLocal = last.exact.empty() && !last.isUnknown;
      if (!isLocal) found = isCertain ? last.exact.front() : nullptr;
    }
    if (found) return found;
  }
  return std::nullopt;
}

/// What stands between the node and this end is executed only behind the node.
NodeIndex Planner::endOfSequence(NodeIndex index) const {
  for (NodeIndex up = outline_.entry(index).parent;
       up != noNode && llvm::isa<flow::Seq, flow::New>(node(up)); up = outline_.entry(up).parent)
    index = up;
  return end(index);
}

} // namespace

Deliveries planDeliveries(const Outline& outline, PathTable& paths, PlaceTable& table,
                          llvm::BumpPtrAllocator& arena) {
  return Planner(outline, paths, table, arena).plan();
}

} // namespace aqua::route
