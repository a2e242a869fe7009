// Values as a JavaScript host sees and writes them (spec/06 §1): one kind of number, small integers
// first among the keys of objects, texts of JSON.stringify.

#pragma once

#include <string>

#include "value/Value.h"

namespace aqua::host {

/// The value after a passage through JavaScript: integral floats become integers, numbers that JSON
/// lacks become null. Integers stay exact, unlike in JavaScript (spec/06 §13).
[[nodiscard]] value::Value throughJs(const value::Value& value);

/// A result of JavaScript arithmetic.
[[nodiscard]] value::Value fromJsNumber(double number);

/// `JSON.stringify(value, null, indent)`.
[[nodiscard]] std::string toJsJson(const value::Value& value, unsigned indent);

} // namespace aqua::host
