// The state of an invocation that values are read from.

#pragma once

#include "ErrorState.h"
#include "Iteration.h"
#include "Scalars.h"
#include "Streams.h"
#include "Vm.h"

namespace aqua::vm {

/// The memory of an invocation: all variables and errors.
struct Context {
  const air::Script& script;
  const Params& params;
  value::Value initPeer;
  trace::TetrapletRef literalTetraplet; // (init peer, "", "", "")
  ErrorState errors;
  Scalars scalars;
  std::vector<std::optional<Iteration>> iterations; // by name of the iterator
  Streams streams;

  Context(const air::Script& script, const Params& params);

  /// A scalar or the current element of an iterator.
  [[nodiscard]] Fallible<trace::ValueRecord> readScalar(air::NameId name) const;
  /// Its value alone, where it is kept: valid until a variable is written or an iterator moves.
  [[nodiscard]] Fallible<const value::Value*> readValue(air::NameId name) const;
  /// The quick part of it: null, unless the operand is a scalar that has a value and no lens, or
  /// the init peer.
  [[nodiscard]] const value::Value* peek(const air::Operand& operand) const;
  /// An integer that is known without making a value: a literal, or the length of a canon.
  [[nodiscard]] std::optional<int64_t> peekInteger(const air::Operand& operand) const;
  /// A canon or canon map.
  [[nodiscard]] Fallible<trace::CanonResultRef> readCanon(air::NameId name) const;
  [[nodiscard]] trace::ValueRecord literal(value::Value value) const;
  /// The value of a string in the script, made once.
  [[nodiscard]] value::Value string(llvm::StringRef text) const;

private:
  /// Null: the name stands for no iterator now.
  [[nodiscard]] const Iteration* iteration(air::NameId name) const {
    const auto& slot = iterations[name.value];
    return slot ? &*slot : nullptr;
  }

  mutable llvm::DenseMap<const char*, value::Value> strings_; // by place in the script
};

inline const value::Value* Context::peek(const air::Operand& operand) const {
  if (operand.kind == air::Operand::Kind::InitPeer) return &initPeer;
  const air::Variable& variable = operand.variable;
  if (!operand.isVariable() || variable.kind != air::VariableKind::Scalar ||
      !operand.lens.isEmpty())
    return nullptr;
  const Scalars::Found found = scalars.read(variable.name);
  const Iteration* const current = iteration(variable.name);
  if (found.status == Scalars::Status::Set && !current)
    return &std::get_if<trace::ValueRecord>(found.content)->value;
  if (found.status == Scalars::Status::Missing && current)
    return &current->iterable.valueAt(current->cursor);
  return nullptr;
}

} // namespace aqua::vm
