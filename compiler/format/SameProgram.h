// Whether two texts are the same program with the same comments: what is checked of every result
// before anybody sees it (spec/08 D1).

#pragma once

#include "syntax/Parse.h"

namespace aqua::format {

struct LaidOut {
  llvm::StringRef text;
  const syntax::LaidOutText& parts;
};

/// Compares the tokens that the parser would read, which decide the tree, and the comments in their
/// order, but for what the formatter may change in them. `[ ]` and `[]` are the same.
[[nodiscard]] bool isSameProgram(const LaidOut& before, const LaidOut& after);

} // namespace aqua::format
