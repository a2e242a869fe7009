// Writes the comments that silence findings.

#pragma once

#include "Lint.h"

namespace aqua::lint {

/// Edits of one file that silence the findings in it: behind the line, or, if a comment stands
/// there, above it. Findings about comments stay.
[[nodiscard]] std::vector<support::TextEdit> suppressionEdits(llvm::ArrayRef<Finding> findings,
                                                              const ast::File& file,
                                                              const support::SourceFile& source,
                                                              llvm::StringRef reason);

} // namespace aqua::lint
