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

/// The peer of `(new $s (new #c (canon PEER $s #c)))`, also without the outer `new` if nothing
/// writes `$s`: such an instruction sends the particle to the peer and does nothing else. Null for
/// all others. `isWritten` has an entry for each name.
[[nodiscard]] const Operand* hopTarget(const Instruction& instruction,
                                       const std::vector<char>& isWritten);
/// By name: whether an instruction writes the stream or map.
[[nodiscard]] std::vector<char> writtenStreams(const Script& script);

} // namespace aqua::air
