// Joins and meets (spec/02 §6), and what is made of them: element types of literals, comparability
// and the results of arithmetic.

#include "Relations.h"

#include <utility>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include "Scalars.h"

namespace aqua::types {

namespace {

/// One join or meet. Remembers the results for pairs that have parts: types share them, so without
/// it a chain of declarations costs time exponential in its length.
class Bounds {
public:
  explicit Bounds(TypeStore& types) : types_(types) {}

  const Type* join(const Type* a, const Type* b);
  const Type* meet(const Type* a, const Type* b);

private:
  using Pair = std::pair<const Type*, const Type*>;

  const Type* computeJoin(const Type* a, const Type* b);
  const Type* computeMeet(const Type* a, const Type* b);
  const Type* joinCollections(const CollectionType& a, const CollectionType& b);
  const Type* meetCollections(const CollectionType& a, const CollectionType& b);
  const Type* joinStructs(const NamedType& a, const NamedType& b);
  const Type* meetStructs(const NamedType& a, const NamedType& b);
  const Type* joinArrows(const ArrowType& a, const ArrowType& b);
  const Type* meetArrows(const ArrowType& a, const ArrowType& b);
  /// The rule where no other applies: the one that accepts the other, or that is accepted.
  const Type* accepting(const Type* a, const Type* b);
  const Type* accepted(const Type* a, const Type* b);

  TypeStore& types_;
  llvm::DenseMap<Pair, const Type*> joins_;
  llvm::DenseMap<Pair, const Type*> meets_;
};

template <typename T>
std::pair<const T*, const T*> both(const Type* a, const Type* b) {
  const auto* first = llvm::dyn_cast<T>(a);
  const auto* second = llvm::dyn_cast<T>(b);
  if (!first || !second) return {nullptr, nullptr};
  return {first, second};
}

bool areBoth(TypeKind kind, const Type* a, const Type* b) {
  return a->kind() == kind && b->kind() == kind;
}

const Type* Bounds::accepting(const Type* a, const Type* b) {
  if (isSubtype(b, a)) return a;
  return isSubtype(a, b) ? b : types_.top();
}

const Type* Bounds::accepted(const Type* a, const Type* b) {
  if (isSubtype(a, b)) return a;
  return isSubtype(b, a) ? b : types_.bottom();
}

const Type* Bounds::join(const Type* a, const Type* b) {
  if (a == b) return a;
  if (isError(a) || isError(b)) return types_.error();
  if (const Type* known = joins_.lookup({a, b})) return known;
  const Type* result = computeJoin(a, b);
  joins_[{a, b}] = result;
  return result;
}

const Type* Bounds::computeJoin(const Type* a, const Type* b) {
  if (areBoth(TypeKind::Struct, a, b))
    return joinStructs(*llvm::cast<NamedType>(a), *llvm::cast<NamedType>(b));
  if (const auto [left, right] = both<ArrowType>(a, b); left) return joinArrows(*left, *right);
  if (const auto [left, right] = both<CollectionType>(a, b); left)
    return joinCollections(*left, *right);
  if (const auto [left, right] = both<ScalarType>(a, b); left) {
    const auto bound = leastAbove(left->scalar(), right->scalar());
    return bound ? types_.scalar(*bound) : types_.top();
  }
  return accepting(a, b);
}

const Type* Bounds::joinCollections(const CollectionType& a, const CollectionType& b) {
  const auto isArrayOrOption = [](const CollectionType& type) {
    return type.collection() == Collection::Array || type.collection() == Collection::Option;
  };
  if (a.collection() == b.collection())
    return types_.collection(a.collection(), join(a.element(), b.element()));
  if (isArrayOrOption(a) && isArrayOrOption(b)) return types_.array(join(a.element(), b.element()));
  return accepting(&a, &b);
}

const Type* Bounds::joinStructs(const NamedType& a, const NamedType& b) {
  llvm::SmallVector<Field> fields;
  for (const Field& field : a.fields()) {
    const Type* other = b.field(field.name);
    fields.push_back({field.name, other ? join(field.type, other) : field.type});
  }
  llvm::copy_if(b.fields(), std::back_inserter(fields),
                [&](const Field& field) { return !a.field(field.name); });
  if (llvm::ArrayRef(fields) == a.fields()) return &a;
  return types_.named(TypeKind::Struct, Name(), fields);
}

/// Takes the parameters of the longer one and the results of the shorter one: that is what fits
/// where either arrow does.
const Type* Bounds::joinArrows(const ArrowType& a, const ArrowType& b) {
  const bool isLonger = a.parameters().size() >= b.parameters().size();
  llvm::SmallVector<Parameter> parameters(isLonger ? a.parameters() : b.parameters());
  for (const auto& [parameter, other] :
       llvm::zip(parameters, isLonger ? b.parameters() : a.parameters()))
    parameter.type = meet(parameter.type, other.type);
  llvm::SmallVector<const Type*> results;
  for (const auto& [first, second] : llvm::zip(a.results(), b.results()))
    results.push_back(join(first, second));
  return types_.arrow(parameters, results);
}

const Type* Bounds::meet(const Type* a, const Type* b) {
  if (a == b) return a;
  if (isError(a) || isError(b)) return types_.error();
  if (const Type* known = meets_.lookup({a, b})) return known;
  const Type* result = areEquivalent(a, b) ? a : computeMeet(a, b);
  meets_[{a, b}] = result;
  return result;
}

const Type* Bounds::computeMeet(const Type* a, const Type* b) {
  if (areBoth(TypeKind::Struct, a, b))
    return meetStructs(*llvm::cast<NamedType>(a), *llvm::cast<NamedType>(b));
  if (const auto [left, right] = both<ArrowType>(a, b); left) return meetArrows(*left, *right);
  if (const auto [left, right] = both<CollectionType>(a, b); left)
    return meetCollections(*left, *right);
  if (const auto [left, right] = both<ScalarType>(a, b); left) {
    const auto bound = greatestBelow(left->scalar(), right->scalar());
    return bound ? types_.scalar(*bound) : types_.bottom();
  }
  return accepted(a, b);
}

/// An option wins over any other collection, an array over a stream. Stream maps meet only each
/// other: they are no elements of collections.
const Type* Bounds::meetCollections(const CollectionType& a, const CollectionType& b) {
  const bool isMap = a.collection() == Collection::StreamMap;
  if (isMap != (b.collection() == Collection::StreamMap)) return types_.bottom();
  Collection collection = a.collection();
  for (const Collection winner : {Collection::Array, Collection::Option})
    if (a.collection() == winner || b.collection() == winner) collection = winner;
  return types_.collection(collection, meet(a.element(), b.element()));
}

const Type* Bounds::meetStructs(const NamedType& a, const NamedType& b) {
  llvm::SmallVector<Field> fields;
  for (const Field& field : a.fields())
    if (const Type* other = b.field(field.name))
      fields.push_back({field.name, meet(field.type, other)});
  if (fields.empty()) return types_.top();
  if (llvm::ArrayRef(fields) == a.fields()) return &a;
  if (llvm::ArrayRef(fields) == b.fields()) return &b;
  return types_.named(TypeKind::Struct, Name(), fields);
}

/// The mirror image of joinArrows.
const Type* Bounds::meetArrows(const ArrowType& a, const ArrowType& b) {
  llvm::SmallVector<Parameter> parameters;
  for (const auto& [first, second] : llvm::zip(a.parameters(), b.parameters()))
    parameters.push_back({first.label, join(first.type, second.type)});
  const bool isLonger = a.results().size() >= b.results().size();
  llvm::SmallVector<const Type*> results(isLonger ? a.results() : b.results());
  for (const auto& [result, other] : llvm::zip(results, isLonger ? b.results() : a.results()))
    result = meet(result, other);
  return types_.arrow(parameters, results);
}

/// The least common supertype, where the union is one.
const Type* commonSupertype(TypeStore& types, llvm::ArrayRef<const Type*> elements) {
  const Type* united = elements.front();
  for (const Type* element : elements.drop_front())
    united = unite(types, united, element);
  const bool isSupertype =
      llvm::all_of(elements, [&](const Type* element) { return isSubtype(element, united); });
  return isSupertype ? united : types.top();
}

} // namespace

const Type* unite(TypeStore& types, const Type* a, const Type* b) {
  return Bounds(types).join(a, b);
}

const Type* intersect(TypeStore& types, const Type* a, const Type* b) {
  return Bounds(types).meet(a, b);
}

const Type* elementType(TypeStore& types, llvm::ArrayRef<const Type*> elements) {
  if (elements.empty()) return types.bottom();
  llvm::SmallVector<const Type*> immutable;
  for (const Type* element : elements)
    immutable.push_back(frozen(types, element));
  const Type* common = immutable.front();
  for (const Type* element : llvm::ArrayRef(immutable).drop_front())
    common = intersect(types, common, element);
  const bool hasNothingInCommon =
      common->kind() == TypeKind::Bottom || common->kind() == TypeKind::Top;
  return hasNothingInCommon ? commonSupertype(types, immutable) : common;
}

namespace {

/// The rules of spec/02 §7.8 where one or both are scalars or literals.
bool areComparableSimple(TypeStore& types, const Type* left, const Type* right) {
  const auto isNumberScalar = [](const Type* type) {
    const auto* scalar = llvm::dyn_cast<ScalarType>(type);
    return scalar && isNumber(scalar->scalar());
  };
  const Type* signedLiteral = types.literal(Literal::Signed);
  if (isNumberScalar(left) && (isNumberScalar(right) || right == signedLiteral)) return true;
  if (isNumberScalar(right) && left == signedLiteral) return true;
  if (const auto [a, b] = both<LiteralType>(left, right); a)
    return haveCommonScalar(a->literal(), b->literal());
  return isSubtype(left, right) || isSubtype(right, left);
}

} // namespace

bool isComparable(TypeStore& types, const Type* left, const Type* right) {
  while (true) {
    if (isError(left) || isError(right)) return true;
    const auto [a, b] = both<CollectionType>(left, right);
    if (!a) break;
    left = a->element();
    right = b->element();
  }
  const auto isComparableKind = [](const Type* type) { return isData(type) || isStream(type); };
  if (!isComparableKind(left) || !isComparableKind(right)) return false;
  return areBoth(TypeKind::Struct, left, right) || areComparableSimple(types, left, right);
}

ArithmeticResult arithmeticResult(TypeStore& types, const Type* left, const Type* right) {
  const Type* united = unite(types, left, right);
  const bool isKnown =
      llvm::isa<ScalarType>(united) || llvm::isa<LiteralType>(united) || isError(united);
  if (isKnown) return {united, false};
  return {types.scalar(Scalar::I64), true};
}

} // namespace aqua::types
