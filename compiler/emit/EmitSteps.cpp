// The leaves of the routed tree: calls, gates, copies.

#include "Emitter.h"

namespace aqua::emit {

Air Emitter::emitStep(const route::Step& node) {
  const flow::Node& step = *node.step;
  switch (step.kind()) {
  case flow::NodeKind::Call: return emitCall(llvm::cast<flow::Call>(step), *node.at);
  case flow::NodeKind::Gate: return emitGate(llvm::cast<flow::Gate>(step), *node.at);
  case flow::NodeKind::Canon: {
    const auto& canon = llvm::cast<flow::Canon>(step);
    const air::Variable source = variable(canon.source);
    return mark(air_.canon(operand(node.at->peer), source, variable(canon.target)));
  }
  case flow::NodeKind::Wait: {
    const flow::VarId waited = llvm::cast<flow::Wait>(step).variable;
    const air::Operand value = air::ScriptBuilder::variable(variable(waited));
    return mark(air_.ap(value, freshVariable(air::VariableKind::Scalar, "w")));
  }
  case flow::NodeKind::Ap: {
    const auto& ap = llvm::cast<flow::Ap>(step);
    const air::Operand value = operand(ap.value);
    return mark(air_.ap(value, variable(ap.target)));
  }
  case flow::NodeKind::Push: {
    const auto& push = llvm::cast<flow::Push>(step);
    const air::Operand value = operand(push.value);
    return mark(air_.ap(value, variable(push.stream)));
  }
  case flow::NodeKind::Insert: {
    const auto& insert = llvm::cast<flow::Insert>(step);
    const air::Operand key = operand(insert.key);
    const air::Operand value = operand(insert.value);
    return mark(air_.apMap(key, value, variable(insert.map)));
  }
  case flow::NodeKind::Seq:
  case flow::NodeKind::Par:
  case flow::NodeKind::Co:
  case flow::NodeKind::Try:
  case flow::NodeKind::If:
  case flow::NodeKind::Choice:
  case flow::NodeKind::For:
  case flow::NodeKind::New: break;
  }
  llvm_unreachable("only leaves are steps");
}

Air Emitter::emitCall(const flow::Call& call, const route::Location& at) {
  const air::Operand peer = operand(at.peer);
  const air::Operand service = operand(call.service);
  llvm::SmallVector<air::Operand, 4> arguments;
  for (const flow::Operand& argument : call.arguments)
    arguments.push_back(operand(argument));
  if (!call.hasOutput)
    return mark(air_.call(peer, service, air_.string(call.function), arguments, nullptr));
  const air::Variable output = variable(call.output);
  return mark(air_.call(peer, service, air_.string(call.function), arguments, &output));
}

// Visits the elements as they arrive; each visit copies one to a private stream and looks, on the
// gate's peer, whether they are enough. `never` keeps the fold open until they are (spec/03 §5.3).
Air Emitter::emitGate(const flow::Gate& gate, const route::Location& at) {
  if (gate.size.kind == flow::Operand::Kind::Number && gate.size.text == "1")
    return emitFirstGate(gate, at);
  const air::Operand peer = operand(at.peer);
  const air::Variable stream = variable(gate.stream);
  const air::Variable copy = freshVariable(air::VariableKind::Stream, "seen");
  const air::Variable item = freshVariable(air::VariableKind::Scalar, "item");
  const air::Variable count = freshVariable(air::VariableKind::Canon, "count");
  air::Lens length;
  length.length = true;
  const Air enough = mark(air_.match(air::ScriptBuilder::variable(count, length),
                                     operand(gate.size), mark(air_.null())));
  const Air more = mark(air_.xor_(enough, mark(air_.next(item.name))));
  const Air look = mark(air_.seq(mark(air_.canon(peer, copy, count)), more));
  const Air visit = mark(air_.seq(mark(air_.ap(air::ScriptBuilder::variable(item), copy)), look));
  const Air fold =
      mark(air_.fold(air::ScriptBuilder::variable(stream), item.name, visit, mark(air_.never())));
  const Air take = mark(air_.canon(peer, copy, variable(gate.target)));
  return mark(air_.new_(copy, mark(air_.seq(fold, take))));
}

// One element is enough: the first visit is the answer.
Air Emitter::emitFirstGate(const flow::Gate& gate, const route::Location& at) {
  const air::Variable stream = variable(gate.stream);
  const air::Variable copy = freshVariable(air::VariableKind::Stream, "seen");
  const air::Variable item = freshVariable(air::VariableKind::Scalar, "item");
  const Air visit = mark(air_.ap(air::ScriptBuilder::variable(item), copy));
  const Air fold = mark(air_.fold(air::ScriptBuilder::variable(stream), item.name, visit, nullptr));
  const Air take = mark(air_.canon(operand(at.peer), copy, variable(gate.target)));
  return mark(air_.new_(copy, mark(air_.seq(fold, take))));
}

namespace {

bool cannotFail(const flow::Operand& operand) {
  return operand.lens.empty() && !operand.length;
}

bool cannotFail(const route::Step& node) {
  const flow::Node& step = *node.step;
  if (const auto* ap = llvm::dyn_cast<flow::Ap>(&step)) return cannotFail(ap->value);
  if (const auto* push = llvm::dyn_cast<flow::Push>(&step)) return cannotFail(push->value);
  if (llvm::isa<flow::Canon>(step)) return cannotFail(node.at->peer);
  return llvm::isa<flow::Wait>(step);
}

} // namespace

bool cannotFail(const route::Node& node) {
  switch (node.kind()) {
  case route::NodeKind::Step: return cannotFail(llvm::cast<route::Step>(node));
  case route::NodeKind::Seq:
    return llvm::all_of(llvm::cast<route::Seq>(node).children,
                        [](const route::Node* child) { return cannotFail(*child); });
  case route::NodeKind::New: return cannotFail(*llvm::cast<route::New>(node).body);
  case route::NodeKind::Hop: {
    const auto& hop = llvm::cast<route::Hop>(node);
    return !hop.isCollection && cannotFail(hop.peer);
  }
  case route::NodeKind::Null:
  case route::NodeKind::Reset: return true;
  case route::NodeKind::Par:
  case route::NodeKind::Xor:
  case route::NodeKind::If:
  case route::NodeKind::Choice:
  case route::NodeKind::For:
  case route::NodeKind::Once:
  case route::NodeKind::Rethrow:
  case route::NodeKind::Never: return false;
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace aqua::emit
