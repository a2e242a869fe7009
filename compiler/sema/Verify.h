// What every checked module promises to later stages.

#pragma once

#include <string>
#include <vector>

#include "Hir.h"

namespace aqua::hir {

/// What is broken, one line each; nothing if all is well. Always: nothing is null that must not be,
/// everything has a type and a place. Of a module without errors also: there are no error nodes and
/// error types, names are defined before they are used and not used outside of their block, calls
/// give what the callee takes, every declared result is returned.
[[nodiscard]] std::vector<std::string> verify(const Module& module);

} // namespace aqua::hir
