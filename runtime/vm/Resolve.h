// Operands to values with their origins (spec/04 §6).

#pragma once

#include "Context.h"

namespace aqua::vm {

/// The value of any operand but a stream. A canon as a whole gives its array and the tetraplet of
/// the canon, a canon map the object of its keys.
[[nodiscard]] Fallible<trace::ValueRecord> resolve(const Context& context,
                                                   const air::Operand& operand);

/// An argument as services see it: a canon as a whole has the tetraplets of its elements.
struct Argument {
  value::Value value;
  llvm::SmallVector<trace::TetrapletRef, 1> tetraplets;
};
[[nodiscard]] Fallible<Argument> resolveArgument(const Context& context,
                                                 const air::Operand& operand);

/// A peer, service or function: must be a string.
[[nodiscard]] Fallible<value::Value> resolveName(const Context& context,
                                                 const air::Operand& operand);

/// What a fold iterates over, of any operand but a stream.
[[nodiscard]] Fallible<Iterable> resolveIterable(const Context& context,
                                                 const air::Operand& operand);

/// A value as a variable keeps it: what its provenance does not prove is dropped from the
/// tetraplet.
[[nodiscard]] trace::ValueRecord asVariable(trace::ValueRecord record);

} // namespace aqua::vm
