#include "PeerNames.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::network {

using value::Kind;
using value::Value;

namespace {

bool isNameCharacter(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '-';
}

/// The value with `change` applied to its strings; the same value if none of them `isAffected`.
/// JSON values are at most 127 levels deep, so recursion is bounded.
Value mapStrings(const Value& value, llvm::function_ref<bool(llvm::StringRef)> isAffected,
                 llvm::function_ref<std::string(llvm::StringRef)> change) {
  switch (value.kind()) {
  case Kind::Null:
  case Kind::Bool:
  case Kind::Int:
  case Kind::UInt:
  case Kind::Float: return value;
  case Kind::String:
    return isAffected(value.asString()) ? Value::string(change(value.asString())) : value;
  case Kind::Array: {
    std::vector<Value> items;
    items.reserve(value.items().size());
    for (const Value& item : value.items())
      items.push_back(mapStrings(item, isAffected, change));
    return Value::array(std::move(items));
  }
  case Kind::Object: {
    std::vector<value::Member> members;
    members.reserve(value.members().size());
    for (const auto& [key, item] : value.members())
      members.emplace_back(isAffected(key) ? change(key) : key,
                           mapStrings(item, isAffected, change));
    return Value::object(std::move(members));
  }
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

void PeerNames::add(llvm::StringRef name, llvm::StringRef id) {
  idOfName_[name] = id.str();
  nameOfId_[id] = name.str();
}

std::string PeerNames::toIds(llvm::StringRef text) const {
  std::string result;
  while (true) {
    const size_t open = text.find("{{");
    result += text.substr(0, open);
    if (open == llvm::StringRef::npos) return result;
    text = text.substr(open);
    const llvm::StringRef name = text.substr(2).take_while(isNameCharacter);
    const auto id = idOfName_.find(name);
    if (text.substr(2 + name.size()).starts_with("}}") && id != idOfName_.end()) {
      result += id->second;
      text = text.substr(name.size() + 4);
    } else {
      result += text.front();
      text = text.substr(1);
    }
  }
}

Value PeerNames::toIds(const Value& value) const {
  return mapStrings(
      value, [](llvm::StringRef text) { return text.contains("{{"); },
      [&](llvm::StringRef text) { return toIds(text); });
}

std::string PeerNames::toNames(llvm::StringRef text) const {
  std::string result;
  while (true) {
    const size_t start = text.find(peerIdPrefix);
    result += text.substr(0, start);
    if (start == llvm::StringRef::npos) return result;
    text = text.substr(start);
    const auto name = nameOfId_.find(text.substr(0, peerIdLength));
    if (name != nameOfId_.end()) {
      result += "{{" + name->second + "}}";
      text = text.substr(peerIdLength);
    } else {
      result += text.front();
      text = text.substr(1);
    }
  }
}

Value PeerNames::toNames(const Value& value) const {
  return mapStrings(
      value, [](llvm::StringRef text) { return text.contains(peerIdPrefix); },
      [&](llvm::StringRef text) { return toNames(text); });
}

} // namespace aqua::network
