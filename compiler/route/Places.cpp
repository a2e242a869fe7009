// Sets of places, interned, and the two questions about flow nodes that are answered with them.
// Each answer is computed once per node.

#include "Places.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::route {

using flow::ForMode;

// ----------------------------------------------------------------------------------------- Places

bool Places::hasSteps() const {
  return isMany || llvm::any_of(targets, [](const Target& target) { return target.isStep; });
}

bool Places::contains(const Path* path) const {
  return llvm::any_of(targets, [&](const Target& target) { return target.path == path; });
}

PlaceTable::PlaceTable(llvm::BumpPtrAllocator& arena) : arena_(arena) {
  none_ = intern({}, false, false);
}

const Places* PlaceTable::intern(llvm::ArrayRef<Target> targets, bool isMany, bool failsEarly) {
  isMany |= targets.size() > Places::limit;
  if (isMany) targets = {};
  llvm::hash_code hash = llvm::hash_combine(isMany, failsEarly);
  for (const Target& target : targets)
    hash = llvm::hash_combine(hash, target.path->id, target.isStep);
  auto& alike = known_[static_cast<unsigned>(hash)];
  for (const Places* known : alike)
    if (known->targets == targets && known->isMany == isMany && known->failsEarly == failsEarly)
      return known;
  return alike.emplace_back(new (arena_) Places{targets.copy(arena_), isMany, failsEarly});
}

const Places* PlaceTable::step(const Path* path) {
  return intern({{path, true}}, false, false);
}

const Places* PlaceTable::anchor(const Path* path) {
  return intern({{path, false}}, false, false);
}

const Places* PlaceTable::failingEarly(const Places* places) {
  return intern(places->targets, places->isMany, true);
}

const Places* PlaceTable::unite(const Places* a, const Places* b) {
  if (a == b || b == none_) return a;
  if (a == none_) return b;
  const Places*& known = unions_[{a, b}];
  if (known) return known;
  llvm::SmallVector<Target, 32> all(a->targets);
  all.append(b->targets.begin(), b->targets.end());
  llvm::sort(all, [](const Target& x, const Target& y) {
    return x.path->id != y.path->id ? x.path->id < y.path->id : x.isStep < y.isStep;
  });
  all.erase(llvm::unique(all), all.end());
  return known = intern(all, a->isMany || b->isMany, a->failsEarly || b->failsEarly);
}

const Path* singlePlace(const Places* next, const Outline& outline, NodeIndex node) {
  if (next->isMany) return nullptr;
  const Path* only = nullptr;
  for (const Target& target : next->targets) {
    if (!target.isStep) continue;
    if (only) return nullptr;
    only = target.path;
  }
  return only && outline.isKnownAt(only, node) ? only : nullptr;
}

bool isIdleWait(const flow::Node& node, const Outline& outline) {
  const auto* wait = llvm::dyn_cast<flow::Wait>(&node);
  return wait && !outline.isPending(wait->variable, outline.index(node));
}

// ----------------------------------------------------------------------------------------- Finder

PlaceFinder::PlaceFinder(const Outline& outline, PathTable& paths, PlaceTable& table,
                         const Deliveries* deliveries)
    : outline_(outline), paths_(paths), table_(table), deliveries_(deliveries),
      firsts_(outline.size()), lasts_(outline.size()) {}

llvm::ArrayRef<BoundWait> PlaceFinder::waitsOf(NodeIndex node) const {
  return deliveries_ ? llvm::ArrayRef(deliveries_->waits[node]) : llvm::ArrayRef<BoundWait>();
}

const First& PlaceFinder::first(const flow::Node& node) {
  std::optional<First>& known = firsts_[outline_.index(node)];
  if (!known) known = computeFirst(node);
  return *known;
}

First PlaceFinder::computeFirst(const flow::Node& node) {
  const NodeIndex self = outline_.index(node);
  if (!waitsOf(self).empty()) return {table_.step(waitsOf(self).front().at), false};
  First result = firstOfGroup(node);
  if (outline_.failsOnReaching(node)) result.places = table_.failingEarly(result.places);
  return result;
}

First PlaceFinder::firstOfGroup(const flow::Node& node) {
  switch (node.kind()) {
  case flow::NodeKind::Seq: {
    First result{table_.none(), true};
    for (const flow::Node* child : llvm::cast<flow::Seq>(node).children) {
      const First& part = first(*child);
      result.places = table_.unite(result.places, part.places);
      result.isSkippable = part.isSkippable;
      if (!result.isSkippable) break;
    }
    return result;
  }
  case flow::NodeKind::New: return first(*llvm::cast<flow::New>(node).body);
  case flow::NodeKind::Traced: return first(*llvm::cast<flow::Traced>(node).body);
  case flow::NodeKind::Par:
  case flow::NodeKind::Co: return firstOfBranches(node);
  case flow::NodeKind::If:
  case flow::NodeKind::Choice: return uniteAlternatives(flow::children(node));
  case flow::NodeKind::Try: return firstOfTry(llvm::cast<flow::Try>(node));
  case flow::NodeKind::For: return firstOfLoop(llvm::cast<flow::For>(node));
  case flow::NodeKind::Call:
  case flow::NodeKind::Canon:
  case flow::NodeKind::Gate: return {table_.step(paths_.of(node)), false};
  case flow::NodeKind::Wait:
    if (isIdleWait(node, outline_)) return {table_.none(), true};
    return {table_.step(paths_.of(node)), false};
  case flow::NodeKind::Ap:
  case flow::NodeKind::Push:
  case flow::NodeKind::Insert:
    if (const Path* home = outline_.homeOf(node)) return {table_.step(home), false};
    return {table_.none(), true};
  }
  llvm_unreachable("unknown kind of node");
}

First PlaceFinder::firstOfBranches(const flow::Node& node) {
  First result = uniteAlternatives(branches(node));
  if (result.places->failsEarly) {
    // Errors are brought to the scope, or to where the branch delivers its values.
    result.places = table_.unite(result.places, table_.anchor(paths_.of(node)));
    for (const flow::Node* branch : branches(node))
      for (const Path* place : deliveries_ ? deliveries_->places[outline_.index(*branch)]
                                           : llvm::SmallVector<const Path*>())
        result.places = table_.unite(result.places, table_.anchor(place));
  }
  result.isSkippable |= !llvm::isa<flow::Par>(node);
  return result;
}

First PlaceFinder::uniteAlternatives(llvm::ArrayRef<const flow::Node*> nodes) {
  First result{table_.none(), false};
  for (const flow::Node* node : nodes) {
    const First& part = first(*node);
    result.places = table_.unite(result.places, part.places);
    result.isSkippable |= part.isSkippable;
  }
  return result;
}

First PlaceFinder::firstOfTry(const flow::Try& guarded) {
  const First body = first(*guarded.body);
  if (!outline_.entry(*guarded.body).canFail) return body;
  if (!body.isSkippable && !body.places->failsEarly) return body;
  First result = uniteAlternatives(guarded.handlers);
  result.places = table_.unite(result.places, body.places);
  result.isSkippable |= body.isSkippable;
  if (body.places->failsEarly)
    result.places = table_.unite(result.places, table_.anchor(paths_.of(guarded)));
  return result;
}

First PlaceFinder::firstOfLoop(const flow::For& loop) {
  if (loop.mode == ForMode::Rec)
    return {table_.step(outline_.homeOf(loop.iterable.variable)), false};
  if (loop.mode == ForMode::Par) return firstOfBranches(loop);
  const First body = loop.mode == ForMode::ParSeq ? firstOfBranches(loop) : first(*loop.body);
  // The loop may come back to its scope before the first step.
  return {table_.unite(body.places, table_.anchor(paths_.of(loop))),
          !loop.isNonEmpty || body.isSkippable};
}

const Places* PlaceFinder::firstThen(const flow::Node& node, const Places* next) {
  const First& start = first(node);
  return start.isSkippable ? table_.unite(start.places, next) : start.places;
}

llvm::SmallVector<const Places*, 8> PlaceFinder::followers(const flow::Seq& seq,
                                                           const Places* next) {
  llvm::SmallVector<const Places*, 8> result(seq.children.size());
  for (size_t i = seq.children.size(); i-- > 0;) {
    result[i] = next;
    next = firstThen(*seq.children[i], next);
  }
  return result;
}

// ------------------------------------------------------------------------------------------- Last

namespace {

void add(Last& all, const Last& part) {
  for (const Path* path : part.exact)
    if (!llvm::is_contained(all.exact, path)) all.exact.push_back(path);
  all.isUnknown |= part.isUnknown;
  if (all.exact.size() > Places::limit) {
    all.exact.clear();
    all.isUnknown = true;
  }
}

} // namespace

const Last& PlaceFinder::last(const flow::Node& node) {
  std::optional<Last>& known = lasts_[outline_.index(node)];
  if (known) return *known;
  Last result = computeLast(node);
  const NodeIndex self = outline_.index(node);
  if (!waitsOf(self).empty() && result.isStart) {
    result.isStart = false;
    add(result, {{waitsOf(self).back().at}, false, false});
  }
  known = std::move(result);
  return *known;
}

Last PlaceFinder::computeLast(const flow::Node& node) {
  Last stays{{}, true, false};
  const auto at = [](const Path* path) { return Last{{path}, false, false}; };
  switch (node.kind()) {
  case flow::NodeKind::Seq: return lastOfSeq(llvm::cast<flow::Seq>(node));
  case flow::NodeKind::New: return last(*llvm::cast<flow::New>(node).body);
  case flow::NodeKind::Traced: return last(*llvm::cast<flow::Traced>(node).body);
  case flow::NodeKind::Par: return {{}, false, true};
  case flow::NodeKind::If:
  case flow::NodeKind::Choice: {
    Last result;
    for (const flow::Node* child : flow::children(node)) {
      add(result, last(*child));
      result.isStart |= last(*child).isStart;
    }
    return result;
  }
  case flow::NodeKind::Try: {
    const auto& guarded = llvm::cast<flow::Try>(node);
    Last result = last(*guarded.body);
    if (!outline_.entry(*guarded.body).canFail) return result;
    for (const flow::Node* handler : guarded.handlers) {
      add(result, last(*handler));
      result.isUnknown |= last(*handler).isStart; // handlers start where errors are brought
    }
    return result;
  }
  case flow::NodeKind::Co: return stays;
  case flow::NodeKind::For: {
    const auto& loop = llvm::cast<flow::For>(node);
    if (loop.mode == ForMode::Par) return stays;
    if (loop.mode == ForMode::Rec) return at(outline_.homeOf(loop.iterable.variable));
    if (loop.mode != ForMode::Seq) return {{}, false, true};
    Last result = last(*loop.body);
    result.isStart |= !loop.isNonEmpty;
    return result;
  }
  case flow::NodeKind::Wait:
    if (isIdleWait(node, outline_)) return stays;
    return at(paths_.of(node));
  case flow::NodeKind::Call:
    if (const Path* home = outline_.homeOf(node)) return at(home);
    return at(paths_.of(node));
  case flow::NodeKind::Canon:
  case flow::NodeKind::Gate: return at(paths_.of(node));
  case flow::NodeKind::Ap:
  case flow::NodeKind::Push:
  case flow::NodeKind::Insert:
    if (const Path* home = outline_.homeOf(node)) return at(home);
    return stays;
  }
  llvm_unreachable("unknown kind of node");
}

Last PlaceFinder::lastOfSeq(const flow::Seq& seq) {
  Last result{{}, true, false};
  for (const flow::Node* child : llvm::reverse(seq.children)) {
    const Last& part = last(*child);
    add(result, part);
    result.isStart = part.isStart;
    if (!result.isStart) break;
  }
  return result;
}

} // namespace aqua::route
