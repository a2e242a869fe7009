#include "Context.h"

namespace aqua::vm {

using trace::Tetraplet;
using trace::ValueRecord;

Context::Context(const air::Script& scriptToRun, const Params& parameters)
    : script(scriptToRun), params(parameters), initPeer(value::Value::string(parameters.initPeer)),
      literalTetraplet(value::share(Tetraplet{params.initPeer, "", "", ""})),
      errors(script, params.currentPeer, literalTetraplet), scalars(script.nameCount()),
      iterations(script.nameCount()), streams(script.nameCount(), parameters.limits) {}

Fallible<ValueRecord> Context::readScalar(air::NameId name) const {
  const Scalars::Found found = scalars.read(name);
  if (found.status == Scalars::Status::Cleared) return errors::clearedByNew(script.name(name));
  const Iteration* const current = iteration(name);
  if (found.status == Scalars::Status::Missing) {
    if (current) return current->iterable.at(current->cursor);
    return errors::variableNotFound(name, script.name(name));
  }
  // An iterator that was assigned to: here the real VM traps.
  if (current) return errors::iterableShadowing(script.name(name));
  return std::get<ValueRecord>(*found.content);
}

Fallible<const value::Value*> Context::readValue(air::NameId name) const {
  const Scalars::Found found = scalars.read(name);
  const Iteration* const current = iteration(name);
  if (found.status == Scalars::Status::Set && !current)
    return &std::get<ValueRecord>(*found.content).value;
  if (found.status == Scalars::Status::Missing && current)
    return &current->iterable.valueAt(current->cursor);
  auto record = readScalar(name);
  return std::move(record.error());
}

std::optional<int64_t> Context::peekInteger(const air::Operand& operand) const {
  if (operand.kind == air::Operand::Kind::Integer) return operand.integer;
  const bool isCanon = operand.isVariable() && operand.variable.kind != air::VariableKind::Scalar;
  if (!isCanon || !operand.lens.length) return std::nullopt;
  const Scalars::Found found = scalars.read(operand.variable.name);
  if (found.status != Scalars::Status::Set) return std::nullopt;
  const trace::CanonResultRef& canon = *std::get_if<trace::CanonResultRef>(found.content);
  return static_cast<int64_t>(canon->elements.size());
}

Fallible<trace::CanonResultRef> Context::readCanon(air::NameId name) const {
  const Scalars::Found found = scalars.read(name);
  switch (found.status) {
  case Scalars::Status::Missing: return errors::variableNotFound(name, script.name(name));
  case Scalars::Status::Cleared: return errors::clearedByNew(script.name(name));
  case Scalars::Status::Set: return std::get<trace::CanonResultRef>(*found.content);
  }
  llvm_unreachable("all states are listed");
}

value::Value Context::string(llvm::StringRef text) const {
  if (text.empty()) return value::Value::string(text); // may share its place with another
  value::Value& value = strings_[text.data()];
  if (value.isNull()) value = value::Value::string(text);
  return value;
}

ValueRecord Context::literal(value::Value value) const {
  return {std::move(value), literalTetraplet, {}};
}

} // namespace aqua::vm
