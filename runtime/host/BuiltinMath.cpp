// Services `math` and `cmp` (spec/06 §5): js computes with any numbers and never fails, but
// integers stay exact (§13); nox computes with checked 64-bit integers.

#include <cmath>
#include <limits>

#include "BuiltinCall.h"
#include "JsJson.h"
#include "JsNumber.h"

namespace aqua::host {

using value::Value;

namespace {

constexpr int64_t minInt64 = std::numeric_limits<int64_t>::min();
constexpr int64_t maxInt64 = std::numeric_limits<int64_t>::max();

// ---- js

std::optional<Wide> exactAdd(Wide x, Wide y) {
  return x + y;
}
std::optional<Wide> exactSub(Wide x, Wide y) {
  return x - y;
}

std::optional<Wide> exactMul(Wide x, Wide y) {
  Wide product = 0;
  if (__builtin_mul_overflow(x, y, &product)) return std::nullopt;
  return product;
}

std::optional<Wide> exactDiv(Wide x, Wide y) {
  if (y == 0) return std::nullopt;
  const bool needsFloor = x % y != 0 && (x < 0) != (y < 0);
  return x / y - (needsFloor ? 1 : 0);
}

std::optional<Wide> exactRem(Wide x, Wide y) {
  if (y == 0) return std::nullopt;
  return x % y;
}

std::optional<Wide> exactPow(Wide x, Wide y) {
  if (y < 0) return std::nullopt;
  // Past 64 steps only these bases stay small.
  if (x == 0 || x == 1) return y == 0 ? 1 : x;
  if (x == -1) return y % 2 == 0 ? 1 : -1;
  Wide power = 1;
  for (; y > 0; --y)
    if (__builtin_mul_overflow(power, x, &power)) return std::nullopt;
  return power;
}

std::optional<Wide> neverExact(Wide, Wide) {
  return std::nullopt;
}

double inexactAdd(double x, double y) {
  return x + y;
}
double inexactSub(double x, double y) {
  return x - y;
}
double inexactMul(double x, double y) {
  return x * y;
}
double inexactFloorMul(double x, double y) {
  return std::floor(x * y);
}
double inexactDiv(double x, double y) {
  return std::floor(x / y);
}
double inexactRem(double x, double y) {
  return std::fmod(x, y);
}
double inexactPow(double x, double y) {
  // Unlike in C, one to an infinite power is no number, but infinite numbers do not get here.
  return std::pow(x, y);
}
double inexactLog(double x, double y) {
  return std::log(y) / std::log(x);
}

/// Integers give the exact result if there is one that fits, all else the result of doubles.
template <auto exact, auto inexact>
Answer jsArithmetic(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Number, JsKind::Number})) return *problem;
  const Value& x = call.arguments[0];
  const Value& y = call.arguments[1];
  if (isInteger(x) && isInteger(y))
    if (const std::optional<Wide> result = exact(wide(x), wide(y)))
      if (auto fitting = narrow(*result)) return Answer::result(std::move(*fitting));
  return Answer::result(fromJsNumber(inexact(number(x), number(y))));
}

/// -1, 0 or 1.
int compare(const Value& x, const Value& y) {
  if (isInteger(x) && isInteger(y)) return (wide(x) > wide(y)) - (wide(x) < wide(y));
  return (number(x) > number(y)) - (number(x) < number(y));
}

template <auto judge>
Answer jsComparison(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Number, JsKind::Number})) return *problem;
  return Answer::result(judge(compare(call.arguments[0], call.arguments[1])));
}

Value isGreater(int order) {
  return Value::boolean(order > 0);
}
Value isGreaterOrEqual(int order) {
  return Value::boolean(order >= 0);
}
Value isLess(int order) {
  return Value::boolean(order < 0);
}
Value isLessOrEqual(int order) {
  return Value::boolean(order <= 0);
}
Value orderItself(int order) {
  return Value::integer(order);
}

// ---- nox

/// Reads the two arguments, and hands them to a function that gives the answer.
template <typename X, typename Y, auto compute>
Answer noxBinary(const BuiltinCall& call) {
  if (auto problem = noxWrongCount(call, 2)) return *problem;
  NoxArguments arguments(call);
  X x{};
  Y y{};
  if (!arguments.next("x", x) || !arguments.next("y", y)) return arguments.error();
  return compute(x, y);
}

Answer noxAdd(int64_t x, int64_t y) {
  int64_t sum = 0;
  if (__builtin_add_overflow(x, y, &sum)) return noxError("i64 add overflow");
  return integerResult(sum);
}

Answer noxSub(int64_t x, int64_t y) {
  return y == minInt64 ? noxError("i64 neg overflow") : noxAdd(x, -y);
}

Answer noxMul(int64_t x, int64_t y) {
  int64_t product = 0;
  if (__builtin_mul_overflow(x, y, &product)) return noxError("i64 mul overflow");
  return integerResult(product);
}

/// Rust's conversion: saturates, and makes NaN zero.
Answer noxFloorMul(double x, double y) {
  const double product = std::floor(x * y);
  constexpr double limit = 9223372036854775808.0;
  if (std::isnan(product)) return integerResult(0);
  if (product >= limit) return integerResult(maxInt64);
  if (product < -limit) return integerResult(minInt64);
  return integerResult(static_cast<int64_t>(product));
}

Answer noxDiv(int64_t x, int64_t y) {
  if (y == 0 || (x == minInt64 && y == -1)) return noxError("i64 div overflow");
  return integerResult(x / y);
}

Answer noxRem(int64_t x, int64_t y) {
  if (y == 0 || (x == minInt64 && y == -1)) return noxError("i64 rem overflow");
  return integerResult(x % y);
}

Answer noxPow(int64_t x, uint32_t y) {
  const std::optional<Wide> power = exactPow(x, y);
  if (!power || *power < minInt64 || *power > maxInt64) return noxError("i64 pow overflow");
  return integerResult(static_cast<int64_t>(*power));
}

Answer noxLog(int64_t x, int64_t y) {
  if (y <= 0 || x < 2) return noxError("i64 log overflow");
  int64_t log = 0;
  for (int64_t rest = y; rest >= x; rest /= x)
    ++log;
  return integerResult(log);
}

template <auto judge>
Answer noxCompare(int64_t x, int64_t y) {
  return Answer::result(judge((x > y) - (x < y)));
}

template <auto compute>
constexpr BuiltinHandler noxIntegers = noxBinary<int64_t, int64_t, compute>;

template <auto judge>
constexpr Builtin comparison(llvm::StringLiteral name) {
  return {"cmp", name, jsComparison<judge>, noxIntegers<noxCompare<judge>>};
}

constexpr Builtin mathTable[] = {
    {"math", "add", jsArithmetic<exactAdd, inexactAdd>, noxIntegers<noxAdd>},
    {"math", "sub", jsArithmetic<exactSub, inexactSub>, noxIntegers<noxSub>},
    {"math", "mul", jsArithmetic<exactMul, inexactMul>, noxIntegers<noxMul>},
    {"math", "fmul", jsArithmetic<exactMul, inexactFloorMul>,
     noxBinary<double, double, noxFloorMul>},
    {"math", "div", jsArithmetic<exactDiv, inexactDiv>, noxIntegers<noxDiv>},
    {"math", "rem", jsArithmetic<exactRem, inexactRem>, noxIntegers<noxRem>},
    {"math", "pow", jsArithmetic<exactPow, inexactPow>, noxBinary<int64_t, uint32_t, noxPow>},
    {"math", "log", jsArithmetic<neverExact, inexactLog>, noxIntegers<noxLog>},
    comparison<isGreater>("gt"),
    comparison<isGreaterOrEqual>("gte"),
    comparison<isLess>("lt"),
    comparison<isLessOrEqual>("lte"),
    comparison<orderItself>("cmp"),
};

} // namespace

llvm::ArrayRef<Builtin> mathBuiltins() {
  return mathTable;
}

} // namespace aqua::host
