// The fix for `else if`: Aqua has none, so the `if` moves into the block of the `else`, and with it
// whatever belongs to it.
//
//   else if b:        else:
//     x()         →       if b:
//   else:                   x()
//     y()                 else:
//                           y()

#pragma once

#include <vector>

#include "support/Diagnostics.h"

namespace aqua::syntax {

/// The edits that nest the `if` at `keyword` (`else if`, `elif`). Their files are not set.
[[nodiscard]] std::vector<support::TextEdit> nestElseIf(llvm::StringRef text,
                                                        support::SourceRange keyword);

} // namespace aqua::syntax
