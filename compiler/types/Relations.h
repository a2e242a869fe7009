// How types relate: which value fits where, and which type stands for several (spec/02 §4, §6, §7).
// Pure functions over interned types. The error type fits everywhere and swallows what it is joined
// with, so that one mistake is reported once.

#pragma once

#include <optional>

#include "llvm/ADT/StringRef.h"

#include "Types.h"

namespace aqua::types {

/// A value of type `given` may be used where `expected` is wanted: `given <: expected` (spec/02
/// §4). Reflexive, not antisymmetric: `?T` and `[]T` fit each other, so do arrows that differ in
/// labels only. `⊤` takes everything here, also what has no run-time form (see isData).
[[nodiscard]] bool isSubtype(const Type* given, const Type* expected);

/// Each fits where the other is wanted.
[[nodiscard]] bool areEquivalent(const Type* a, const Type* b);

/// The union `a ∪ b` of spec/02 §6.1, `⊤` if they have nothing in common. Of two structs it has the
/// fields of both, so it is no supertype of them; of everything else it is.
[[nodiscard]] const Type* unite(TypeStore& types, const Type* a, const Type* b);

/// The intersection `a ∩ b` of spec/02 §6.2, `⊥` if they have nothing in common. Of two structs it
/// has the common fields, so it is no subtype of them; without common fields it is `⊤`.
[[nodiscard]] const Type* intersect(TypeStore& types, const Type* a, const Type* b);

/// Type of the elements of a collection literal for which no type is expected (spec/02 §6.3):
/// streams count as arrays; `⊥` of no elements; `⊤` of elements with nothing in common. May refuse
/// some of its own elements (`[]u8` of a u64 and a u8): see warning `unsound-collection`.
[[nodiscard]] const Type* elementType(TypeStore& types, llvm::ArrayRef<const Type*> elements);

/// Whether `==` makes sense between the two (spec/02 §7.8, and §24: `⊤` with data).
[[nodiscard]] bool isComparable(TypeStore& types, const Type* left, const Type* right);

/// The sets of scalars that operators and indexes ask for.
enum class ScalarSet : uint8_t { Unsigned, Signed, Integer, Float, Number };

/// Some scalar of the set accepts `given` (spec/02 §5 `oneOf`). `⊥` passes.
[[nodiscard]] bool acceptsOneOf(ScalarSet set, const Type* given);

/// The set in words, for messages: `an integer`.
[[nodiscard]] llvm::StringRef describe(ScalarSet set);

struct ArithmeticResult {
  const Type* type = nullptr;
  /// No scalar holds all values of both operands: `type` is a guess, i64 (warning
  /// `math-type-unknown`).
  bool isUnknown = false;
};

/// `R(l, r)` of spec/02 §7.8: type of `+ - * / % **` on integers.
[[nodiscard]] ArithmeticResult arithmeticResult(TypeStore& types, const Type* left,
                                                const Type* right);

/// A product with such an operand is a float one: it accepts a float literal (spec/02 §7.8).
[[nodiscard]] bool isFloatOperand(const TypeStore& types, const Type* type);

/// Values of the type are JSON: `⊤ ⊥`, scalars, literals, structs, arrays and options (spec/02 §1).
[[nodiscard]] bool isData(const Type* type);

/// A value of the type can be an element of a collection literal or be pushed: data, or a stream,
/// which is frozen to an array (spec/02 §3).
[[nodiscard]] bool isCollectible(const Type* type);

/// The type of an element or a pushed value: an array for a stream, else the type itself.
[[nodiscard]] const Type* frozen(TypeStore& types, const Type* type);

[[nodiscard]] bool isStream(const Type* type);
[[nodiscard]] bool isStreamMap(const Type* type);
[[nodiscard]] inline bool isError(const Type* type) {
  return type->kind() == TypeKind::Error;
}

/// The values of an integer type.
struct IntegerRange {
  int64_t min = 0;
  uint64_t max = 0;
};

/// Nothing for floats, bool and string.
[[nodiscard]] std::optional<IntegerRange> integerRange(Scalar scalar);

/// An integer literal, as written, can be used where `target` is wanted (spec/02 §7.1). Integers of
/// AIR are 64-bit signed, so that is the limit also for u64 and for literal types; floats and
/// whatever is no number take any.
[[nodiscard]] bool integerFits(llvm::StringRef text, const Type* target);

} // namespace aqua::types
