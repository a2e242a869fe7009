// JSON in the layout of JavaScript's `JSON.stringify(value, null, 4)`, which error texts of js
// hosts quote (spec/06 §1.1).

#pragma once

#include <string>

#include "value/Value.h"

namespace aqua::host {

[[nodiscard]] std::string toIndentedJson(const value::Value& value);

} // namespace aqua::host
