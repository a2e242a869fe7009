// Construction and comparison of routed nodes.

#include "Make.h"

#include "llvm/ADT/STLExtras.h"

#include "flow/Mentions.h"

namespace aqua::route {

support::Children<Node> children(const Node& node) {
  using Children = support::Children<Node>;
  switch (node.kind()) {
  case NodeKind::Seq: return Children::of(llvm::cast<Seq>(node).children);
  case NodeKind::Par: return Children::of(llvm::cast<Par>(node).branches);
  case NodeKind::Xor: return {llvm::cast<Xor>(node).left, llvm::cast<Xor>(node).right};
  case NodeKind::If: return {llvm::cast<If>(node).thenBranch, llvm::cast<If>(node).elseBranch};
  case NodeKind::Choice:
    return {llvm::cast<Choice>(node).thenBranch, llvm::cast<Choice>(node).elseBranch};
  case NodeKind::For: return {llvm::cast<For>(node).body, llvm::cast<For>(node).exit};
  case NodeKind::Once: return {llvm::cast<Once>(node).body};
  case NodeKind::New: return {llvm::cast<New>(node).body};
  case NodeKind::Step:
  case NodeKind::Hop:
  case NodeKind::Reset:
  case NodeKind::Rethrow:
  case NodeKind::Null:
  case NodeKind::Never: return {};
  }
  llvm_unreachable("unknown kind of node");
}

bool isNothing(const Node& node) {
  const auto* seq = llvm::dyn_cast<Seq>(&node);
  return (seq && seq->children.empty()) || llvm::isa<Null>(node);
}

namespace {

/// The peer to which the node brings control, if it is a step of the kind.
template <typename... Kinds>
const Operand* peerOf(const Node* node) {
  const auto* step = llvm::dyn_cast_if_present<Step>(node);
  return step && llvm::isa<Kinds...>(step->step) ? &step->step->at->peer : nullptr;
}

bool isAt(const Operand* peer, const Hop& hop) {
  return peer && *peer == hop.peer;
}

} // namespace

/// hop p, call p  →  call p. But a step with an operand that can fail before control comes to it
/// keeps its hop; and so does a wait, unless control surely is there.
bool Maker::isSuperfluous(const Node& node, const Node* before, const Node& after) const {
  const auto* hop = llvm::dyn_cast<Hop>(&node);
  if (!hop || hop->isCollection) return false;
  if (isAt(peerOf<flow::Wait>(&after), *hop)) return isAt(peerOf<flow::Wait>(before), *hop);
  if (!isAt(peerOf<flow::Call, flow::Canon>(&after), *hop)) return false;
  bool canFail = false;
  flow::forEachOperand(*llvm::cast<Step>(after).step,
                       [&](const Operand& operand) { canFail |= flow::canFail(operand, vars_); });
  return !canFail;
}

const Node* Maker::seq(Loc loc, llvm::ArrayRef<const Node*> nodes) {
  llvm::SmallVector<const Node*, 8> flat;
  for (const Node* node : nodes) {
    if (const auto* inner = llvm::dyn_cast<Seq>(node))
      flat.append(inner->children.begin(), inner->children.end());
    else if (!llvm::isa<Null>(node))
      flat.push_back(node);
  }
  for (size_t i = flat.size(); i-- > 1;)
    if (isSuperfluous(*flat[i - 1], i > 1 ? flat[i - 2] : nullptr, *flat[i]))
      flat.erase(flat.begin() + static_cast<std::ptrdiff_t>(i) - 1);
  if (flat.size() == 1) return flat.front();
  auto* made = make<Seq>(loc);
  made->children = copy(llvm::ArrayRef(flat));
  return made;
}

const Node* Maker::hops(const Way* way, Loc loc) {
  llvm::SmallVector<const Node*, 4> nodes;
  for (const Stop& stop : way->stops) {
    auto* hop = make<Hop>(loc);
    hop->peer = paths_.operand(stop.peer);
    hop->isCollection = stop.isCollection;
    hop->isReversed = stop.isReversed;
    nodes.push_back(hop);
  }
  return seq(loc, nodes);
}

const Node* Maker::hopTo(const Path* path, Loc loc) {
  auto* hop = make<Hop>(loc);
  hop->peer = paths_.operand(path->peer);
  hop->at = path->location;
  return hop;
}

const Node* Maker::step(const flow::Node& step, const Path* at) {
  auto* made = make<Step>(step.loc);
  made->step = &step;
  made->at = at->location;
  return made;
}

Par* Maker::detached(const Node* branch, Loc loc) {
  auto* par = make<Par>(loc);
  const Node* const branches[] = {branch, make<Null>(loc)};
  par->branches = copy(llvm::ArrayRef(branches));
  par->isDetached = true;
  return par;
}

const Node* Maker::wrapper(const Node* body, llvm::ArrayRef<const Node*> way, Loc loc) {
  llvm::SmallVector<const Node*, 6> right(way);
  right.push_back(make<Rethrow>(loc));
  auto* made = make<Xor>(loc);
  made->left = body;
  made->right = seq(loc, right);
  made->isWrapper = true;
  return made;
}

// --------------------------------------------------------------------------------------- Equality

namespace {

bool areSame(llvm::ArrayRef<const Node*> a, llvm::ArrayRef<const Node*> b) {
  return llvm::equal(a, b, isSameCode);
}

bool isSame(const Seq& a, const Seq& b) {
  return areSame(a.children, b.children);
}
bool isSame(const Par& a, const Par& b) {
  return a.carriers == b.carriers && a.errorsAt == b.errorsAt && areSame(a.branches, b.branches);
}
bool isSame(const Xor& a, const Xor& b) {
  return isSameCode(a.left, b.left) && isSameCode(a.right, b.right);
}
/// Both come from one flow node, so their conditions are equal.
template <typename T>
bool areSameAlternatives(const T& a, const T& b) {
  return isSameCode(a.thenBranch, b.thenBranch) && isSameCode(a.elseBranch, b.elseBranch);
}
bool isSame(const If& a, const If& b) {
  return areSameAlternatives(a, b);
}
bool isSame(const Choice& a, const Choice& b) {
  return areSameAlternatives(a, b);
}
bool isSame(const For& a, const For& b) {
  return a.item == b.item && isSameCode(a.body, b.body) && isSameCode(a.exit, b.exit);
}
bool isSame(const Once& a, const Once& b) {
  return a.iterable == b.iterable && isSameCode(a.body, b.body);
}
bool isSame(const New& a, const New& b) {
  return a.variable == b.variable && isSameCode(a.body, b.body);
}
bool isSame(const Step& a, const Step& b) {
  return a.step == b.step;
}
bool isSame(const Hop& a, const Hop& b) {
  return a.peer == b.peer && a.isCollection == b.isCollection && a.isReversed == b.isReversed;
}
template <NodeKind K>
bool isSame(const NodeOf<K>& /*a*/, const NodeOf<K>& /*b*/) {
  return true; // Reset, Rethrow, Null, Never
}

} // namespace

bool isSameCode(const Node* a, const Node* b) {
  if (a == b) return true;
  if (a->kind() != b->kind()) return false;
  switch (a->kind()) {
#define AQUA_ROUTE(Kind)                                                                           \
  case NodeKind::Kind: return isSame(llvm::cast<Kind>(*a), llvm::cast<Kind>(*b));
#include "RouteNodes.def"
  }
  llvm_unreachable("unknown kind of node");
}

} // namespace aqua::route
