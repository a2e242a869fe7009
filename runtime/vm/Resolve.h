// Operands to values with their origins (spec/04 §6).

#pragma once

#include "Context.h"

namespace aqua::vm {

/// The value of any operand but a stream. A canon as a whole gives its array and the tetraplet of
/// the canon, a canon map the object of its keys.
[[nodiscard]] Fallible<trace::ValueRecord> resolve(const Context& context,
                                                   const air::Operand& operand);

/// A value where it is kept, valid until a variable is written or an iterator moves; or a fresh
/// one. Most instructions of most invocations only compare values, which must not cost copies.
class HeldValue {
public:
  static HeldValue keptAt(const value::Value& value) { return HeldValue(&value, {}); }
  static HeldValue fresh(value::Value value) { return HeldValue(nullptr, std::move(value)); }

  const value::Value& operator*() const { return kept_ ? *kept_ : fresh_; }
  const value::Value* operator->() const { return &**this; }

private:
  HeldValue(const value::Value* kept, value::Value fresh) : kept_(kept), fresh_(std::move(fresh)) {}
  const value::Value* kept_;
  value::Value fresh_;
};

/// As resolve(), without the origin.
[[nodiscard]] Fallible<HeldValue> resolveValue(const Context& context, const air::Operand& operand);

/// The origins of an argument as services see them: a canon as a whole has those of its elements.
/// Requires that the operand has a value.
[[nodiscard]] std::vector<trace::Tetraplet> originsOf(const Context& context,
                                                      const air::Operand& operand);

/// A peer, service or function.
struct HeldName {
  llvm::StringRef text;
  HeldValue value = HeldValue::fresh({}); // that has the text; null: it stands in the script
};
/// Must be a string. An error, or else `name` is set.
[[nodiscard]] MaybeError resolveName(const Context& context, const air::Operand& operand,
                                     HeldName& name);
/// The same if it does not stand in the script.
[[nodiscard]] MaybeError resolveComputedName(const Context& context, const air::Operand& operand,
                                             HeldName& name);

inline MaybeError resolveName(const Context& context, const air::Operand& operand, HeldName& name) {
  if (operand.kind != air::Operand::Kind::String)
    return resolveComputedName(context, operand, name);
  name.text = operand.text;
  return std::nullopt;
}

/// What a fold iterates over, of any operand but a stream.
[[nodiscard]] Fallible<Iterable> resolveIterable(const Context& context,
                                                 const air::Operand& operand);

/// A value as a variable keeps it: what its provenance does not prove is dropped from the
/// tetraplet.
[[nodiscard]] trace::ValueRecord asVariable(trace::ValueRecord record);

} // namespace aqua::vm
