// What every builtin gets, the table rows they stand in, and the ways to check arguments and to
// fail in each profile (spec/06 §1, §3).

#pragma once

#include "Base58.h"
#include "Peer.h"

namespace aqua::host {

/// A call that a builtin answers; `arguments` are those of the request as the profile sees them.
struct BuiltinCall {
  const PeerSpec& peer;
  PeerState& state;
  const vm::CallRequest& request;
  const Surroundings& around;
  llvm::ArrayRef<value::Value> arguments;
};

using BuiltinHandler = Answer (*)(const BuiltinCall&);

/// One function. A profile without handler does not know it.
struct Builtin {
  llvm::StringLiteral service, function;
  BuiltinHandler js, nox;
};

// The tables, one per group of services.
[[nodiscard]] llvm::ArrayRef<Builtin> opBuiltins();
[[nodiscard]] llvm::ArrayRef<Builtin> mathBuiltins();
[[nodiscard]] llvm::ArrayRef<Builtin> arrayBuiltins();
[[nodiscard]] llvm::ArrayRef<Builtin> jsonBuiltins();
[[nodiscard]] llvm::ArrayRef<Builtin> peerBuiltins();
[[nodiscard]] llvm::ArrayRef<Builtin> sigBuiltins();
[[nodiscard]] llvm::ArrayRef<Builtin> nodeBuiltins();
[[nodiscard]] llvm::ArrayRef<Builtin> marineBuiltins();

// ---- js

enum class JsKind : uint8_t { Any, Null, Boolean, Number, String, Array, Object };

/// `string`, `number` …
[[nodiscard]] llvm::StringRef jsKindName(const value::Value& value);
[[nodiscard]] bool isJsKind(const value::Value& value, JsKind kind);

/// `("math" "add") MESSAGE`.
[[nodiscard]] Answer jsError(const BuiltinCall& call, llvm::StringRef message);
/// The error of a handler that throws.
[[nodiscard]] Answer jsThrown(const BuiltinCall& call, llvm::StringRef message);
/// The handler of functions that js peers know but do not have.
[[nodiscard]] Answer jsUnsupported(const BuiltinCall& call);
/// `Argument i expected to be of type KIND, Got KIND2`, if the argument is not of the kind.
[[nodiscard]] std::optional<Answer> jsWrongKind(const BuiltinCall& call, size_t argument,
                                                JsKind kind);
/// The first problem of the number and kinds of the arguments.
[[nodiscard]] std::optional<Answer> jsMismatch(const BuiltinCall& call,
                                               llvm::ArrayRef<JsKind> kinds);
/// `Expected KIND, received KIND2`, if an item is not of the kind.
[[nodiscard]] std::optional<Answer> jsWrongItem(const BuiltinCall& call, const value::Value& item,
                                                JsKind kind);
/// The same for each item of an array.
[[nodiscard]] std::optional<Answer> jsWrongItems(const BuiltinCall& call, const value::Value& array,
                                                 JsKind kind);

// ---- nox

/// A plain error: the text itself.
[[nodiscard]] Answer noxError(llvm::StringRef message);
/// `Error: DISPLAY\nDEBUG`.
[[nodiscard]] Answer noxWrapped(llvm::StringRef display, llvm::StringRef debug);
/// The argument `name` is not of the type, which has Rust's name.
[[nodiscard]] Answer noxWrongType(llvm::StringRef name, const value::Value& value,
                                  llvm::StringRef type);
/// The answer of a function without result: the empty string.
[[nodiscard]] Answer noxUnit();
/// How Rust prints a JSON value for debugging: `Array [Number(1)]`.
[[nodiscard]] std::string rustDebug(const value::Value& value);

/// A set of strings, which Rust names in its errors.
struct StringSet {
  std::vector<std::string> strings;
};

/// A JSON object.
struct JsonObject {
  std::vector<value::Member> members;
};

/// Reads positional arguments one by one. After a false, `error` says why.
class NoxArguments {
public:
  explicit NoxArguments(const BuiltinCall& call) : rest_(call.arguments) {}

  /// T: int64_t, uint32_t, double, std::string, Value, Bytes, vectors of int64_t and strings,
  /// StringSet, JsonObject.
  template <typename T>
  bool next(llvm::StringRef name, T& argument);
  /// Accepts T, [T], [], null, or absence. T: bool, uint64_t, std::string.
  template <typename T>
  bool nextOptional(llvm::StringRef name, std::optional<T>& argument);

  [[nodiscard]] Answer error() { return std::move(error_); }
  [[nodiscard]] llvm::ArrayRef<value::Value> rest() const { return rest_; }

private:
  bool fail(Answer error) {
    error_ = std::move(error);
    return false;
  }

  llvm::ArrayRef<value::Value> rest_;
  Answer error_;
};

/// `expected n arguments, got m`, if the number differs.
[[nodiscard]] std::optional<Answer> noxWrongCount(const BuiltinCall& call, size_t count);

// ---- values

/// Successful answers.
[[nodiscard]] Answer textResult(llvm::StringRef text);
[[nodiscard]] Answer truthResult(bool truth);
[[nodiscard]] Answer integerResult(int64_t integer);
[[nodiscard]] Answer arrayResult(std::vector<value::Value> items);
[[nodiscard]] value::Value bytesValue(llvm::ArrayRef<uint8_t> bytes);
[[nodiscard]] value::Value stringsValue(llvm::ArrayRef<std::string> strings);
[[nodiscard]] inline llvm::ArrayRef<uint8_t> bytesOf(llvm::StringRef text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

} // namespace aqua::host
