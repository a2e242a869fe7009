// The order of scalars and literal types: which values fit where (the tables of spec/02 §4 and §6).
// Private to this folder.

#pragma once

#include <optional>

#include "Types.h"

namespace aqua::types {

/// A value of `given` fits into `expected`. A scalar fits into the literal types `bool literal` and
/// `string literal` only.
[[nodiscard]] bool fits(Scalar given, Scalar expected);
[[nodiscard]] bool fits(Literal given, Scalar expected);
[[nodiscard]] bool fits(Scalar given, Literal expected);
[[nodiscard]] bool fits(Literal given, Literal expected);

[[nodiscard]] bool isNumber(Scalar scalar);
[[nodiscard]] bool isFloat(Scalar scalar);
/// i8 … i64; floats are not.
[[nodiscard]] bool isSignedInteger(Scalar scalar);

/// Some scalar is in both sets.
[[nodiscard]] bool haveCommonScalar(Literal a, Literal b);

/// The smallest scalar into which both fit; the larger one if one fits into the other. Floats and
/// signed integers are taken only if one of the two is one.
[[nodiscard]] std::optional<Scalar> leastAbove(Scalar a, Scalar b);
/// The largest scalar that fits into both, likewise.
[[nodiscard]] std::optional<Scalar> greatestBelow(Scalar a, Scalar b);

} // namespace aqua::types
