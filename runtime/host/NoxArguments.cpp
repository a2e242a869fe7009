// Arguments of builtins of the Rust node: conversions and the texts of its errors (spec/06 §3.2).

#include <fmt/format.h>

#include <limits>

#include "BuiltinCall.h"
#include "trace/State.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::host {

using trace::debugString;
using value::Kind;
using value::Value;

namespace {

bool convert(const Value& value, Value& result) {
  result = value;
  return true;
}

bool convert(const Value& value, int64_t& result) {
  if (value.kind() != Kind::Int) return false;
  result = value.asInt();
  return true;
}

bool convert(const Value& value, uint64_t& result) {
  if (value.kind() == Kind::UInt)
    result = value.asUInt();
  else if (value.kind() == Kind::Int && value.asInt() >= 0)
    result = static_cast<uint64_t>(value.asInt());
  else
    return false;
  return true;
}

template <typename Small>
bool convertSmall(const Value& value, Small& result) {
  uint64_t wide = 0;
  if (!convert(value, wide) || wide > std::numeric_limits<Small>::max()) return false;
  result = static_cast<Small>(wide);
  return true;
}

bool convert(const Value& value, uint32_t& result) {
  return convertSmall(value, result);
}
bool convert(const Value& value, uint8_t& result) {
  return convertSmall(value, result);
}

bool convert(const Value& value, double& result) {
  if (value.kind() == Kind::Int)
    result = static_cast<double>(value.asInt());
  else if (value.kind() == Kind::UInt)
    result = static_cast<double>(value.asUInt());
  else if (value.kind() == Kind::Float)
    result = value.asFloat();
  else
    return false;
  return true;
}

bool convert(const Value& value, bool& result) {
  if (value.kind() != Kind::Bool) return false;
  result = value.asBool();
  return true;
}

bool convert(const Value& value, std::string& result) {
  if (!value.isString()) return false;
  result = value.asString().str();
  return true;
}

template <typename T>
bool convert(const Value& value, std::vector<T>& result) {
  if (!value.isArray()) return false;
  result.clear();
  for (const Value& item : value.items())
    if (!convert(item, result.emplace_back())) return false;
  return true;
}

bool convert(const Value& value, StringSet& result) {
  return convert(value, result.strings);
}

bool convert(const Value& value, JsonObject& result) {
  if (!value.isObject()) return false;
  result.members = value.members().vec();
  return true;
}

// The names that Rust has for the types.
std::string typeName(const Value*) {
  return "serde_json::value::Value";
}
std::string typeName(const int64_t*) {
  return "i64";
}
std::string typeName(const uint64_t*) {
  return "u64";
}
std::string typeName(const uint32_t*) {
  return "u32";
}
std::string typeName(const uint8_t*) {
  return "u8";
}
std::string typeName(const double*) {
  return "f64";
}
std::string typeName(const bool*) {
  return "bool";
}
std::string typeName(const std::string*) {
  return "String";
}
std::string typeName(const StringSet*) {
  return "std::collections::hash::set::HashSet<String>";
}
std::string typeName(const JsonObject*) {
  return "serde_json::map::Map<String, serde_json::value::Value>";
}
template <typename T>
std::string typeName(const std::vector<T>*) {
  return "Vec<" + typeName(static_cast<const T*>(nullptr)) + ">";
}

} // namespace

template <typename T>
bool NoxArguments::next(llvm::StringRef name, T& argument) {
  if (rest_.empty())
    return fail(
        noxWrapped(fmt::format("Field '{}' is missing from args to call_service", name.str()),
                   fmt::format("MissingField({})", debugString(name))));
  const Value& value = rest_.front();
  rest_ = rest_.drop_front();
  if (convert(value, argument)) return true;
  return fail(noxWrongType(name, value, typeName(&argument)));
}

template <typename T>
bool NoxArguments::nextOptional(llvm::StringRef name, std::optional<T>& argument) {
  if (rest_.empty()) return true;
  const Value& value = rest_.front();
  rest_ = rest_.drop_front();
  if (value.isNull()) return true;
  T converted{};
  if (convert(value, converted)) {
    argument = std::move(converted);
    return true;
  }
  const std::string type = "Option<" + typeName(&converted) + ">";
  if (!value.isArray()) return fail(noxWrongType(name, value, type));
  const auto items = value.items();
  if (items.empty()) return true;
  if (items.size() > 1) {
    const std::string text =
        fmt::format("Option's array must contain at most 1 element, '{}' was of {} elements",
                    name.str(), items.size());
    return fail(
        noxWrapped(text, fmt::format("InvalidOption({}, {})", debugString(name), items.size())));
  }
  if (!convert(items[0], converted)) return fail(noxWrongType(name, value, type));
  argument = std::move(converted);
  return true;
}

template bool NoxArguments::next(llvm::StringRef, Value&);
template bool NoxArguments::next(llvm::StringRef, int64_t&);
template bool NoxArguments::next(llvm::StringRef, uint32_t&);
template bool NoxArguments::next(llvm::StringRef, double&);
template bool NoxArguments::next(llvm::StringRef, std::string&);
template bool NoxArguments::next(llvm::StringRef, Bytes&);
template bool NoxArguments::next(llvm::StringRef, std::vector<int64_t>&);
template bool NoxArguments::next(llvm::StringRef, std::vector<std::string>&);
template bool NoxArguments::next(llvm::StringRef, std::vector<std::vector<Value>>&);
template bool NoxArguments::next(llvm::StringRef, StringSet&);
template bool NoxArguments::next(llvm::StringRef, JsonObject&);
template bool NoxArguments::nextOptional(llvm::StringRef, std::optional<bool>&);
template bool NoxArguments::nextOptional(llvm::StringRef, std::optional<uint64_t>&);
template bool NoxArguments::nextOptional(llvm::StringRef, std::optional<std::string>&);

std::optional<Answer> noxWrongCount(const BuiltinCall& call, size_t count) {
  if (call.arguments.size() == count) return std::nullopt;
  return noxError(fmt::format("expected {} arguments, got {}", count, call.arguments.size()));
}

Answer noxError(llvm::StringRef message) {
  return Answer::error(Value::string(message));
}

Answer noxWrapped(llvm::StringRef display, llvm::StringRef debug) {
  return noxError(("Error: " + display + "\n" + debug).str());
}

Answer noxWrongType(llvm::StringRef name, const Value& value, llvm::StringRef type) {
  return noxWrapped(fmt::format("Error deserializing field '{}': expected {}, got {}", name.str(),
                                type.str(), value::toJson(value)),
                    fmt::format("DeserializeError {{ field: {}, value: {}, expected_type: {} }}",
                                debugString(name), rustDebug(value), debugString(type)));
}

Answer noxUnit() {
  return textResult("");
}

std::string rustDebug(const Value& value) {
  switch (value.kind()) {
  case Kind::Null: return "Null";
  case Kind::Bool: return value.asBool() ? "Bool(true)" : "Bool(false)";
  case Kind::Int:
  case Kind::UInt:
  case Kind::Float: return "Number(" + value::toJson(value) + ")";
  case Kind::String: return "String(" + debugString(value.asString()) + ")";
  case Kind::Array: {
    std::vector<std::string> items;
    for (const Value& item : value.items())
      items.push_back(rustDebug(item));
    return "Array [" + llvm::join(items, ", ") + "]";
  }
  case Kind::Object: {
    std::vector<std::string> items;
    for (const auto& [key, member] : value.members())
      items.push_back(debugString(key) + ": " + rustDebug(member));
    return "Object {" + llvm::join(items, ", ") + "}";
  }
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace aqua::host
