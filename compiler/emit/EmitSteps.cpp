// Spelling of steps and operands:
//   hop p               →  (canon p $h #h)
//   wait x              →  (ap x x-2)
//   gate $s of 1 -> #g  →  (new $g (seq (fold $s i (ap i $g)) (canon here $g #g)))

#include "llvm/ADT/STLExtras.h"

#include "Emitter.h"

namespace aqua::emit {

namespace {

air::VariableKind kindOf(flow::VarKind kind) {
  switch (kind) {
  case flow::VarKind::Scalar:
  case flow::VarKind::Item: return air::VariableKind::Scalar;
  case flow::VarKind::Stream: return air::VariableKind::Stream;
  case flow::VarKind::StreamMap: return air::VariableKind::StreamMap;
  case flow::VarKind::Canon: return air::VariableKind::Canon;
  case flow::VarKind::CanonMap: return air::VariableKind::CanonMap;
  }
  llvm_unreachable("unknown kind of variable");
}

/// AquaVM reads floats of at most 11 characters; zeros at the end of a fraction mean nothing
/// (spec/02 §7.1).
llvm::StringRef shortened(llvm::StringRef number) {
  constexpr size_t limit = 11;
  while (number.size() > limit && number.ends_with("0") && !number.ends_with(".0"))
    number = number.drop_back();
  return number;
}

} // namespace

// --------------------------------------------------------------------------------------- Operands

air::Variable Emitter::variable(flow::VarId id) {
  return build_.variable(kindOf(process_.vars[id.value].kind), names_.of(id));
}

air::Variable Emitter::fresh(flow::VarKind kind, llvm::StringRef hint) {
  return build_.variable(kindOf(kind), names_.fresh(kind, hint));
}

air::NameId Emitter::freshIterator(llvm::StringRef hint) {
  return build_.name(names_.fresh(flow::VarKind::Item, hint));
}

air::Lens Emitter::lens(const flow::Operand& operand) {
  llvm::SmallVector<air::Accessor, 4> accessors;
  for (const flow::Accessor& step : operand.lens) {
    air::Accessor accessor;
    switch (step.kind) {
    case flow::Accessor::Kind::Field:
      accessor.kind = air::Accessor::Kind::Field;
      accessor.field = step.field;
      break;
    case flow::Accessor::Kind::Index:
      accessor.kind = air::Accessor::Kind::Index;
      accessor.index = step.index;
      break;
    case flow::Accessor::Kind::Variable:
      accessor.kind = air::Accessor::Kind::Variable;
      accessor.variable = build_.name(names_.of(step.variable));
      break;
    }
    accessors.push_back(accessor);
  }
  air::Lens result = build_.lens(accessors);
  result.length = operand.length;
  return result;
}

air::Operand Emitter::number(llvm::StringRef text) {
  int64_t integer = 0;
  if (!text.getAsInteger(10, integer)) return air::ScriptBuilder::integer(integer);
  const llvm::StringRef written = shortened(text);
  double value = 0;
  (void)written.getAsDouble(value);
  return build_.number(value, written);
}

air::Operand Emitter::operand(const flow::Operand& operand) {
  using Kind = flow::Operand::Kind;
  switch (operand.kind) {
  case Kind::String: return build_.string(operand.text);
  case Kind::Number: return number(operand.text);
  case Kind::Boolean: return air::ScriptBuilder::boolean(operand.text == "true");
  case Kind::EmptyArray: return air::ScriptBuilder::constant(air::Operand::Kind::EmptyArray);
  case Kind::InitPeer: return air::ScriptBuilder::constant(air::Operand::Kind::InitPeer);
  case Kind::Ttl: return air::ScriptBuilder::constant(air::Operand::Kind::Ttl);
  case Kind::Timestamp: return air::ScriptBuilder::constant(air::Operand::Kind::Timestamp);
  case Kind::Error: {
    air::Operand error = air::ScriptBuilder::constant(air::Operand::Kind::Error);
    error.lens = lens(operand);
    return error;
  }
  case Kind::Variable:
    return air::ScriptBuilder::variable(variable(operand.variable), lens(operand));
  }
  llvm_unreachable("unknown kind of operand");
}

// ------------------------------------------------------------------------------------------ Steps

const Instruction* Emitter::emitNode(const route::Step& step) {
  const flow::Node& node = *step.step;
  switch (node.kind()) {
  case flow::NodeKind::Call: return call(llvm::cast<flow::Call>(node));
  case flow::NodeKind::Canon: {
    const auto& canon = llvm::cast<flow::Canon>(node);
    const air::Operand peer = operand(canon.at->peer);
    const air::Variable source = variable(canon.source);
    return mark(build_.canon(peer, source, variable(canon.target)), node.loc);
  }
  case flow::NodeKind::Gate: return gate(llvm::cast<flow::Gate>(node));
  case flow::NodeKind::Wait: return wait(llvm::cast<flow::Wait>(node));
  case flow::NodeKind::Ap: {
    const air::Operand value = operand(llvm::cast<flow::Ap>(node).value);
    return mark(build_.ap(value, variable(llvm::cast<flow::Ap>(node).target)), node.loc);
  }
  case flow::NodeKind::Push: {
    const air::Operand value = operand(llvm::cast<flow::Push>(node).value);
    return mark(build_.ap(value, variable(llvm::cast<flow::Push>(node).stream)), node.loc);
  }
  case flow::NodeKind::Insert: {
    const auto& insert = llvm::cast<flow::Insert>(node);
    const air::Operand key = operand(insert.key);
    const air::Operand value = operand(insert.value);
    return mark(build_.apMap(key, value, variable(insert.map)), node.loc);
  }
  case flow::NodeKind::Seq:
  case flow::NodeKind::Par:
  case flow::NodeKind::Co:
  case flow::NodeKind::Try:
  case flow::NodeKind::Traced:
  case flow::NodeKind::If:
  case flow::NodeKind::Choice:
  case flow::NodeKind::For:
  case flow::NodeKind::New: break;
  }
  llvm_unreachable("groups are not steps");
}

const Instruction* Emitter::call(const flow::Call& call) {
  const air::Operand peer = operand(call.at->peer);
  const air::Operand service = operand(call.service);
  llvm::SmallVector<air::Operand, 4> arguments;
  for (const flow::Operand& argument : call.arguments)
    arguments.push_back(operand(argument));
  air::Variable output;
  if (call.hasOutput) output = variable(call.output);
  return mark(build_.call(peer, service, build_.string(call.function), arguments,
                          call.hasOutput ? &output : nullptr),
              call.loc);
}

/// Elements are copied one by one into a stream of the gate's own, until there are enough; copies
/// are counted on the peer, so that the count is the same for everybody (spec/03 §5.3).
const Instruction* Emitter::gate(const flow::Gate& gate) {
  const Loc loc = gate.loc;
  const air::Operand peer = operand(gate.at->peer);
  const air::Operand stream = air::ScriptBuilder::variable(variable(gate.stream));
  const air::Variable copy = fresh(flow::VarKind::Stream, process_.vars[gate.target.value].hint);
  const air::NameId item = freshIterator("i");
  const air::Operand element = air::ScriptBuilder::variable({item, air::VariableKind::Scalar});
  const Instruction* push = mark(build_.ap(element, copy), loc);

  // One element is enough to let the fold be done with its first iteration.
  const bool isSmall = gate.size.kind == flow::Operand::Kind::Number && gate.size.text == "1";
  const Instruction* body = push;
  if (!isSmall) {
    const air::Variable counted = fresh(flow::VarKind::Canon, "count");
    air::Lens length;
    length.length = true;
    const Instruction* isFull = mark(
        build_.match(air::ScriptBuilder::variable(counted, length), operand(gate.size), null(loc)),
        loc);
    const Instruction* count = mark(build_.canon(peer, copy, counted), loc);
    const Instruction* goOn = mark(build_.xor_(isFull, mark(build_.next(item), loc)), loc);
    body = sequence({push, count, goOn}, loc);
  }
  const Instruction* fold = mark(build_.fold(stream, item, body, nullptr), loc);
  // The canon also binds the end of the small gate to the peer.
  if (isSmall || isRead_[gate.target.value]) {
    const air::Variable target = variable(gate.target);
    fold = sequence({fold, mark(build_.canon(peer, copy, target), loc)}, loc);
  }
  return mark(build_.new_(copy, fold), loc);
}

const Instruction* Emitter::wait(const flow::Wait& wait) {
  const air::Operand value = air::ScriptBuilder::variable(variable(wait.variable));
  const flow::Var& var = process_.vars[wait.variable.value];
  // A canon map cannot be copied.
  if (var.kind == flow::VarKind::CanonMap)
    return mark(build_.match(value, value, null(wait.loc)), wait.loc);
  return mark(build_.ap(value, fresh(flow::VarKind::Scalar, var.hint)), wait.loc);
}

const Instruction* Emitter::emitNode(const route::Hop& hop) {
  const Loc loc = hop.loc;
  if (!hop.isCollection) return this->hop(operand(hop.peer), loc);
  const air::Operand list = operand(hop.peer);
  const air::NameId item = freshIterator("via");
  const Instruction* one =
      this->hop(air::ScriptBuilder::variable({item, air::VariableKind::Scalar}), loc);
  const Instruction* next = mark(build_.next(item), loc);
  // What stands behind `next` runs on the way back from the last element.
  const Instruction* body =
      hop.isReversed ? sequence({next, one}, loc) : sequence({one, next}, loc);
  return mark(build_.fold(list, item, body, nullptr), loc);
}

const Instruction* Emitter::hop(const air::Operand& peer, Loc loc) {
  if (!hopStream_) hopStream_ = fresh(flow::VarKind::Stream, "h");
  return mark(build_.canon(peer, *hopStream_, fresh(flow::VarKind::Canon, "h")), loc);
}

} // namespace aqua::emit
