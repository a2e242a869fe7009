#include "EmitAir.h"

#include "Emitter.h"

namespace aqua::emit {

AirScript emitAir(const route::Process& process) {
  return Emitter(process).run();
}

namespace {

air::VariableKind airKind(flow::VarKind kind) {
  switch (kind) {
  case flow::VarKind::Scalar:
  case flow::VarKind::Item: return air::VariableKind::Scalar;
  case flow::VarKind::Stream: return air::VariableKind::Stream;
  case flow::VarKind::StreamMap: return air::VariableKind::StreamMap;
  case flow::VarKind::Canon: return air::VariableKind::Canon;
  case flow::VarKind::CanonMap: return air::VariableKind::CanonMap;
  }
  llvm_unreachable("all kinds are listed");
}

llvm::StringRef airTag(air::VariableKind kind) {
  switch (kind) {
  case air::VariableKind::Scalar: return "";
  case air::VariableKind::Stream: return "$";
  case air::VariableKind::StreamMap: return "%";
  case air::VariableKind::Canon: return "#";
  case air::VariableKind::CanonMap: return "#%";
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

Emitter::Emitter(const route::Process& process)
    : process_(process), variables_(process.vars.size()) {
  locs_.push_back({}); // origin 0: no place
  if (!process.flow->hasRelay) return;
  // Clients serve it under this name.
  const flow::VarId relay = process.flow->relay;
  names_.reserve("-relay-");
  variables_[relay.value] = air_.variable(air::VariableKind::Scalar, "-relay-");
}

AirScript Emitter::run() {
  Air body = emit(*process_.body);
  origin_ = 0;
  if (one_) {
    const air::Operand init = air::ScriptBuilder::constant(air::Operand::Kind::InitPeer);
    const air::Variable stream = freshVariable(air::VariableKind::Stream, "one");
    const Air fill = air_.ap(air::ScriptBuilder::integer(1), stream);
    const Air freeze = air_.canon(init, stream, *one_);
    body = air_.seq(air_.new_(stream, air_.seq(fill, freeze)), body);
  }
  const Air handler = emitCall(*process_.errorHandler, *process_.flow->root);
  AirScript result{air_.finish(air_.xor_(body, handler)), {}};
  for (uint32_t id = 0; id < result.script.size(); ++id)
    result.origins.push_back(locs_[result.script.instruction(id).origin()]);
  return result;
}

Air Emitter::mark(Air instruction) {
  air_.setOrigin(instruction, origin_);
  return instruction;
}

// -------------------------------------------------------------------------------------- Operands

air::Variable Emitter::variable(flow::VarId id) {
  std::optional<air::Variable>& known = variables_[id.value];
  if (!known) {
    const flow::Var& var = process_.vars[id.value];
    known = air_.variable(airKind(var.kind), tag(var.kind).str() + names_.fresh(var.hint));
  }
  return *known;
}

air::Variable Emitter::freshVariable(air::VariableKind kind, llvm::StringRef hint) {
  return air_.variable(kind, airTag(kind).str() + names_.fresh(hint));
}

air::Lens Emitter::lens(llvm::ArrayRef<flow::Accessor> accessors) {
  llvm::SmallVector<air::Accessor, 4> list;
  for (const flow::Accessor& accessor : accessors) {
    air::Accessor made;
    switch (accessor.kind) {
    case flow::Accessor::Kind::Field:
      made.kind = air::Accessor::Kind::Field;
      made.field = accessor.field;
      break;
    case flow::Accessor::Kind::Index:
      made.kind = air::Accessor::Kind::Index;
      made.index = accessor.index;
      break;
    case flow::Accessor::Kind::Variable:
      made.kind = air::Accessor::Kind::Variable;
      made.variable = variable(accessor.variable).name;
      break;
    }
    list.push_back(made);
  }
  return air_.lens(list);
}

air::Operand Emitter::number(llvm::StringRef text) {
  int64_t integer = 0;
  if (!text.getAsInteger(10, integer)) return air::ScriptBuilder::integer(integer);
  // AquaVM takes floats of at most 11 characters (spec/04 §2): zeros at the end say nothing.
  while (text.size() > 11 && text.contains('.') && text.ends_with("0"))
    text = text.drop_back();
  double value = 0;
  (void)text.getAsDouble(value);
  return air_.number(value, text);
}

air::Operand Emitter::operand(const flow::Operand& from) {
  using Kind = flow::Operand::Kind;
  switch (from.kind) {
  case Kind::String: return air_.string(from.text);
  case Kind::Number: return number(from.text);
  case Kind::Boolean: return air::ScriptBuilder::boolean(from.text == "true");
  case Kind::EmptyArray: return air::ScriptBuilder::constant(air::Operand::Kind::EmptyArray);
  case Kind::InitPeer: return air::ScriptBuilder::constant(air::Operand::Kind::InitPeer);
  case Kind::Ttl: return air::ScriptBuilder::constant(air::Operand::Kind::Ttl);
  case Kind::Timestamp: return air::ScriptBuilder::constant(air::Operand::Kind::Timestamp);
  case Kind::Error: {
    air::Operand error = air::ScriptBuilder::constant(air::Operand::Kind::Error);
    error.lens = lens(from.lens);
    return error;
  }
  case Kind::Variable: {
    air::Lens path = lens(from.lens);
    path.length = from.length;
    return air::ScriptBuilder::variable(variable(from.variable), path);
  }
  }
  llvm_unreachable("all kinds are listed");
}

air::Operand Emitter::iterable(const flow::Operand& source, Air& before) {
  const air::Operand direct = operand(source);
  before = nullptr;
  // An element of a canon cannot be iterated over directly (spec/04 §3).
  if (!direct.isVariable() || direct.variable.kind != air::VariableKind::Canon ||
      direct.lens.isEmpty())
    return direct;
  const air::Variable list = freshVariable(air::VariableKind::Scalar, "list");
  before = mark(air_.ap(direct, list));
  return air::ScriptBuilder::variable(list);
}

} // namespace aqua::emit
