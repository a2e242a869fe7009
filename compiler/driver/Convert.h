// Values between the form that users write and the form that AIR sees (spec/07 §7.2): an option is
// null or the value there, an array of none or one here.

#pragma once

#include <string>

#include "types/Types.h"
#include "value/Value.h"

namespace aqua::driver {

/// A converted value, or why it does not fit its type (with the path to the culprit).
struct Converted {
  value::Value value;
  std::string error; // empty: converted
};

/// Checks and converts a value of the user. `path` names it in errors: `box.item.tags`.
[[nodiscard]] Converted toAir(const types::Type& type, const value::Value& value,
                              const std::string& path);

/// Why a value in AIR form does not fit its type (with the path to the culprit); empty if it does.
/// Further members of objects are fine.
[[nodiscard]] std::string airMisfit(const types::Type& type, const value::Value& value,
                                    const std::string& path);

/// Converts a result. Never fails: what does not fit its type is passed through.
[[nodiscard]] value::Value fromAir(const types::Type& type, const value::Value& value);

} // namespace aqua::driver
