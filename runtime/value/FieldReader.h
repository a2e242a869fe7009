// Checks a JSON value against an expected shape, collecting all problems with their paths.

#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "Value.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace aqua::value {

/// A step from a value to a part of it: a key, or the index of an item.
struct PathStep {
  std::string key;
  std::optional<size_t> index;
};

/// What is wrong with a field, and which one it is.
struct FieldProblem {
  /// Whether the name of the field is wrong or its value.
  enum class At : uint8_t { Key, Value };
  std::vector<PathStep> path;
  At at = At::Value;
  std::string message;
};

/// Where the reader stands and what it found. All `read` functions report a problem and return
/// nothing (or the zero of their type) if the value is of the wrong kind.
class FieldReader {
public:
  using Visit = llvm::function_ref<void(const Value&)>;
  using VisitKey = llvm::function_ref<void(llvm::StringRef, const Value&)>;

  /// A field that may occur, and what to do with its value.
  struct Field {
    llvm::StringRef name;
    std::function<void(const Value&)> read;
  };

  /// An object with these fields only.
  void object(const Value& value, llvm::ArrayRef<Field> fields);
  /// An object with any keys.
  void map(const Value& value, VisitKey visit);
  void list(const Value& value, Visit visit);

  std::optional<std::string> text(const Value& value);
  std::optional<bool> boolean(const Value& value);
  std::optional<int64_t> integer(const Value& value,
                                 int64_t min = std::numeric_limits<int64_t>::min(),
                                 int64_t max = std::numeric_limits<int64_t>::max());
  std::optional<double> number(const Value& value, double min, double max);
  /// One of the words; its index.
  std::optional<size_t> word(const Value& value, llvm::ArrayRef<llvm::StringRef> words);

  /// Where the reader stands.
  [[nodiscard]] llvm::ArrayRef<PathStep> path() const { return path_; }
  /// A problem of the value at which the reader stands.
  void report(std::string message);
  /// A problem of its key.
  void reportKey(std::string message);
  /// A problem of a part of it.
  void reportAt(llvm::ArrayRef<std::string> keys, std::string message);
  void reportAt(llvm::ArrayRef<PathStep> steps, std::string message);

  [[nodiscard]] const std::vector<FieldProblem>& problems() const { return problems_; }

private:
  void unknownField(llvm::StringRef name, llvm::ArrayRef<Field> fields);

  std::vector<PathStep> path_;
  std::vector<FieldProblem> problems_;
};

/// `peers.node1.addresses[0]`
[[nodiscard]] std::string pathText(llvm::ArrayRef<PathStep> path);

/// Finds the offset of a field in a JSON or YAML text; none if the text cannot be followed.
[[nodiscard]] std::optional<size_t> locateField(llvm::StringRef text, const FieldProblem& problem);

/// The candidate that looks like `name`, if any does.
[[nodiscard]] std::optional<llvm::StringRef> closest(llvm::StringRef name,
                                                     llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace aqua::value
