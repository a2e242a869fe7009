// Numbers as JavaScript's builtins take them, except that integers of 64 bits stay exact
// (spec/06 §13).

#pragma once

#include <limits>
#include <optional>

#include "value/Value.h"

namespace aqua::host {

__extension__ using Wide = __int128;

[[nodiscard]] inline bool isInteger(const value::Value& value) {
  return value.kind() == value::Kind::Int || value.kind() == value::Kind::UInt;
}

/// Of an integer.
[[nodiscard]] inline Wide wide(const value::Value& value) {
  return value.kind() == value::Kind::Int ? Wide{value.asInt()} : Wide{value.asUInt()};
}

/// Of any number.
[[nodiscard]] inline double number(const value::Value& value) {
  return isInteger(value) ? static_cast<double>(wide(value)) : value.asFloat();
}

/// Nothing if it fits no 64-bit integer.
[[nodiscard]] inline std::optional<value::Value> narrow(Wide integer) {
  if (integer >= std::numeric_limits<int64_t>::min() &&
      integer <= std::numeric_limits<int64_t>::max())
    return value::Value::integer(static_cast<int64_t>(integer));
  if (integer > 0 && integer <= std::numeric_limits<uint64_t>::max())
    return value::Value::unsignedInteger(static_cast<uint64_t>(integer));
  return std::nullopt;
}

/// A number as an element of a Uint8Array: its integral part modulo 256.
[[nodiscard]] uint8_t toJsByte(const value::Value& number);

} // namespace aqua::host
