// The two kinds of host programs that peers run (spec/06 §13).

#pragma once

#include <cstdint>

namespace aqua::host {

/// Decides over builtins, their error texts, and the failure policy.
enum class Profile : uint8_t {
  Js,  // the JavaScript client
  Nox, // the Rust node
};

} // namespace aqua::host
