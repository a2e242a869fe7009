// One walk over the flow tree that numbers its nodes and collects facts about them.

#include "Outline.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"

#include "flow/Mentions.h"
#include "support/Check.h"

namespace aqua::route {

using flow::ForMode;

namespace {

bool isParallel(ForMode mode) {
  switch (mode) {
  case ForMode::Par:
  case ForMode::Rec:
  case ForMode::ParSeq: return true;
  case ForMode::Seq:
  case ForMode::Try: return false;
  }
  llvm_unreachable("unknown mode of loop");
}

/// What is defined in a child of these nodes is not visible after it.
bool scopesChildren(const flow::Node& node) {
  return llvm::isa<flow::If, flow::Try, flow::For>(node);
}

bool hasIn(llvm::ArrayRef<NodeIndex> sorted, NodeIndex begin, NodeIndex end) {
  const auto* const found = llvm::lower_bound(sorted, begin);
  return found != sorted.end() && *found < end;
}

} // namespace

support::Children<flow::Node> branches(const flow::Node& node) {
  const auto* loop = llvm::dyn_cast<flow::For>(&node);
  const bool isSplit = loop ? isParallel(loop->mode) : llvm::isa<flow::Par, flow::Co>(node);
  return isSplit ? flow::children(node) : support::Children<flow::Node>();
}

Outline::Outline(const flow::Process& process, PathTable& paths)
    : process_(process), paths_(paths), vars_(process.vars.size()) {
  visit(*process.body, noNode, noNode, 0);
  for (VarFacts& facts : vars_) {
    if (facts.writes.empty()) continue;
    const Entry& first = entries_[facts.writes.front()];
    facts.scopeEnd = llvm::isa<flow::For>(first.node) ? first.end : entries_[first.scope].end;
  }
  findHomes();
  for (NodeIndex self = size(); self-- > 0;)
    noteFailures(self);
  numberSteps();
}

void Outline::visit(const flow::Node& node, NodeIndex parent, NodeIndex branch, NodeIndex scope) {
  const NodeIndex self = size();
  const bool isNew = indexes_.try_emplace(&node, self).second;
  AQUA_CHECK(isNew, "each node stands in one place of the flow tree");
  entries_.push_back({&node, parent, 0, branch, scope, 0, false});
  paths_.of(node);
  noteVariables(node, self);
  const bool makesBranches = !branches(node).empty();
  for (const flow::Node* child : flow::children(node)) {
    const NodeIndex next = size();
    visit(*child, self, makesBranches ? next : branch, scopesChildren(node) ? next : scope);
  }
  entries_[self].end = size();
}

bool Outline::hasOwnPlace(NodeIndex node) const {
  const flow::Node& self = *entries_[node].node;
  if (flow::isForcing(self)) return true;
  if (!llvm::isa<flow::Par, flow::Co, flow::Try, flow::If, flow::Choice, flow::For>(self))
    return false;
  NodeIndex parent = entries_[node].parent;
  while (parent != noNode && llvm::isa<flow::Seq, flow::New>(entries_[parent].node))
    parent = entries_[parent].parent;
  return parent == noNode || entries_[parent].node->at != self.at;
}

void Outline::noteVariables(const flow::Node& node, NodeIndex self) {
  const auto note = [self](std::vector<NodeIndex>& list) {
    if (list.empty() || list.back() != self) list.push_back(self);
  };
  if (const VarId* target = flow::written(node)) note(vars_[target->value].writes);
  if (const auto* loop = llvm::dyn_cast<flow::For>(&node)) note(vars_[loop->item.value].writes);
  if (const auto* scope = llvm::dyn_cast<flow::New>(&node))
    vars_[scope->variable.value].declaration = self;
  flow::forEachRead(node, [&](VarId id) { note(vars_[id.value].reads); });
  if (hasOwnPlace(self))
    for (const VarId id : paths_.of(node)->variables)
      note(vars_[id.value].reads);
}

void Outline::findHomes() {
  for (const Entry& entry : entries_) {
    const auto* loop = llvm::dyn_cast<flow::For>(entry.node);
    if (!loop || loop->mode != ForMode::Rec) continue;
    VarFacts& stream = vars_[loop->iterable.variable.value];
    const Path* wish = paths_.of(*loop);
    const bool isUsable =
        isKnownAt(wish, stream.declaration) && (!stream.home || stream.home == wish);
    stream.home = isUsable ? wish : paths_.of(*entries_[stream.declaration].node);
  }
}

const Path* Outline::homeOf(const flow::Node& writer) const {
  const VarId* target = flow::written(writer);
  return target ? vars_[target->value].home : nullptr;
}

void Outline::noteFailures(NodeIndex self) {
  Entry& entry = entries_[self];
  const flow::Node& node = *entry.node;
  const bool failsItself = failsOnReaching(node) || llvm::isa<flow::Call>(node);
  entry.fallibleSteps = failsItself ? 1 : 0;
  if (failsItself) lastFallible_ = std::max(lastFallible_, self);
  const auto children = flow::children(node);
  const auto canFail = [&](const flow::Node* child) { return this->entry(*child).canFail; };
  for (const flow::Node* child : children)
    entry.fallibleSteps += this->entry(*child).fallibleSteps;

  switch (node.kind()) {
  case flow::NodeKind::Co: entry.canFail = false; return;
  case flow::NodeKind::Par: entry.canFail = llvm::all_of(children, canFail); return;
  case flow::NodeKind::Try:
    entry.canFail = canFail(children.front()) && canFail(children.back());
    return;
  case flow::NodeKind::For: {
    // An iterable that can fail is evaluated before the loop.
    const bool isSeq = llvm::cast<flow::For>(node).mode == ForMode::Seq;
    entry.canFail = failsItself || (isSeq && canFail(children.front()));
    return;
  }
  case flow::NodeKind::Seq:
  case flow::NodeKind::Traced:
  case flow::NodeKind::If:
  case flow::NodeKind::Choice:
  case flow::NodeKind::New: entry.canFail = llvm::any_of(children, canFail); return;
  case flow::NodeKind::Call:
  case flow::NodeKind::Canon:
  case flow::NodeKind::Gate:
  case flow::NodeKind::Wait:
  case flow::NodeKind::Ap:
  case flow::NodeKind::Push:
  case flow::NodeKind::Insert: entry.canFail = failsItself; return;
  }
}

void Outline::numberSteps() {
  std::vector<PeerId> peers;
  const auto add = [&](NodeIndex self, const Path* path) {
    steps_.push_back(self);
    peers.push_back(path->peer);
  };
  for (NodeIndex self = 0; self < size(); ++self) {
    const flow::Node& node = *entries_[self].node;
    const auto* loop = llvm::dyn_cast<flow::For>(&node);
    if (flow::isForcing(node)) add(self, paths_.of(node));
    if (loop && loop->mode == ForMode::Rec) add(self, homeOf(loop->iterable.variable));
    if (const Path* home = homeOf(node)) add(self, home);
  }
  nextElsewhere_.assign(steps_.size(), steps_.size());
  for (size_t i = steps_.size(); i-- > 1;)
    nextElsewhere_[i - 1] = peers[i] == peers[i - 1] ? nextElsewhere_[i] : i;
  stepPeers_ = std::move(peers);
}

bool Outline::areAllAt(NodeIndex begin, NodeIndex end, PeerId peer) const {
  const size_t first = static_cast<size_t>(llvm::lower_bound(steps_, begin) - steps_.begin());
  const auto isBehind = [&](size_t step) { return step == steps_.size() || steps_[step] >= end; };
  return isBehind(first) || (stepPeers_[first] == peer && isBehind(nextElsewhere_[first]));
}

bool Outline::isStream(VarId id) const {
  const flow::VarKind kind = process_.vars[id.value].kind;
  return kind == flow::VarKind::Stream || kind == flow::VarKind::StreamMap;
}

bool Outline::contains(NodeIndex outer, VarId definedInside) const {
  return hasIn(facts(definedInside).writes, outer, entries_[outer].end);
}

NodeIndex Outline::childTowards(NodeIndex ancestor, NodeIndex inner) const {
  while (entries_[inner].parent != ancestor)
    inner = entries_[inner].parent;
  return inner;
}

bool Outline::isKnownAt(const Path* path, NodeIndex node) const {
  return llvm::all_of(path->variables, [&](VarId id) {
    const VarFacts& var = facts(id);
    return !var.writes.empty() && var.writes.front() < node && node < var.scopeEnd;
  });
}

bool Outline::isKnownAtEnd(const Path* path, NodeIndex branch) const {
  return llvm::all_of(path->variables, [&](VarId id) {
    const VarFacts& var = facts(id);
    return contains(branch, id) ||
           (!var.writes.empty() && var.writes.front() < branch && branch < var.scopeEnd);
  });
}

bool Outline::isMentionedInPlace(NodeIndex node, VarId id) const {
  const flow::Node& self = *entries_[node].node;
  bool isMentioned = hasOwnPlace(node) && llvm::is_contained(paths_.of(self)->variables, id);
  if (const auto* call = llvm::dyn_cast<flow::Call>(&self))
    flow::forEachVariable(call->service, [&](VarId used) { isMentioned |= used == id; });
  return isMentioned;
}

bool Outline::isRead(NodeIndex node, VarId id) const {
  return hasIn(facts(id).reads, node, node + 1);
}

bool Outline::failsOnReaching(const flow::Node& node) const {
  bool fails = false;
  flow::forEachOperand(
      node, [&](const Operand& operand) { fails |= flow::canFail(operand, process_.vars); });
  return fails;
}

bool Outline::isPending(VarId id, NodeIndex node) const {
  const VarFacts& var = facts(id);
  if (var.writes.empty()) return false;
  const NodeIndex branch = entries_[var.writes.front()].branch;
  return branch != noNode && !contains(branch, node);
}

bool Outline::canFailLater(NodeIndex index) const {
  if (lastFallible_ >= entries_[index].end) return true;
  for (NodeIndex up = index; up != noNode; up = entries_[up].parent)
    if (llvm::isa<flow::For>(entries_[up].node) && entries_[up].fallibleSteps > 0) return true;
  return false;
}

} // namespace aqua::route
