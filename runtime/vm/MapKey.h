// Keys of stream maps (spec/04 §7.3).

#pragma once

#include <string>

#include "value/Value.h"

namespace aqua::vm {

/// Strings and integers are keys. 7 and "7" are different ones.
[[nodiscard]] bool isMapKey(const value::Value& value);
/// The name of the key in an object, where 7 and "7" are the same.
[[nodiscard]] std::string mapKeyText(const value::Value& key);

} // namespace aqua::vm
