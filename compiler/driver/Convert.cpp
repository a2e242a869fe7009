#include "Convert.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"

#include "types/Relations.h"

namespace aqua::driver {
namespace {

using types::Scalar;
using value::Kind;
using value::Value;

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

bool isOption(const types::Type& type) {
  const auto* collection = llvm::dyn_cast<types::CollectionType>(&type);
  return collection && collection->collection() == types::Collection::Option;
}

/// What the value to be checked is written as.
enum class Form : uint8_t { User, Air };

/// Converts one value; stops at the first part that does not fit.
class Converter {
public:
  Converter(const std::string& name, Form form) : name_(name), form_(form) {}

  Converted convert(const types::Type& type, const Value& value) {
    if (auto converted = part(type, value)) result_.value = std::move(*converted);
    return std::move(result_);
  }

private:
  /// Nothing if the value does not fit.
  std::optional<Value> part(const types::Type& type, const Value& value);
  std::optional<Value> collection(const types::CollectionType& type, const Value& value);
  std::optional<Value> structure(const types::NamedType& type, const Value& value);
  void noteSurplus(const types::NamedType& type, const Value& value);
  std::optional<Value> mismatch(const types::Type& type, const Value& value);
  std::optional<Value> missing(const types::Field& field);
  [[nodiscard]] std::string culprit() const;

  const std::string& name_;
  Form form_;
  ValuePath path_;
  Converted result_;
};

/// Cut where it gets long.
std::string shortJson(const Value& value) {
  constexpr size_t limit = 160;
  std::string text = value::toJson(value);
  if (text.size() <= limit) return text;
  size_t end = limit;
  while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0) == 0x80) // inside a character
    --end;
  return text.substr(0, end) + "…";
}

/// `box.list[1].n`
std::string Converter::culprit() const {
  ValuePath path = {{name_, std::nullopt}};
  path.insert(path.end(), path_.begin(), path_.end());
  return value::pathText(path);
}

std::optional<Value> Converter::mismatch(const types::Type& type, const Value& value) {
  result_.error = fmt::format("`{}` must be of type `{}`, but is {}", culprit(),
                              types::typeText(&type), shortJson(value));
  result_.culprit = path_;
  result_.culpritType = &type;
  return std::nullopt;
}

std::optional<Value> Converter::missing(const types::Field& field) {
  result_.error = fmt::format("field `{}.{}` of type `{}` is missing", culprit(),
                              field.name.str().str(), types::typeText(field.type));
  result_.culprit = path_;
  result_.culpritType = field.type;
  return std::nullopt;
}

std::optional<Value> Converter::collection(const types::CollectionType& type, const Value& value) {
  if (isOption(type) && form_ == Form::User) {
    if (value.isNull()) return Value::array({});
    auto element = part(*type.element(), value);
    if (!element) return std::nullopt;
    return Value::array({std::move(*element)});
  }
  if (!value.isArray() || (isOption(type) && value.items().size() > 1))
    return mismatch(type, value);
  std::vector<Value> items;
  for (size_t i = 0; i < value.items().size(); ++i) {
    path_.push_back({"", i});
    auto item = part(*type.element(), value.items()[i]);
    path_.pop_back();
    if (!item) return std::nullopt;
    items.push_back(std::move(*item));
  }
  return Value::array(std::move(items));
}

void Converter::noteSurplus(const types::NamedType& type, const Value& value) {
  for (const value::Member& member : value.members()) {
    const bool isField = llvm::any_of(
        type.fields(), [&](const types::Field& field) { return field.name.str() == member.first; });
    if (isField) continue;
    SurplusMember& surplus = result_.surplus.emplace_back(SurplusMember{path_, &type});
    surplus.path.push_back({member.first, std::nullopt});
  }
}

std::optional<Value> Converter::structure(const types::NamedType& type, const Value& value) {
  if (!value.isObject()) return mismatch(type, value);
  noteSurplus(type, value);
  std::vector<value::Member> members;
  for (const types::Field& field : type.fields()) {
    const std::string name = field.name.str().str();
    const Value* given = value.field(name);
    if (!given && !(isOption(*field.type) && form_ == Form::User)) return missing(field);
    path_.push_back({name, std::nullopt});
    auto member = part(*field.type, given ? *given : Value());
    path_.pop_back();
    if (!member) return std::nullopt;
    members.emplace_back(name, std::move(*member));
  }
  return Value::object(std::move(members));
}

std::optional<Value> Converter::part(const types::Type& type, const Value& value) {
  switch (type.kind()) {
  case types::TypeKind::Top:
  case types::TypeKind::Error: return value;
  case types::TypeKind::Scalar:
    if (!fits(llvm::cast<types::ScalarType>(type).scalar(), value)) return mismatch(type, value);
    return value;
  case types::TypeKind::Collection:
    return collection(llvm::cast<types::CollectionType>(type), value);
  case types::TypeKind::Struct: return structure(llvm::cast<types::NamedType>(type), value);
  case types::TypeKind::Literal:
  case types::TypeKind::Bottom:
  case types::TypeKind::Ability:
  case types::TypeKind::Service:
  case types::TypeKind::Arrow: return mismatch(type, value);
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

Converted toAir(const types::Type& type, const Value& value, const std::string& name) {
  return Converter(name, Form::User).convert(type, value);
}

Converted checkAir(const types::Type& type, const Value& value, const std::string& name) {
  return Converter(name, Form::Air).convert(type, value);
}

std::string airMisfit(const types::Type& type, const Value& value, const std::string& name) {
  return checkAir(type, value, name).error;
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
