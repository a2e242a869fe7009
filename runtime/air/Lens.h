// Text of a lens to its accessors (spec/04 §8).

#pragma once

#include <string>

#include "Air.h"

namespace aqua::air {

/// A lens, or why the text is none.
struct LensResult {
  Lens lens;         // its texts and names belong to the builder's script
  std::string error; // empty iff the lens is legal
};

/// `text` starts at the dot behind the variable: `.$.a[0]!` or `.length`.
[[nodiscard]] LensResult parseLens(llvm::StringRef text, ScriptBuilder& builder);

} // namespace aqua::air
