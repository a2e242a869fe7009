// `given <: expected` (spec/02 §4), rule by rule, and the small questions that are answered by it.

#include "Relations.h"

#include <utility>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

#include "Scalars.h"

namespace aqua::types {

namespace {

/// One question `given <: expected`. Remembers the answers for parts that have parts themselves:
/// types share them, so without it a chain of declarations costs time exponential in its length.
class Subtyping {
public:
  bool holds(const Type* given, const Type* expected);

private:
  using Pair = std::pair<const Type*, const Type*>;

  bool remembered(const Type* given, const Type* expected);
  bool compound(const Type* given, const Type* expected);
  bool collections(const CollectionType& given, const CollectionType& expected);
  bool members(const NamedType& given, const NamedType& expected);
  bool arrows(const ArrowType& given, const ArrowType& expected);

  llvm::DenseMap<Pair, bool> answers_;
};

bool isAbilityOrService(const Type* type) {
  return type->kind() == TypeKind::Ability || type->kind() == TypeKind::Service;
}

/// Rule 7: scalars and literals.
bool simple(const Type* given, const Type* expected) {
  const auto* givenScalar = llvm::dyn_cast<ScalarType>(given);
  const auto* givenLiteral = llvm::dyn_cast<LiteralType>(given);
  if (const auto* scalar = llvm::dyn_cast<ScalarType>(expected)) {
    if (givenScalar) return fits(givenScalar->scalar(), scalar->scalar());
    return givenLiteral && fits(givenLiteral->literal(), scalar->scalar());
  }
  if (const auto* literal = llvm::dyn_cast<LiteralType>(expected)) {
    if (givenScalar) return fits(givenScalar->scalar(), literal->literal());
    return givenLiteral && fits(givenLiteral->literal(), literal->literal());
  }
  return false;
}

bool Subtyping::holds(const Type* given, const Type* expected) {
  if (given == expected || isError(given) || isError(expected)) return true;
  if (expected->kind() == TypeKind::Top || given->kind() == TypeKind::Bottom) return true;
  if (expected->kind() == TypeKind::Bottom || given->kind() == TypeKind::Top) return false;
  if (llvm::isa<ScalarType, LiteralType>(given)) return simple(given, expected);
  return remembered(given, expected);
}

bool Subtyping::remembered(const Type* given, const Type* expected) {
  const Pair pair(given, expected);
  if (const auto known = answers_.find(pair); known != answers_.end()) return known->second;
  const bool answer = compound(given, expected);
  answers_.try_emplace(pair, answer);
  return answer;
}

bool Subtyping::compound(const Type* given, const Type* expected) {
  if (llvm::isa<CollectionType>(given) && llvm::isa<CollectionType>(expected))
    return collections(*llvm::cast<CollectionType>(given), *llvm::cast<CollectionType>(expected));
  const bool areStructs = given->kind() == TypeKind::Struct && expected->kind() == TypeKind::Struct;
  if (areStructs || (isAbilityOrService(given) && isAbilityOrService(expected)))
    return members(*llvm::cast<NamedType>(given), *llvm::cast<NamedType>(expected));
  if (llvm::isa<ArrowType>(given) && llvm::isa<ArrowType>(expected))
    return arrows(*llvm::cast<ArrowType>(given), *llvm::cast<ArrowType>(expected));
  return false;
}

/// Rule 4: which kind fits which; then the elements decide. Stream maps are covariant, too
/// (spec/02 §24).
bool Subtyping::collections(const CollectionType& given, const CollectionType& expected) {
  switch (expected.collection()) {
  case Collection::Array:
  case Collection::Option:
    if (given.collection() == Collection::StreamMap) return false;
    break;
  case Collection::Stream:
  case Collection::StreamMap:
    if (given.collection() != expected.collection()) return false;
    break;
  }
  return holds(given.element(), expected.element());
}

/// Rules 5 and 6: each member that is expected must be there and fit.
bool Subtyping::members(const NamedType& given, const NamedType& expected) {
  return llvm::all_of(expected.fields(), [&](const Field& field) {
    const Type* member = given.field(field.name);
    return member && holds(member, field.type);
  });
}

/// Rules 8 and 9: a longer product is a subtype of a shorter one, parameters are contravariant. So
/// the given arrow may take fewer parameters and return more results.
bool Subtyping::arrows(const ArrowType& given, const ArrowType& expected) {
  if (given.parameters().size() > expected.parameters().size()) return false;
  if (given.results().size() < expected.results().size()) return false;
  for (const auto& [own, passed] : llvm::zip_first(given.parameters(), expected.parameters()))
    if (!holds(passed.type, own.type)) return false;
  for (const auto& [wanted, own] : llvm::zip_first(expected.results(), given.results()))
    if (!holds(own, wanted)) return false;
  return true;
}

} // namespace

bool isSubtype(const Type* given, const Type* expected) {
  return Subtyping().holds(given, expected);
}

bool areEquivalent(const Type* a, const Type* b) {
  return isSubtype(a, b) && isSubtype(b, a);
}

bool isStream(const Type* type) {
  const auto* collection = llvm::dyn_cast<CollectionType>(type);
  return collection && collection->collection() == Collection::Stream;
}

bool isStreamMap(const Type* type) {
  const auto* collection = llvm::dyn_cast<CollectionType>(type);
  return collection && collection->collection() == Collection::StreamMap;
}

bool isData(const Type* type) {
  while (const auto* collection = llvm::dyn_cast<CollectionType>(type)) {
    if (isStream(type) || isStreamMap(type)) return false;
    type = collection->element();
  }
  return !isAbilityOrService(type) && !llvm::isa<ArrowType>(type);
}

bool isCollectible(const Type* type) {
  return isStream(type) || isData(type);
}

const Type* frozen(TypeStore& types, const Type* type) {
  return isStream(type) ? types.array(llvm::cast<CollectionType>(type)->element()) : type;
}

bool isFloatOperand(const TypeStore& types, const Type* type) {
  return !isError(type) && isSubtype(types.literal(Literal::Float), type);
}

} // namespace aqua::types
