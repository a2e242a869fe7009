// The order of scalars: `a` fits into `b` if each value of `a` is one of `b`, exactly.

#include "Scalars.h"

#include <array>
#include <limits>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Relations.h"

namespace aqua::types {

namespace {

enum class Class : uint8_t { Unsigned, Signed, Float, Bool, String };

/// The class of a scalar, and how many bits its whole numbers may have without the sign: 24 for
/// f32 and 53 for f64, whose mantissas hold that many.
struct Shape {
  Class scalarClass;
  int bits;
};

Shape shapeOf(Scalar scalar) {
  switch (scalar) {
  case Scalar::U8: return {Class::Unsigned, 8};
  case Scalar::U16: return {Class::Unsigned, 16};
  case Scalar::U32: return {Class::Unsigned, 32};
  case Scalar::U64: return {Class::Unsigned, 64};
  case Scalar::I8: return {Class::Signed, 7};
  case Scalar::I16: return {Class::Signed, 15};
  case Scalar::I32: return {Class::Signed, 31};
  case Scalar::I64: return {Class::Signed, 63};
  case Scalar::F32: return {Class::Float, 24};
  case Scalar::F64: return {Class::Float, 53};
  case Scalar::Bool: return {Class::Bool, 0};
  case Scalar::String: return {Class::String, 0};
  }
  llvm_unreachable("all scalars are listed");
}

/// Order of the search in leastAbove and greatestBelow. It decides only where two largest ones are
/// not comparable, and there it gives what the reference gives: i64 ∩ f32 = i16 (not u16),
/// i64 ∩ f64 = u32 (not i32).
constexpr std::array numbers = {Scalar::U8,  Scalar::U16, Scalar::I8,  Scalar::I16, Scalar::I32,
                                Scalar::U32, Scalar::U64, Scalar::I64, Scalar::F32, Scalar::F64};

/// `candidate` is of a class that a bound of `a` and `b` may have (spec/02 §6.1 rule 5).
bool isEligible(Scalar candidate, Scalar a, Scalar b) {
  if (isFloat(candidate)) return isFloat(a) || isFloat(b);
  if (isSignedInteger(candidate)) return isSignedInteger(a) || isSignedInteger(b);
  return true;
}

} // namespace

bool isNumber(Scalar scalar) {
  return scalar != Scalar::Bool && scalar != Scalar::String;
}
bool isFloat(Scalar scalar) {
  return scalar == Scalar::F32 || scalar == Scalar::F64;
}
bool isSignedInteger(Scalar scalar) {
  return shapeOf(scalar).scalarClass == Class::Signed;
}

bool fits(Scalar given, Scalar expected) {
  const Shape from = shapeOf(given);
  const Shape to = shapeOf(expected);
  if (from.bits > to.bits) return false;
  switch (to.scalarClass) {
  case Class::Unsigned: return from.scalarClass == Class::Unsigned;
  case Class::Signed:
    return from.scalarClass == Class::Unsigned || from.scalarClass == Class::Signed;
  case Class::Float: return isNumber(given);
  case Class::Bool:
  case Class::String: return given == expected;
  }
  llvm_unreachable("all classes are listed");
}

bool fits(Literal given, Scalar expected) {
  switch (given) {
  case Literal::Unsigned: return isNumber(expected);
  case Literal::Signed: return isSignedInteger(expected) || isFloat(expected);
  case Literal::Float: return isFloat(expected);
  case Literal::Bool: return expected == Scalar::Bool;
  case Literal::String: return expected == Scalar::String;
  }
  llvm_unreachable("all literals are listed");
}

bool fits(Scalar given, Literal expected) {
  return (given == Scalar::Bool && expected == Literal::Bool) ||
         (given == Scalar::String && expected == Literal::String);
}

bool fits(Literal given, Literal expected) {
  return given == expected || (given == Literal::Unsigned && expected == Literal::Signed);
}

bool haveCommonScalar(Literal a, Literal b) {
  return fits(a, b) || fits(b, a);
}

std::optional<Scalar> leastAbove(Scalar a, Scalar b) {
  std::optional<Scalar> least;
  for (const Scalar candidate : numbers) {
    if (!isEligible(candidate, a, b) || !fits(a, candidate) || !fits(b, candidate)) continue;
    if (!least || fits(candidate, *least)) least = candidate;
  }
  return least;
}

std::optional<Scalar> greatestBelow(Scalar a, Scalar b) {
  std::optional<Scalar> greatest;
  for (const Scalar candidate : numbers) {
    if (!isEligible(candidate, a, b) || !fits(candidate, a) || !fits(candidate, b)) continue;
    if (!greatest || !fits(candidate, *greatest)) greatest = candidate;
  }
  return greatest;
}

bool acceptsOneOf(ScalarSet set, const Type* given) {
  const auto isIn = [set](Scalar scalar) {
    switch (set) {
    case ScalarSet::Unsigned: return shapeOf(scalar).scalarClass == Class::Unsigned;
    case ScalarSet::Signed: return isSignedInteger(scalar);
    case ScalarSet::Integer: return !isFloat(scalar);
    case ScalarSet::Float: return isFloat(scalar);
    case ScalarSet::Number: return true;
    }
    llvm_unreachable("all sets are listed");
  };
  if (isError(given) || given->kind() == TypeKind::Bottom) return true;
  return llvm::any_of(numbers, [&](Scalar scalar) {
    if (!isIn(scalar)) return false;
    if (const auto* type = llvm::dyn_cast<ScalarType>(given)) return fits(type->scalar(), scalar);
    const auto* literal = llvm::dyn_cast<LiteralType>(given);
    return literal && fits(literal->literal(), scalar);
  });
}

llvm::StringRef describe(ScalarSet set) {
  switch (set) {
  case ScalarSet::Unsigned: return "an unsigned integer";
  case ScalarSet::Signed: return "a signed integer";
  case ScalarSet::Integer: return "an integer";
  case ScalarSet::Float: return "a float";
  case ScalarSet::Number: return "a number";
  }
  llvm_unreachable("all sets are listed");
}

std::optional<IntegerRange> integerRange(Scalar scalar) {
  const Shape shape = shapeOf(scalar);
  switch (shape.scalarClass) {
  case Class::Unsigned:
    return IntegerRange{0, std::numeric_limits<uint64_t>::max() >> (64 - shape.bits)};
  case Class::Signed: {
    const auto max = static_cast<int64_t>((uint64_t{1} << shape.bits) - 1);
    return IntegerRange{-max - 1, static_cast<uint64_t>(max)};
  }
  case Class::Float:
  case Class::Bool:
  case Class::String: return std::nullopt;
  }
  llvm_unreachable("all classes are listed");
}

bool integerFits(llvm::StringRef text, const Type* target) {
  if (isError(target)) return true;
  const auto* scalar = llvm::dyn_cast<ScalarType>(target);
  if (scalar && isFloat(scalar->scalar())) return true;
  int64_t value = 0;
  if (text.getAsInteger(10, value)) return false;
  const auto range = scalar ? integerRange(scalar->scalar()) : std::nullopt;
  if (!range) return true;
  return value >= range->min && (value < 0 || static_cast<uint64_t>(value) <= range->max);
}

} // namespace aqua::types
