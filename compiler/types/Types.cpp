// The interning of types: each constructor looks for an equal type before it makes one. Types live
// in an arena and are never removed.

#include "Types.h"

#include <algorithm>
#include <array>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"

#include "support/Check.h"

namespace aqua::types {

namespace {

constexpr size_t scalarCount = 12;
constexpr size_t literalCount = 5;
constexpr size_t collectionCount = 4;

struct NamedKey {
  TypeKind kind;
  Name name;
  llvm::ArrayRef<Field> fields;
};

struct ArrowKey {
  llvm::ArrayRef<Parameter> parameters;
  llvm::ArrayRef<const Type*> results;
};

unsigned hashOf(Name name) {
  return llvm::DenseMapInfo<Name>::getHashValue(name);
}

llvm::hash_code hashOf(const NamedKey& key) {
  llvm::hash_code hash = llvm::hash_combine(key.kind, hashOf(key.name));
  for (const Field& field : key.fields)
    hash = llvm::hash_combine(hash, hashOf(field.name), field.type);
  return hash;
}

llvm::hash_code hashOf(const ArrowKey& key) {
  llvm::hash_code hash = llvm::hash_combine(key.parameters.size(), key.results.size());
  for (const Parameter& parameter : key.parameters)
    hash = llvm::hash_combine(hash, hashOf(parameter.label), parameter.type);
  for (const Type* result : key.results)
    hash = llvm::hash_combine(hash, result);
  return hash;
}

NamedKey keyOf(const NamedType& type) {
  return {type.kind(), type.name(), type.fields()};
}
ArrowKey keyOf(const ArrowType& type) {
  return {type.parameters(), type.results()};
}

bool areEqual(const NamedKey& a, const NamedKey& b) {
  return a.kind == b.kind && a.name == b.name && a.fields == b.fields;
}
bool areEqual(const ArrowKey& a, const ArrowKey& b) {
  return a.parameters == b.parameters && a.results == b.results;
}

/// Makes a set of types searchable by what they consist of.
template <typename T, typename Key>
struct StructuralInfo : llvm::DenseMapInfo<const T*> {
  using Base = llvm::DenseMapInfo<const T*>;
  static unsigned getHashValue(const Key& key) {
    return static_cast<unsigned>(static_cast<size_t>(hashOf(key)));
  }
  static unsigned getHashValue(const T* type) { return getHashValue(keyOf(*type)); }
  static bool isEqual(const Key& key, const T* type) {
    const bool isMarker = type == Base::getEmptyKey() || type == Base::getTombstoneKey();
    return !isMarker && areEqual(key, keyOf(*type));
  }
  static bool isEqual(const T* a, const T* b) { return a == b; }
};

} // namespace

struct TypeStore::Impl {
  llvm::BumpPtrAllocator arena;
  const Type* error = nullptr;
  const Type* top = nullptr;
  const Type* bottom = nullptr;
  std::array<const Type*, scalarCount> scalars{};
  std::array<const Type*, literalCount> literals{};
  std::array<llvm::DenseMap<const Type*, const CollectionType*>, collectionCount> collections;
  llvm::DenseSet<const NamedType*, StructuralInfo<NamedType, NamedKey>> named;
  llvm::DenseSet<const ArrowType*, StructuralInfo<ArrowType, ArrowKey>> arrows;

  /// The part itself, or the error type if a type around it would be too deep.
  [[nodiscard]] const Type* limited(const Type* part) const {
    return part->depth() < maxTypeDepth ? part : error;
  }
};

TypeStore::TypeStore() : impl_(std::make_unique<Impl>()) {
  llvm::BumpPtrAllocator& arena = impl_->arena;
  impl_->error = new (arena) SpecialType(TypeKind::Error);
  impl_->top = new (arena) SpecialType(TypeKind::Top);
  impl_->bottom = new (arena) SpecialType(TypeKind::Bottom);
  for (size_t i = 0; i < scalarCount; ++i)
    impl_->scalars[i] = new (arena) ScalarType(static_cast<Scalar>(i));
  for (size_t i = 0; i < literalCount; ++i)
    impl_->literals[i] = new (arena) LiteralType(static_cast<Literal>(i));
}

TypeStore::~TypeStore() = default;

size_t TypeStore::bytes() const {
  return impl_->arena.getTotalMemory();
}

const Type* TypeStore::error() const {
  return impl_->error;
}
const Type* TypeStore::top() const {
  return impl_->top;
}
const Type* TypeStore::bottom() const {
  return impl_->bottom;
}

const Type* TypeStore::scalar(Scalar scalar) const {
  return impl_->scalars[static_cast<size_t>(scalar)];
}

const Type* TypeStore::literal(Literal literal) const {
  return impl_->literals[static_cast<size_t>(literal)];
}

const CollectionType* TypeStore::collection(Collection collection, const Type* element) {
  element = impl_->limited(element);
  const CollectionType*& found = impl_->collections[static_cast<size_t>(collection)][element];
  if (found) return found;
  auto* made = new (impl_->arena) CollectionType(collection, element);
  made->depth_ = static_cast<uint16_t>(element->depth() + 1);
  found = made;
  return found;
}

const NamedType* TypeStore::named(TypeKind kind, Name name, llvm::ArrayRef<Field> fields) {
  AQUA_CHECK(kind == TypeKind::Struct || kind == TypeKind::Ability || kind == TypeKind::Service,
             "a named type is a struct, an ability or a service");
  llvm::SmallVector<Field> sorted(fields);
  llvm::sort(sorted, [](const Field& a, const Field& b) { return a.name < b.name; });
  uint16_t depth = 0;
  for (size_t i = 0; i < sorted.size(); ++i) {
    AQUA_CHECK(i == 0 || sorted[i - 1].name != sorted[i].name, "members have different names");
    sorted[i].type = impl_->limited(sorted[i].type);
    depth = std::max(depth, sorted[i].type->depth());
  }
  const NamedKey key{kind, name, sorted};
  if (const auto found = impl_->named.find_as(key); found != impl_->named.end()) return *found;
  const llvm::ArrayRef<Field> stored = llvm::ArrayRef(sorted).copy(impl_->arena);
  auto* made = new (impl_->arena) NamedType(kind, name, stored);
  made->depth_ = static_cast<uint16_t>(depth + 1);
  impl_->named.insert(made);
  return made;
}

const ArrowType* TypeStore::arrow(llvm::ArrayRef<Parameter> parameters,
                                  llvm::ArrayRef<const Type*> results) {
  uint16_t depth = 0;
  llvm::SmallVector<Parameter> limitedParameters(parameters);
  for (Parameter& parameter : limitedParameters) {
    parameter.type = impl_->limited(parameter.type);
    depth = std::max(depth, parameter.type->depth());
  }
  llvm::SmallVector<const Type*> limitedResults;
  for (const Type* result : results) {
    limitedResults.push_back(impl_->limited(result));
    depth = std::max(depth, limitedResults.back()->depth());
  }
  ArrowKey key{limitedParameters, limitedResults};
  if (const auto found = impl_->arrows.find_as(key); found != impl_->arrows.end()) return *found;
  auto* made = new (impl_->arena)
      ArrowType(key.parameters.copy(impl_->arena), key.results.copy(impl_->arena));
  made->depth_ = static_cast<uint16_t>(depth + 1);
  impl_->arrows.insert(made);
  return made;
}

const Type* NamedType::field(Name name) const {
  const auto* found = llvm::lower_bound(
      fields_, name, [](const Field& field, Name wanted) { return field.name < wanted; });
  return found != fields_.end() && found->name == name ? found->type : nullptr;
}

} // namespace aqua::types
