// A script as people would write it down: calls as assignments, blocks by indentation (spec/07 §15,
// AquaVM's `air beautify`). For reading only.

#pragma once

#include "Air.h"

namespace aqua::air {

/// Whether what compilers write for one idea is shown as that idea.
enum class Patterns : uint8_t {
  AsWritten,
  Named, // a canon that only brings the particle to a peer is `hopon PEER`
};

void beautify(const Script& script, llvm::raw_ostream& out, Patterns patterns);

} // namespace aqua::air
