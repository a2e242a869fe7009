// A router too simple to be wrong, as yardstick for ours: control is always exactly at the location
// of a statement; each change of place goes there and back, touching both ends.

#pragma once

#include "RandomProgram.h"

namespace aqua::test {

/// Yes: after each par, wait for the values of all branches. (Otherwise a value may be lost in a
/// race.)
enum class Join : uint8_t { No, Yes };

/// AIR text.
[[nodiscard]] std::string naiveScript(const RandomProgram& program, Join join);

} // namespace aqua::test
