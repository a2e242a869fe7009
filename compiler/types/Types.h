// The types of Aqua (spec/02 §2), interned: two equal types are one object, so equality is pointer
// equality. All types of a compilation live in one TypeStore.

#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/raw_ostream.h"

#include "support/Name.h"

namespace aqua::types {

using support::Name;

enum class TypeKind : uint8_t {
  Error, // of what could not be typed; fits everywhere and silences follow-ups
  Top,
  Bottom,
  Scalar,
  Literal,
  Collection,
  Struct,
  Ability,
  Service,
  Arrow,
};

/// No type nests deeper than this: what would be deeper holds the error type in its place. Whoever
/// makes types of the user's text asks for depth() first and reports a type that would be too deep.
inline constexpr uint16_t maxTypeDepth = 256;

class Type {
public:
  [[nodiscard]] TypeKind kind() const { return kind_; }
  /// 1 for a scalar, one more than the deepest part for what has parts.
  [[nodiscard]] uint16_t depth() const { return depth_; }

protected:
  explicit Type(TypeKind kind) : kind_(kind) {}
  friend class TypeStore;

private:
  TypeKind kind_;
  uint16_t depth_ = 1;
};

/// Error, Top and Bottom: nothing but their kind.
class SpecialType final : public Type {
  friend class TypeStore;
  using Type::Type;
};

enum class Scalar : uint8_t { U8, U16, U32, U64, I8, I16, I32, I64, F32, F64, Bool, String };

class ScalarType final : public Type {
public:
  [[nodiscard]] Scalar scalar() const { return scalar_; }
  static bool classof(const Type* t) { return t->kind() == TypeKind::Scalar; }

private:
  friend class TypeStore;
  explicit ScalarType(Scalar s) : Type(TypeKind::Scalar), scalar_(s) {}
  Scalar scalar_;
};

/// Type of a literal token: the set of scalars it may become.
enum class Literal : uint8_t { Unsigned, Signed, Float, Bool, String };

class LiteralType final : public Type {
public:
  [[nodiscard]] Literal literal() const { return literal_; }
  static bool classof(const Type* t) { return t->kind() == TypeKind::Literal; }

private:
  friend class TypeStore;
  explicit LiteralType(Literal l) : Type(TypeKind::Literal), literal_(l) {}
  Literal literal_;
};

enum class Collection : uint8_t { Array, Option, Stream, StreamMap };

class CollectionType final : public Type {
public:
  [[nodiscard]] Collection collection() const { return collection_; }
  [[nodiscard]] const Type* element() const { return element_; }
  static bool classof(const Type* t) { return t->kind() == TypeKind::Collection; }

private:
  friend class TypeStore;
  CollectionType(Collection c, const Type* e)
      : Type(TypeKind::Collection), collection_(c), element_(e) {}
  Collection collection_;
  const Type* element_;
};

struct Field {
  Name name;
  const Type* type = nullptr;
  friend bool operator==(const Field&, const Field&) = default;
};

/// Struct, ability or service: a name and members sorted by name. A struct that was computed as the
/// meet of two others has no name.
class NamedType final : public Type {
public:
  [[nodiscard]] Name name() const { return name_; }
  [[nodiscard]] llvm::ArrayRef<Field> fields() const { return fields_; }
  /// Type of a member, or null.
  [[nodiscard]] const Type* field(Name name) const;
  static bool classof(const Type* t) {
    return t->kind() == TypeKind::Struct || t->kind() == TypeKind::Ability ||
           t->kind() == TypeKind::Service;
  }

private:
  friend class TypeStore;
  NamedType(TypeKind kind, Name name, llvm::ArrayRef<Field> fields)
      : Type(kind), name_(name), fields_(fields) {}
  Name name_;
  llvm::ArrayRef<Field> fields_;
};

/// A parameter of an arrow; the label may be empty and does not matter for subtyping.
struct Parameter {
  Name label;
  const Type* type = nullptr;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

class ArrowType final : public Type {
public:
  [[nodiscard]] llvm::ArrayRef<Parameter> parameters() const { return parameters_; }
  [[nodiscard]] llvm::ArrayRef<const Type*> results() const { return results_; }
  static bool classof(const Type* t) { return t->kind() == TypeKind::Arrow; }

private:
  friend class TypeStore;
  ArrowType(llvm::ArrayRef<Parameter> parameters, llvm::ArrayRef<const Type*> results)
      : Type(TypeKind::Arrow), parameters_(parameters), results_(results) {}
  llvm::ArrayRef<Parameter> parameters_;
  llvm::ArrayRef<const Type*> results_;
};

/// Owns and interns types. One per compilation; not thread-safe.
class TypeStore {
public:
  TypeStore();
  ~TypeStore();
  TypeStore(const TypeStore&) = delete;
  TypeStore& operator=(const TypeStore&) = delete;

  [[nodiscard]] const Type* error() const;
  [[nodiscard]] const Type* top() const;
  [[nodiscard]] const Type* bottom() const;
  [[nodiscard]] const Type* scalar(Scalar scalar) const;
  [[nodiscard]] const Type* literal(Literal literal) const;
  const CollectionType* collection(Collection collection, const Type* element);
  const Type* array(const Type* element) { return collection(Collection::Array, element); }
  const Type* option(const Type* element) { return collection(Collection::Option, element); }
  const Type* stream(const Type* element) { return collection(Collection::Stream, element); }
  const Type* streamMap(const Type* element) { return collection(Collection::StreamMap, element); }
  /// `kind` is Struct, Ability or Service; fields in any order, names unique.
  const NamedType* named(TypeKind kind, Name name, llvm::ArrayRef<Field> fields);
  const ArrowType* arrow(llvm::ArrayRef<Parameter> parameters, llvm::ArrayRef<const Type*> results);

  /// What the types take.
  [[nodiscard]] size_t bytes() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// As the user writes it: `[]u32`, `Data`, `u32, string -> u32`; literal types as `unsigned
/// literal`, structs without a name (meets of two others) as `{x: u8}`.
void print(const Type& type, llvm::raw_ostream& out);
[[nodiscard]] std::string typeText(const Type* type);
/// The same with the members of a named type: `data N{x: u8, y: string}`. For hovers, and for
/// messages about two types of one name.
[[nodiscard]] std::string definitionText(const Type* type);

} // namespace aqua::types
