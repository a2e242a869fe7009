#include "Convert.h"

#include "fmt/format.h"

#include "types/Relations.h"

namespace aqua::driver {
namespace {

using types::Scalar;
using value::Kind;
using value::Value;

Converted mismatch(const std::string& path, const types::Type& type, const Value& value) {
  return {{},
          fmt::format("`{}` must be of type `{}`, but is {}", path, types::typeText(&type),
                      value::toJson(value))};
}

bool isIntegerOf(Scalar scalar, const Value& value) {
  if (value.kind() == Kind::UInt) return scalar == Scalar::U64;
  if (value.kind() != Kind::Int) return false;
  const int64_t i = value.asInt();
  switch (scalar) {
  case Scalar::U8: return i >= 0 && i <= UINT8_MAX;
  case Scalar::U16: return i >= 0 && i <= UINT16_MAX;
  case Scalar::U32: return i >= 0 && i <= UINT32_MAX;
  case Scalar::U64: return i >= 0;
  case Scalar::I8: return i >= INT8_MIN && i <= INT8_MAX;
  case Scalar::I16: return i >= INT16_MIN && i <= INT16_MAX;
  case Scalar::I32: return i >= INT32_MIN && i <= INT32_MAX;
  case Scalar::I64: return true;
  case Scalar::F32:
  case Scalar::F64:
  case Scalar::Bool:
  case Scalar::String: return false;
  }
  llvm_unreachable("all scalars are listed");
}

bool fits(Scalar scalar, const Value& value) {
  if (scalar == Scalar::Bool) return value.kind() == Kind::Bool;
  if (scalar == Scalar::String) return value.isString();
  if (scalar == Scalar::F32 || scalar == Scalar::F64) return value.isNumber();
  return isIntegerOf(scalar, value);
}

/// What the value to be checked is written as.
enum class Form : uint8_t { User, Air };

Converted checkedToAir(const types::Type& type, const Value& value, const std::string& path,
                       Form form);

Converted collectionToAir(const types::CollectionType& type, const Value& value,
                          const std::string& path, Form form) {
  const bool isOption = type.collection() == types::Collection::Option;
  if (isOption && form == Form::User) {
    if (value.isNull()) return {Value::array({}), ""};
    Converted element = checkedToAir(*type.element(), value, path, form);
    if (!element.error.empty()) return element;
    return {Value::array({std::move(element.value)}), ""};
  }
  if (!value.isArray() || (isOption && value.items().size() > 1))
    return mismatch(path, type, value);
  std::vector<Value> items;
  for (size_t i = 0; i < value.items().size(); ++i) {
    Converted item =
        checkedToAir(*type.element(), value.items()[i], fmt::format("{}[{}]", path, i), form);
    if (!item.error.empty()) return item;
    items.push_back(std::move(item.value));
  }
  return {Value::array(std::move(items)), ""};
}

Converted structToAir(const types::NamedType& type, const Value& value, const std::string& path,
                      Form form) {
  if (!value.isObject()) return mismatch(path, type, value);
  std::vector<value::Member> members;
  for (const types::Field& field : type.fields()) {
    const std::string name = field.name.str().str();
    const Value* given = value.field(name);
    const auto* collection = llvm::dyn_cast<types::CollectionType>(field.type);
    const bool isOption = collection && collection->collection() == types::Collection::Option;
    if (!given && !(isOption && form == Form::User))
      return {{},
              fmt::format("field `{}.{}` of type `{}` is missing", path, name,
                          types::typeText(field.type))};
    Converted member = checkedToAir(*field.type, given ? *given : Value(), path + "." + name, form);
    if (!member.error.empty()) return member;
    members.emplace_back(name, std::move(member.value));
  }
  return {Value::object(std::move(members)), ""};
}

Converted checkedToAir(const types::Type& type, const Value& value, const std::string& path,
                       Form form) {
  switch (type.kind()) {
  case types::TypeKind::Top:
  case types::TypeKind::Error: return {value, ""};
  case types::TypeKind::Scalar:
    if (!fits(llvm::cast<types::ScalarType>(type).scalar(), value))
      return mismatch(path, type, value);
    return {value, ""};
  case types::TypeKind::Collection:
    return collectionToAir(llvm::cast<types::CollectionType>(type), value, path, form);
  case types::TypeKind::Struct:
    return structToAir(llvm::cast<types::NamedType>(type), value, path, form);
  case types::TypeKind::Literal:
  case types::TypeKind::Bottom:
  case types::TypeKind::Ability:
  case types::TypeKind::Service:
  case types::TypeKind::Arrow: return mismatch(path, type, value);
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

Converted toAir(const types::Type& type, const Value& value, const std::string& path) {
  return checkedToAir(type, value, path, Form::User);
}

std::string airMisfit(const types::Type& type, const Value& value, const std::string& path) {
  return checkedToAir(type, value, path, Form::Air).error;
}

Value fromAir(const types::Type& type, const Value& value) {
  if (const auto* collection = llvm::dyn_cast<types::CollectionType>(&type)) {
    if (!value.isArray()) return value;
    if (collection->collection() == types::Collection::Option)
      return value.items().empty() ? Value()
                                   : fromAir(*collection->element(), value.items().front());
    std::vector<Value> items;
    for (const Value& item : value.items())
      items.push_back(fromAir(*collection->element(), item));
    return Value::array(std::move(items));
  }
  const auto* named = llvm::dyn_cast<types::NamedType>(&type);
  if (!named || !value.isObject()) return value;
  std::vector<value::Member> members;
  for (const types::Field& field : named->fields()) {
    const Value* given = value.field(field.name.str());
    members.emplace_back(field.name.str().str(), given ? fromAir(*field.type, *given) : Value());
  }
  return Value::object(std::move(members));
}

} // namespace aqua::driver
