// Relations between the generator's types.

#include "Types.h"

#include <algorithm>
#include <array>

namespace aqua::fuzz {

namespace {

const Type* add(std::deque<Type>& arena, Type type) {
  return &arena.emplace_back(std::move(type));
}

/// Columns that a row of the table of spec/02 §4 accepts, as a mask over Scalar.
constexpr unsigned bit(Scalar s) {
  return 1U << static_cast<unsigned>(s);
}
constexpr std::array<unsigned, 12> widens = {
    bit(Scalar::U8) | bit(Scalar::U16) | bit(Scalar::U32) | bit(Scalar::U64) | bit(Scalar::I16) |
        bit(Scalar::I32) | bit(Scalar::I64) | bit(Scalar::F32) | bit(Scalar::F64),
    bit(Scalar::U16) | bit(Scalar::U32) | bit(Scalar::U64) | bit(Scalar::I32) | bit(Scalar::I64) |
        bit(Scalar::F32) | bit(Scalar::F64),
    bit(Scalar::U32) | bit(Scalar::U64) | bit(Scalar::I64) | bit(Scalar::F64),
    bit(Scalar::U64),
    bit(Scalar::I8) | bit(Scalar::I16) | bit(Scalar::I32) | bit(Scalar::I64) | bit(Scalar::F32) |
        bit(Scalar::F64),
    bit(Scalar::I16) | bit(Scalar::I32) | bit(Scalar::I64) | bit(Scalar::F32) | bit(Scalar::F64),
    bit(Scalar::I32) | bit(Scalar::I64) | bit(Scalar::F64),
    bit(Scalar::I64),
    bit(Scalar::F32) | bit(Scalar::F64),
    bit(Scalar::F64),
    bit(Scalar::Bool),
    bit(Scalar::String),
};

bool membersFit(const Type* given, const Type* expected) {
  return std::all_of(expected->members.begin(), expected->members.end(), [&](const Member& wanted) {
    return std::any_of(given->members.begin(), given->members.end(), [&](const Member& member) {
      return member.name == wanted.name && fits(member.type, wanted.type);
    });
  });
}

bool arrowFits(const Type* given, const Type* expected) {
  if (given->members.size() > expected->members.size()) return false;
  if (given->results.size() < expected->results.size()) return false;
  for (size_t i = 0; i < given->members.size(); ++i)
    if (!fits(expected->members[i].type, given->members[i].type)) return false;
  for (size_t i = 0; i < expected->results.size(); ++i)
    if (!fits(given->results[i], expected->results[i])) return false;
  return true;
}

} // namespace

bool Type::isData() const {
  switch (kind) {
  case Kind::Stream:
  case Kind::Map:
  case Kind::Ability:
  case Kind::Service:
  case Kind::Arrow: return false;
  case Kind::Scalar:
  case Kind::UnsignedLiteral:
  case Kind::SignedLiteral:
  case Kind::FloatLiteral:
  case Kind::Top:
  case Kind::Bottom:
  case Kind::Array:
  case Kind::Option:
  case Kind::Struct: return true;
  }
  return false;
}

const Type* Types::scalar(Scalar scalar) {
  const Type*& type = scalars_[scalar];
  if (!type) type = add(arena_, Type{.kind = Kind::Scalar, .scalar = scalar});
  return type;
}

const Type* Types::simple(Kind kind) {
  const Type*& type = simple_[kind];
  if (!type) type = add(arena_, Type{.kind = kind});
  return type;
}

const Type* Types::collection(Kind kind, const Type* element) {
  const Type*& type = collections_[{kind, element}];
  if (!type) type = add(arena_, Type{.kind = kind, .element = element});
  return type;
}

const Type* Types::arrow(std::vector<Member> parameters, std::vector<const Type*> results) {
  return add(
      arena_,
      Type{.kind = Kind::Arrow, .members = std::move(parameters), .results = std::move(results)});
}

const Type* Types::named(Kind kind, std::string name, std::vector<Member> members) {
  return add(arena_, Type{.kind = kind, .name = std::move(name), .members = std::move(members)});
}

bool fits(const Type* given, const Type* expected) {
  if (given == expected) return true;
  if (expected->kind == Kind::Top) return given->isData() || given->kind == Kind::Stream;
  if (given->kind == Kind::Bottom) return true;
  switch (given->kind) {
  case Kind::Scalar:
    return expected->kind == Kind::Scalar &&
           (widens[static_cast<size_t>(given->scalar)] & bit(expected->scalar)) != 0;
  case Kind::UnsignedLiteral:
    return expected->kind == Kind::Scalar && expected->scalar <= Scalar::F64;
  case Kind::SignedLiteral:
    return expected->kind == Kind::Scalar && expected->scalar >= Scalar::I8 &&
           expected->scalar <= Scalar::F64;
  case Kind::FloatLiteral: return expected->isFloat();
  case Kind::Array:
  case Kind::Option:
  case Kind::Stream:
    if (expected->kind == Kind::Stream && given->kind != Kind::Stream) return false;
    return expected->isCollection() && fits(given->element, expected->element);
  case Kind::Struct: return expected->kind == Kind::Struct && membersFit(given, expected);
  case Kind::Ability:
  case Kind::Service:
    return (expected->kind == Kind::Ability || expected->kind == Kind::Service) &&
           membersFit(given, expected);
  case Kind::Arrow: return expected->kind == Kind::Arrow && arrowFits(given, expected);
  case Kind::Top:
  case Kind::Bottom:
  case Kind::Map: return false;
  }
  return false;
}

const char* spelled(Scalar scalar) {
  static constexpr std::array<const char*, 12> names = {
      "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64", "bool", "string"};
  return names[static_cast<size_t>(scalar)];
}

} // namespace aqua::fuzz
