// Values between the form that users write and the form that AIR sees (spec/07 §7.2): an option is
// null or the value there, an array of none or one here.

#pragma once

#include <string>

#include "types/Types.h"
#include "value/FieldReader.h"

namespace aqua::driver {

/// The way from a value to a part of it.
using ValuePath = std::vector<value::PathStep>;

/// A member of an object that its type does not have.
struct SurplusMember {
  ValuePath path; // ends with its name
  const types::NamedType* type = nullptr;
};

/// A converted value, or why it does not fit its type.
struct Converted {
  value::Value value;
  std::string error;                        // with the name of the culprit; empty: converted
  ValuePath culprit;                        // the part that does not fit
  const types::Type* culpritType = nullptr; // what it should be
  std::vector<SurplusMember> surplus;       // left out of `value`
};

/// Checks and converts a value of the user. `name` is its name in errors: `box.item.tags`.
[[nodiscard]] Converted toAir(const types::Type& type, const value::Value& value,
                              const std::string& name);

/// Checks a value that is in AIR form already.
[[nodiscard]] Converted checkAir(const types::Type& type, const value::Value& value,
                                 const std::string& name);

/// Why a value in AIR form does not fit its type (with the path to the culprit); empty if it does.
/// Further members of objects are fine.
[[nodiscard]] std::string airMisfit(const types::Type& type, const value::Value& value,
                                    const std::string& name);

/// Converts a result. Never fails: what does not fit its type is passed through.
[[nodiscard]] value::Value fromAir(const types::Type& type, const value::Value& value);

} // namespace aqua::driver
