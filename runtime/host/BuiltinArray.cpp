// Service `array` (spec/06 §6); its `length` is that of `op`. On nox the results of the set
// operations are sorted, so that runs are reproducible (§13).

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "BuiltinCall.h"
#include "JsJson.h"
#include "JsNumber.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace aqua::host {

using value::Kind;
using value::Value;

namespace {

// ---- js

/// Integers are added exactly as long as the sum fits.
Answer jsSum(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array})) return *problem;
  const auto items = call.arguments[0].items();
  if (auto problem = jsWrongItems(call, call.arguments[0], JsKind::Number)) return *problem;
  bool isExact = true;
  Wide exact = 0;
  double inexact = 0;
  for (const Value& item : items) {
    isExact = isExact && isInteger(item);
    if (isExact) exact += wide(item);
    inexact += number(item);
  }
  if (isExact)
    if (auto fitting = narrow(exact)) return Answer::result(std::move(*fitting));
  return Answer::result(fromJsNumber(inexact));
}

/// What JavaScript's Set finds again: scalars by their text; arrays and objects are equal to
/// nothing.
class ScalarSet {
public:
  ScalarSet() = default;
  explicit ScalarSet(llvm::ArrayRef<Value> items) {
    for (const Value& item : items)
      (void)insert(item);
  }

  /// Whether it is new.
  bool insert(const Value& item) {
    return !isScalar(item) || texts_.insert(value::toJson(item)).second;
  }
  [[nodiscard]] bool contains(const Value& item) const {
    return isScalar(item) && texts_.contains(value::toJson(item));
  }

private:
  static bool isScalar(const Value& item) { return !item.isArray() && !item.isObject(); }

  llvm::StringSet<> texts_;
};

Answer jsDedup(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array})) return *problem;
  ScalarSet seen;
  std::vector<Value> kept;
  for (const Value& item : call.arguments[0].items())
    if (seen.insert(item)) kept.push_back(item);
  return arrayResult(std::move(kept));
}

enum class Keep : uint8_t { Common, Others };

void appendChosen(llvm::ArrayRef<Value> from, llvm::ArrayRef<Value> other, Keep keep,
                  std::vector<Value>& chosen) {
  const ScalarSet others(other);
  llvm::copy_if(from, std::back_inserter(chosen),
                [&](const Value& item) { return others.contains(item) == (keep == Keep::Common); });
}

template <Keep keep>
Answer jsChoose(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array, JsKind::Array})) return *problem;
  std::vector<Value> chosen;
  appendChosen(call.arguments[0].items(), call.arguments[1].items(), keep, chosen);
  return arrayResult(std::move(chosen));
}

Answer jsSymmetricDifference(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array, JsKind::Array})) return *problem;
  const auto xs = call.arguments[0].items();
  const auto ys = call.arguments[1].items();
  std::vector<Value> chosen;
  appendChosen(xs, ys, Keep::Others, chosen);
  appendChosen(ys, xs, Keep::Others, chosen);
  return arrayResult(std::move(chosen));
}

// ---- nox

Answer noxSum(const BuiltinCall& call) {
  if (auto problem = noxWrongCount(call, 1)) return *problem;
  NoxArguments arguments(call);
  std::vector<int64_t> numbers;
  if (!arguments.next("x", numbers)) return arguments.error();
  int64_t sum = 0;
  for (const int64_t number : numbers)
    if (__builtin_add_overflow(sum, number, &sum)) return noxError("i64 add overflow");
  return integerResult(sum);
}

Answer noxDedup(const BuiltinCall& call) {
  if (auto problem = noxWrongCount(call, 1)) return *problem;
  NoxArguments arguments(call);
  std::vector<std::string> strings;
  if (!arguments.next("x", strings)) return arguments.error();
  std::set<std::string> seen;
  llvm::erase_if(strings, [&](const std::string& string) { return !seen.insert(string).second; });
  return Answer::result(stringsValue(strings));
}

enum class SetOperation : uint8_t { Intersection, Difference, SymmetricDifference };

template <SetOperation operation>
Answer noxSets(const BuiltinCall& call) {
  if (auto problem = noxWrongCount(call, 2)) return *problem;
  NoxArguments arguments(call);
  StringSet x;
  StringSet y;
  if (!arguments.next("x", x) || !arguments.next("y", y)) return arguments.error();
  const std::set<std::string> xs(x.strings.begin(), x.strings.end());
  const std::set<std::string> ys(y.strings.begin(), y.strings.end());
  std::vector<std::string> result;
  const auto out = std::back_inserter(result);
  if constexpr (operation == SetOperation::Intersection)
    std::set_intersection(xs.begin(), xs.end(), ys.begin(), ys.end(), out);
  else if constexpr (operation == SetOperation::Difference)
    std::set_difference(xs.begin(), xs.end(), ys.begin(), ys.end(), out);
  else
    std::set_symmetric_difference(xs.begin(), xs.end(), ys.begin(), ys.end(), out);
  return Answer::result(stringsValue(result));
}

// ---- slice

std::optional<uint64_t> unsignedInteger(const Value& value) {
  if (value.kind() == Kind::UInt) return value.asUInt();
  if (value.kind() != Kind::Int || value.asInt() < 0) return std::nullopt;
  return static_cast<uint64_t>(value.asInt());
}

/// A js host fails with its prefix.
Answer sliceError(const BuiltinCall& call, const std::string& message) {
  return call.peer.profile == Profile::Js ? jsError(call, message) : noxError(message);
}

/// Only nodes have this function; for a js peer the checks of the kinds come first.
Answer slice(const BuiltinCall& call) {
  const auto& args = call.arguments;
  if (args.size() != 3)
    return sliceError(call, "invalid number of parameters. need array, start index and end index");
  if (args[0].isArray() && args[0].items().empty()) return arrayResult({});
  if (!args[0].isArray())
    return sliceError(call, "first argument must be an array, was " + value::toJson(args[0]));
  const auto start = unsignedInteger(args[1]);
  if (!start)
    return sliceError(call, "second argument (start index) must be an unsigned integer, was " +
                                value::toJson(args[1]));
  const auto end = unsignedInteger(args[2]);
  if (!end)
    return sliceError(call, "third argument (end index) must be an unsigned integer, was " +
                                value::toJson(args[2]));
  const auto items = args[0].items();
  if (*start > *end || *end > items.size())
    return sliceError(call, fmt::format("slice indexes out of bounds. start index: {}, end index: "
                                        "{}, array length: {}",
                                        *start, *end, items.size()));
  return arrayResult(items.slice(*start, *end - *start).vec());
}

Answer jsSlice(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array, JsKind::Number, JsKind::Number}))
    return *problem;
  return slice(call);
}

constexpr Builtin arrayTable[] = {
    {"array", "sum", jsSum, noxSum},
    {"array", "dedup", jsDedup, noxDedup},
    {"array", "intersect", jsChoose<Keep::Common>, noxSets<SetOperation::Intersection>},
    {"array", "diff", jsChoose<Keep::Others>, noxSets<SetOperation::Difference>},
    {"array", "sdiff", jsSymmetricDifference, noxSets<SetOperation::SymmetricDifference>},
    {"array", "slice", jsSlice, slice},
};

} // namespace

llvm::ArrayRef<Builtin> arrayBuiltins() {
  return arrayTable;
}

} // namespace aqua::host
