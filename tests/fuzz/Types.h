// The generator's own model of Aqua types (spec/02 §2–§4). It shares nothing with the compiler, or
// it would repeat its mistakes.

#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace aqua::fuzz {

enum class Scalar : uint8_t { U8, U16, U32, U64, I8, I16, I32, I64, F32, F64, Bool, String };

enum class Kind : uint8_t {
  Scalar,
  UnsignedLiteral, // type of a variable bound to `1`
  SignedLiteral,
  FloatLiteral,
  Top,
  Bottom,
  Array,
  Option,
  Stream,
  Map,
  Struct,
  Ability,
  Service,
  Arrow,
};

struct Type;

/// A field (`type` is data), a method (`type` is an arrow), or a parameter.
struct Member {
  std::string name;
  const Type* type = nullptr;
};

struct Type {
  Kind kind = Kind::Scalar;
  Scalar scalar = Scalar::String;
  const Type* element = nullptr;    // of a collection
  std::string name = {};            // of a struct, ability, service: unique in the program
  std::vector<Member> members = {}; // of a struct, ability, service; the parameters of an arrow
  std::vector<const Type*> results = {}; // of an arrow

  [[nodiscard]] bool isScalar(Scalar s) const { return kind == Kind::Scalar && scalar == s; }
  [[nodiscard]] bool isCollection() const {
    return kind == Kind::Array || kind == Kind::Option || kind == Kind::Stream;
  }
  [[nodiscard]] bool isNumberLiteral() const {
    return kind == Kind::UnsignedLiteral || kind == Kind::SignedLiteral ||
           kind == Kind::FloatLiteral;
  }
  /// JSON values, streams not included.
  [[nodiscard]] bool isData() const;
  [[nodiscard]] bool isInteger() const { return kind == Kind::Scalar && scalar <= Scalar::I64; }
  [[nodiscard]] bool isUnsigned() const { return kind == Kind::Scalar && scalar <= Scalar::U64; }
  [[nodiscard]] bool isFloat() const { return isScalar(Scalar::F32) || isScalar(Scalar::F64); }
};

/// Makes types. Those without a name are shared, so equal types are one object.
class Types {
public:
  const Type* scalar(Scalar scalar);
  const Type* simple(Kind kind);
  const Type* collection(Kind kind, const Type* element);
  const Type* arrow(std::vector<Member> parameters, std::vector<const Type*> results);
  const Type* named(Kind kind, std::string name, std::vector<Member> members);

private:
  std::deque<Type> arena_;
  std::map<Scalar, const Type*> scalars_;
  std::map<Kind, const Type*> simple_;
  std::map<std::pair<Kind, const Type*>, const Type*> collections_;
};

/// Whether both compilers take a value of type `given` where `expected` stands (spec/02 §4). Errs
/// on the strict side.
[[nodiscard]] bool fits(const Type* given, const Type* expected);

[[nodiscard]] const char* spelled(Scalar scalar);

} // namespace aqua::fuzz
