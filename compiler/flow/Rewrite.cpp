// Copies of nodes with other children or other variables.

#include "Rewrite.h"

#include "llvm/ADT/STLExtras.h"

#include "Mentions.h"

namespace aqua::flow {

namespace {

using Visit = llvm::function_ref<const Node*(const Node&)>;

/// Visits the nodes; true if one of them is another one afterwards.
bool visitAll(llvm::ArrayRef<const Node*> nodes, Visit visit,
              llvm::SmallVectorImpl<const Node*>& result) {
  bool isChanged = false;
  for (const Node* node : nodes) {
    result.push_back(visit(*node));
    isChanged |= result.back() != node;
  }
  return isChanged;
}

/// For nodes with one or two children.
template <typename T, typename... Child>
const Node* withFields(ProcessBuilder& builder, const T& node, Visit visit, Child... child) {
  const Node* const children[] = {visit(*(node.*child))...};
  const Node* const before[] = {node.*child...};
  if (llvm::ArrayRef(children) == llvm::ArrayRef(before)) return &node;
  T* copy = copyOf(builder, node);
  size_t i = 0;
  ((copy->*child = children[i++]), ...);
  return copy;
}

} // namespace

const Node* withChildren(ProcessBuilder& builder, const Node& node, Visit visit) {
  switch (node.kind()) {
  case NodeKind::Seq: {
    llvm::SmallVector<const Node*, 8> children;
    if (!visitAll(llvm::cast<Seq>(node).children, visit, children)) return &node;
    return builder.seq(node.at, node.loc, children);
  }
  case NodeKind::Par: {
    llvm::SmallVector<const Node*, 4> branches;
    if (!visitAll(llvm::cast<Par>(node).branches, visit, branches)) return &node;
    Par* copy = copyOf(builder, llvm::cast<Par>(node));
    copy->branches = builder.copy(llvm::ArrayRef(branches));
    return copy;
  }
  case NodeKind::Try: {
    const auto& guarded = llvm::cast<Try>(node);
    const Node* body = visit(*guarded.body);
    llvm::SmallVector<const Node*, 2> handlers;
    if (!visitAll(guarded.handlers, visit, handlers) && body == guarded.body) return &node;
    Try* copy = copyOf(builder, guarded);
    copy->body = body;
    copy->handlers = builder.copy(llvm::ArrayRef(handlers));
    return copy;
  }
  case NodeKind::Co: return withFields(builder, llvm::cast<Co>(node), visit, &Co::body);
  case NodeKind::Traced: return withFields(builder, llvm::cast<Traced>(node), visit, &Traced::body);
  case NodeKind::If:
    return withFields(builder, llvm::cast<If>(node), visit, &If::thenBranch, &If::elseBranch);
  case NodeKind::Choice:
    return withFields(builder, llvm::cast<Choice>(node), visit, &Choice::thenBranch,
                      &Choice::elseBranch);
  case NodeKind::For: return withFields(builder, llvm::cast<For>(node), visit, &For::body);
  case NodeKind::New: return withFields(builder, llvm::cast<New>(node), visit, &New::body);
  case NodeKind::Call:
  case NodeKind::Canon:
  case NodeKind::Gate:
  case NodeKind::Wait:
  case NodeKind::Ap:
  case NodeKind::Push:
  case NodeKind::Insert: return &node;
  }
  llvm_unreachable("unknown kind of node");
}

// --------------------------------------------------------------------------------------- Renaming

Operand Renaming::operand(const Operand& operand) const {
  Operand result = operand;
  if (operand.isVariable()) result.variable = variable(operand.variable);
  const auto isRenamed = [&](const Accessor& accessor) {
    return accessor.kind == Accessor::Kind::Variable && names_.contains(accessor.variable.value);
  };
  if (llvm::none_of(operand.lens, isRenamed)) return result;
  llvm::SmallVector<Accessor, 4> lens(operand.lens.begin(), operand.lens.end());
  for (Accessor& accessor : lens)
    if (isRenamed(accessor)) accessor.variable = variable(accessor.variable);
  result.lens = builder_.copy(llvm::ArrayRef(lens));
  return result;
}

const Location* Renaming::place(const Location* place) {
  if (const auto known = places_.find(place); known != places_.end()) return known->second;
  const Location* outer = this->place(place->outer);
  const Operand peer = operand(place->peer);
  llvm::SmallVector<Via, 2> via(place->via.begin(), place->via.end());
  for (Via& relay : via)
    relay.peer = operand(relay.peer);
  const bool isSame =
      outer == place->outer && peer == place->peer && llvm::ArrayRef(via) == place->via;
  if (isSame) builder_.intern(place);
  return places_[place] = isSame ? place : builder_.location(outer, peer, via);
}

const Node* Renaming::node(const Node& node) {
  const Location* const at = place(node.at);
  bool isChanged = at != node.at;
  forEachRead(node, [&](VarId id) { isChanged |= names_.contains(id.value); });
  if (!isChanged) return &node;
  const auto renamed = [&](const auto& original, auto... member) {
    auto* copy = copyOf(builder_, original);
    copy->at = at;
    ((copy->*member = operand(original.*member)), ...);
    return copy;
  };
  const auto decided = [&](const auto& original) {
    auto* copy = renamed(original);
    copy->condition.left = operand(original.condition.left);
    copy->condition.right = operand(original.condition.right);
    return copy;
  };
  switch (node.kind()) {
  case NodeKind::Seq: return renamed(llvm::cast<Seq>(node));
  case NodeKind::Par: return renamed(llvm::cast<Par>(node));
  case NodeKind::Co: return renamed(llvm::cast<Co>(node));
  case NodeKind::Try: return renamed(llvm::cast<Try>(node));
  case NodeKind::Traced: return renamed(llvm::cast<Traced>(node));
  case NodeKind::New: return renamed(llvm::cast<New>(node));
  case NodeKind::Canon: return renamed(llvm::cast<Canon>(node));
  case NodeKind::If: return decided(llvm::cast<If>(node));
  case NodeKind::Choice: return decided(llvm::cast<Choice>(node));
  case NodeKind::For: return renamed(llvm::cast<For>(node), &For::iterable);
  case NodeKind::Gate: return renamed(llvm::cast<Gate>(node), &Gate::size);
  case NodeKind::Ap: return renamed(llvm::cast<Ap>(node), &Ap::value);
  case NodeKind::Push: return renamed(llvm::cast<Push>(node), &Push::value);
  case NodeKind::Insert: return renamed(llvm::cast<Insert>(node), &Insert::key, &Insert::value);
  case NodeKind::Wait: {
    auto* wait = renamed(llvm::cast<Wait>(node));
    wait->variable = variable(wait->variable);
    return wait;
  }
  case NodeKind::Call: {
    auto* call = renamed(llvm::cast<Call>(node), &Call::service);
    llvm::SmallVector<Operand, 4> arguments;
    for (const Operand& argument : call->arguments)
      arguments.push_back(operand(argument));
    call->arguments = builder_.copy(llvm::ArrayRef(arguments));
    return call;
  }
  }
  llvm_unreachable("unknown kind of node");
}

} // namespace aqua::flow
