// The structs of the protocol to JSON and back: a struct lists its members once, and both
// directions follow.

#pragma once

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "llvm/Support/JSON.h"

namespace aqua::lsp {

/// How a type is read and written. Specialised below; a new kind of type adds its own.
template <typename T>
struct Codec;

/// What is there before it is read. Values of JSON have no default constructor.
template <typename T>
[[nodiscard]] T unread() {
  if constexpr (std::is_same_v<T, llvm::json::Value>)
    return nullptr;
  else
    return T();
}

/// Reads a value into `out`; false with the place of the mistake reported to `path`.
template <typename T>
[[nodiscard]] bool readJson(const llvm::json::Value& value, T& out, llvm::json::Path path) {
  return Codec<T>::read(value, out, path);
}
template <typename T>
[[nodiscard]] llvm::json::Value writeJson(const T& value) {
  return Codec<T>::write(value);
}

/// Visits the members of a struct that is read.
class MemberReader {
public:
  MemberReader(const llvm::json::Object& object, llvm::json::Path path)
      : object_(object), path_(path) {}

  /// A member that must be there.
  template <typename T>
  void operator()(llvm::StringRef name, T& member) {
    if (!isGood_) return;
    const llvm::json::Value* value = object_.get(name);
    if (!value) {
      isGood_ = false;
      path_.field(name).report("missing value");
      return;
    }
    isGood_ = readJson(*value, member, path_.field(name));
  }
  /// A member that may be left out, or null.
  template <typename T>
  void operator()(llvm::StringRef name, std::optional<T>& member) {
    const llvm::json::Value* value = isGood_ ? object_.get(name) : nullptr;
    member.reset();
    if (!value || value->kind() == llvm::json::Value::Null) return;
    isGood_ = readJson(*value, member.emplace(unread<T>()), path_.field(name));
  }
  /// A member that keeps its default if it is left out.
  template <typename T>
  void defaulted(llvm::StringRef name, T& member) {
    std::optional<T> given;
    operator()(name, given);
    if (given) member = std::move(*given);
  }

  [[nodiscard]] bool isGood() const { return isGood_; }

private:
  const llvm::json::Object& object_;
  llvm::json::Path path_;
  bool isGood_ = true;
};

/// Visits the members of a struct that is written.
class MemberWriter {
public:
  template <typename T>
  void operator()(llvm::StringRef name, const T& member) {
    object_.try_emplace(name, writeJson(member));
  }
  template <typename T>
  void operator()(llvm::StringRef name, const std::optional<T>& member) {
    if (member) operator()(name, *member);
  }
  template <typename T>
  void defaulted(llvm::StringRef name, const T& member) {
    operator()(name, member);
  }

  [[nodiscard]] llvm::json::Object take() { return std::move(object_); }

private:
  llvm::json::Object object_;
};

/// A struct has `static void members(auto& visit, auto& self)`, which calls `visit` with the name
/// and the place of each member.
template <typename T>
concept Struct = requires(MemberWriter visit, T& self) { T::members(visit, self); };

template <Struct T>
struct Codec<T> {
  static bool read(const llvm::json::Value& value, T& out, llvm::json::Path path) {
    const llvm::json::Object* object = value.getAsObject();
    if (!object) {
      path.report("expected object");
      return false;
    }
    MemberReader reader(*object, path);
    T::members(reader, out);
    return reader.isGood();
  }
  static llvm::json::Value write(const T& value) {
    MemberWriter writer;
    T::members(writer, value);
    return writer.take();
  }
};

template <std::integral T>
struct Codec<T> {
  static constexpr llvm::StringLiteral expected =
      std::is_unsigned_v<T> ? llvm::StringLiteral("expected unsigned integer")
                            : llvm::StringLiteral("expected integer");
  static bool read(const llvm::json::Value& value, T& out, llvm::json::Path path) {
    const std::optional<int64_t> number = value.getAsInteger();
    if (!number || !std::in_range<T>(*number)) {
      path.report(expected);
      return false;
    }
    out = static_cast<T>(*number);
    return true;
  }
  static llvm::json::Value write(T value) { return static_cast<int64_t>(value); }
};

template <>
struct Codec<bool> {
  static bool read(const llvm::json::Value& value, bool& out, llvm::json::Path path) {
    return llvm::json::fromJSON(value, out, path);
  }
  static llvm::json::Value write(bool value) { return value; }
};

template <>
struct Codec<std::string> {
  static bool read(const llvm::json::Value& value, std::string& out, llvm::json::Path path) {
    return llvm::json::fromJSON(value, out, path);
  }
  static llvm::json::Value write(const std::string& value) { return value; }
};

/// What the protocol leaves open: it is passed through.
template <>
struct Codec<llvm::json::Value> {
  static bool read(const llvm::json::Value& value, llvm::json::Value& out, llvm::json::Path) {
    out = value;
    return true;
  }
  static llvm::json::Value write(const llvm::json::Value& value) { return value; }
};

template <typename T>
struct Codec<std::vector<T>> {
  static bool read(const llvm::json::Value& value, std::vector<T>& out, llvm::json::Path path) {
    const llvm::json::Array* array = value.getAsArray();
    if (!array) {
      path.report("expected array");
      return false;
    }
    out.clear();
    for (unsigned i = 0; i < array->size(); ++i)
      if (!readJson((*array)[i], out.emplace_back(unread<T>()), path.index(i))) return false;
    return true;
  }
  static llvm::json::Value write(const std::vector<T>& values) {
    llvm::json::Array array;
    array.reserve(values.size());
    for (const T& value : values)
      array.push_back(writeJson(value));
    return array;
  }
};

template <typename T>
struct Codec<std::map<std::string, T>> {
  static bool read(const llvm::json::Value& value, std::map<std::string, T>& out,
                   llvm::json::Path path) {
    const llvm::json::Object* object = value.getAsObject();
    if (!object) {
      path.report("expected object");
      return false;
    }
    out.clear();
    for (const auto& [key, member] : *object)
      if (!readJson(member, out.emplace(key.str(), unread<T>()).first->second, path.field(key)))
        return false;
    return true;
  }
  static llvm::json::Value write(const std::map<std::string, T>& values) {
    llvm::json::Object object;
    for (const auto& [key, value] : values)
      object.try_emplace(key, writeJson(value));
    return object;
  }
};

/// Null if there is nothing: results of requests, and members that must be there.
template <typename T>
struct Codec<std::optional<T>> {
  static bool read(const llvm::json::Value& value, std::optional<T>& out, llvm::json::Path path) {
    out.reset();
    return value.kind() == llvm::json::Value::Null ||
           readJson(value, out.emplace(unread<T>()), path);
  }
  static llvm::json::Value write(const std::optional<T>& value) {
    return value ? writeJson(*value) : llvm::json::Value(nullptr);
  }
};

/// The texts of an enumeration that is a string in the protocol, by its values.
template <typename T>
struct EnumTexts;

template <typename T>
concept TextEnum = std::is_enum_v<T> && requires { EnumTexts<T>::texts[0]; };

template <TextEnum T>
struct Codec<T> {
  static bool read(const llvm::json::Value& value, T& out, llvm::json::Path path) {
    const std::optional<llvm::StringRef> text = value.getAsString();
    for (size_t i = 0; text && i < std::size(EnumTexts<T>::texts); ++i) {
      if (*text != EnumTexts<T>::texts[i]) continue;
      out = static_cast<T>(i);
      return true;
    }
    path.report(text ? llvm::StringLiteral("unknown value")
                     : llvm::StringLiteral("expected string"));
    return false;
  }
  static llvm::json::Value write(T value) {
    return EnumTexts<T>::texts[static_cast<size_t>(value)];
  }
};

/// Other enumerations are numbers, with the values that they have in the protocol.
template <typename T>
  requires(std::is_enum_v<T> && !TextEnum<T>)
struct Codec<T> {
  using Number = std::underlying_type_t<T>;
  static bool read(const llvm::json::Value& value, T& out, llvm::json::Path path) {
    Number number{};
    if (!readJson(value, number, path)) return false;
    out = static_cast<T>(number);
    return true;
  }
  static llvm::json::Value write(T value) { return writeJson(static_cast<Number>(value)); }
};

template <>
struct Codec<std::nullptr_t> {
  static llvm::json::Value write(std::nullptr_t) { return nullptr; }
};

/// Results of one kind or another.
template <typename... Ts>
struct Codec<std::variant<Ts...>> {
  static llvm::json::Value write(const std::variant<Ts...>& value) {
    return std::visit([](const auto& one) { return writeJson(one); }, value);
  }
};

/// No parameters, or a result that says nothing.
struct Nothing {};

template <>
struct Codec<Nothing> {
  static bool read(const llvm::json::Value&, Nothing&, llvm::json::Path) { return true; }
  static llvm::json::Value write(Nothing) { return nullptr; }
};

} // namespace aqua::lsp
