// What a node reads and writes, and whether it can fail (spec/03 §14.3.4, spec/04 §9.2).

#include "Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::flow {

void forEachOperand(const Node& node, llvm::function_ref<void(const Operand&)> visit) {
  const auto visitCondition = [&](const Condition& condition) {
    visit(condition.left);
    visit(condition.right);
  };
  switch (node.kind()) {
  case NodeKind::If: visitCondition(llvm::cast<If>(node).condition); return;
  case NodeKind::Choice: visitCondition(llvm::cast<Choice>(node).condition); return;
  case NodeKind::For: visit(llvm::cast<For>(node).iterable); return;
  case NodeKind::Call: {
    const auto& call = llvm::cast<Call>(node);
    visit(call.service);
    for (const Operand& argument : call.arguments)
      visit(argument);
    return;
  }
  case NodeKind::Gate: visit(llvm::cast<Gate>(node).size); return;
  case NodeKind::Ap: visit(llvm::cast<Ap>(node).value); return;
  case NodeKind::Push: visit(llvm::cast<Push>(node).value); return;
  case NodeKind::Insert:
    visit(llvm::cast<Insert>(node).key);
    visit(llvm::cast<Insert>(node).value);
    return;
  case NodeKind::Seq:
  case NodeKind::Par:
  case NodeKind::Co:
  case NodeKind::Try:
  case NodeKind::Traced:
  case NodeKind::New:
  case NodeKind::Canon:
  case NodeKind::Wait: return;
  }
}

void forEachVariable(const Operand& operand, llvm::function_ref<void(VarId)> visit) {
  if (operand.isVariable()) visit(operand.variable);
  for (const Accessor& accessor : operand.lens)
    if (accessor.kind == Accessor::Kind::Variable) visit(accessor.variable);
}

void forEachVariable(const Location& place, llvm::function_ref<void(VarId)> visit) {
  for (const Location* at = &place; at; at = at->outer) {
    forEachVariable(at->peer, visit);
    for (const Via& via : at->via)
      forEachVariable(via.peer, visit);
  }
}

void forEachRead(const Node& node, llvm::function_ref<void(VarId)> visit) {
  if (const auto* canon = llvm::dyn_cast<Canon>(&node)) visit(canon->source);
  if (const auto* gate = llvm::dyn_cast<Gate>(&node)) visit(gate->stream);
  if (const auto* wait = llvm::dyn_cast<Wait>(&node)) visit(wait->variable);
  forEachOperand(node, [&](const Operand& operand) { forEachVariable(operand, visit); });
}

const VarId* written(const Node& node) {
  switch (node.kind()) {
  case NodeKind::Call: {
    const auto& call = llvm::cast<Call>(node);
    return call.hasOutput ? &call.output : nullptr;
  }
  case NodeKind::Canon: return &llvm::cast<Canon>(node).target;
  case NodeKind::Gate: return &llvm::cast<Gate>(node).target;
  case NodeKind::Ap: return &llvm::cast<Ap>(node).target;
  case NodeKind::Push: return &llvm::cast<Push>(node).stream;
  case NodeKind::Insert: return &llvm::cast<Insert>(node).map;
  case NodeKind::Seq:
  case NodeKind::Par:
  case NodeKind::Co:
  case NodeKind::Try:
  case NodeKind::Traced:
  case NodeKind::If:
  case NodeKind::Choice:
  case NodeKind::For:
  case NodeKind::New:
  case NodeKind::Wait: return nullptr;
  }
  llvm_unreachable("unknown kind of node");
}

bool canFail(const Operand& operand, llvm::ArrayRef<Var> vars) {
  if (operand.kind == Operand::Kind::Error) {
    // Always there: message and error_code (spec/02 §10.4).
    const bool isSafe = operand.lens.size() == 1 && (operand.lens[0].field == "message" ||
                                                     operand.lens[0].field == "error_code");
    return !operand.lens.empty() && !isSafe;
  }
  if (!operand.isVariable()) return false;
  const VarKind kind = vars[operand.variable.value].kind;
  const bool isFrozen = kind == VarKind::Canon || kind == VarKind::CanonMap;
  if (operand.length) return !isFrozen;
  // A canon map gives an empty array for a missing key (spec/04 §8.3).
  if (kind == VarKind::CanonMap) return operand.lens.size() > 1;
  return !operand.lens.empty();
}

bool canFail(const Node& node, llvm::ArrayRef<Var> vars) {
  bool ownFails = false;
  forEachOperand(node, [&](const Operand& operand) { ownFails |= canFail(operand, vars); });
  if (ownFails) return true;
  const auto childFails = [&](const Node* child) { return canFail(*child, vars); };
  switch (node.kind()) {
  case NodeKind::Call: return true;
  case NodeKind::Try: return childFails(llvm::cast<Try>(node).handlers.back());
  case NodeKind::Par: return llvm::all_of(llvm::cast<Par>(node).branches, childFails);
  case NodeKind::For: {
    const auto& loop = llvm::cast<For>(node);
    return loop.mode == ForMode::Seq && childFails(loop.body);
  }
  case NodeKind::Co: return false;
  case NodeKind::Seq:
  case NodeKind::Traced:
  case NodeKind::If:
  case NodeKind::Choice:
  case NodeKind::New: return llvm::any_of(children(node), childFails);
  case NodeKind::Canon:
  case NodeKind::Gate:
  case NodeKind::Wait:
  case NodeKind::Ap:
  case NodeKind::Push:
  case NodeKind::Insert: return false;
  }
  llvm_unreachable("unknown kind of node");
}

bool isNothing(const Node& node) {
  const auto* seq = llvm::dyn_cast<Seq>(&node);
  return seq && seq->children.empty();
}

} // namespace aqua::flow
