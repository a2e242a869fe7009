// JSON values as AquaVM sees them (spec/04 §6): immutable, reference-counted, with the number model
// of its serialiser. Copying a Value is copying a pointer.

#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "Shared.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace aqua::value {

/// Int: every integer that fits int64. UInt: only integers above the int64 range, so that one
/// number has one representation. Float: everything written with a fraction or exponent, and
/// integers that fit neither.
enum class Kind : uint8_t { Null, Bool, Int, UInt, Float, String, Array, Object };

class Value;
/// Identifies a compact JSON text without having it.
struct TextDigest {
  uint64_t hash = 0;
  uint32_t size = 0;
};
/// A field of an object. Fields are sorted by the bytes of the key; keys are unique.
using Member = std::pair<std::string, Value>;

/// Never empty: the default is null. Equality is that of AIR's `match`: structural, and numbers are
/// equal only if kind and value are (`1` is not `1.0`).
class Value {
public:
  Value() = default; // null
  static Value boolean(bool b);
  static Value integer(int64_t i);
  /// Becomes Int if it fits.
  static Value unsignedInteger(uint64_t u);
  static Value number(double d);
  static Value string(llvm::StringRef text);
  static Value array(std::vector<Value> items);
  /// Sorts; of equal keys the last one wins, as in JSON.
  static Value object(std::vector<Member> members);

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool isNull() const { return kind() == Kind::Null; }
  [[nodiscard]] bool isString() const { return kind() == Kind::String; }
  [[nodiscard]] bool isArray() const { return kind() == Kind::Array; }
  [[nodiscard]] bool isObject() const { return kind() == Kind::Object; }
  [[nodiscard]] bool isNumber() const {
    return kind() == Kind::Int || kind() == Kind::UInt || kind() == Kind::Float;
  }

  // Each of these requires the kind.
  [[nodiscard]] bool asBool() const;
  [[nodiscard]] int64_t asInt() const;
  [[nodiscard]] uint64_t asUInt() const;
  [[nodiscard]] double asFloat() const;
  [[nodiscard]] llvm::StringRef asString() const;
  [[nodiscard]] llvm::ArrayRef<Value> items() const;
  [[nodiscard]] llvm::ArrayRef<Member> members() const;

  /// Field of an object, or nullptr (also if this is no object).
  [[nodiscard]] const Value* field(llvm::StringRef key) const;

  /// Of the text that print() writes: made once for each value, then shared by its copies.
  [[nodiscard]] TextDigest textDigest() const;

  friend bool operator==(const Value& a, const Value& b);

private:
  struct Rep;
  template <typename T>
  static Value make(T content);
  explicit Value(Shared<Rep> rep) : rep_(std::move(rep)) {}
  Shared<Rep> rep_; // null: JSON null
};

/// Alternatives in the order of Kind, without Null.
struct Value::Rep {
  using Content = std::variant<bool, int64_t, uint64_t, double, std::string, std::vector<Value>,
                               std::vector<Member>>;
  explicit Rep(Content c) : content(std::move(c)) {}

  Content content;
  // The digest of the text; a size of 0: not made yet. Who finds it missing makes the same one.
  mutable std::atomic<uint32_t> textSize = 0;
  mutable std::atomic<uint64_t> textHash = 0;
};

inline Kind Value::kind() const {
  return rep_ ? static_cast<Kind>(rep_->content.index() + 1) : Kind::Null;
}

inline llvm::StringRef Value::asString() const {
  return *std::get_if<std::string>(&rep_->content);
}

inline llvm::ArrayRef<Value> Value::items() const {
  return *std::get_if<std::vector<Value>>(&rep_->content);
}

inline llvm::ArrayRef<Member> Value::members() const {
  return *std::get_if<std::vector<Member>>(&rep_->content);
}

/// Compact JSON as AquaVM's serialiser writes it: sorted keys, shortest floats (`1.0` keeps `.0`),
/// non-ASCII as is.
void print(const Value& value, llvm::raw_ostream& out);
[[nodiscard]] std::string toJson(const Value& value);
/// The same with line breaks, for people: what fits into a line of 100 characters is not broken.
/// Ends with a newline.
void printIndented(const Value& value, llvm::raw_ostream& out);

/// A problem in a JSON or YAML text.
struct TextError {
  size_t offset = 0;
  std::string message;
};

/// Result of reading a text: a value or an error.
struct ReadResult {
  Value value;
  bool ok = false;
  TextError error;
};

/// How numbers with a fraction or exponent are rounded.
enum class Floats : uint8_t {
  AsAquaVm, // as AquaVM reads answers of services: the last bit may differ from the exact number
  Exact,    // the nearest number, as JavaScript reads
};

/// Strict JSON. Nesting deeper than 127 is an error (spec/05 §17.1), as in AquaVM.
[[nodiscard]] ReadResult parseJson(llvm::StringRef text, Floats floats = Floats::AsAquaVm);

/// An error of parseJson in the words of AquaVM: `expected value at line 1 column 3`.
[[nodiscard]] std::string aquaVmErrorText(llvm::StringRef text, const TextError& error);

/// JSON if the first character that is no white space is `{`, otherwise the YAML subset of
/// spec/07 §17.6. Floats are exact, nesting is limited as in JSON.
[[nodiscard]] ReadResult parseYaml(llvm::StringRef text);

} // namespace aqua::value
