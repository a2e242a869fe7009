// Writes what fixes of the linter have made of files.

#pragma once

#include "driver/FixTexts.h"
#include "llvm/Support/Error.h"

namespace aqua::cli {

struct WrittenFixes {
  size_t fixes = 0;
  size_t files = 0;
  /// Files that were not written because they have changed meanwhile.
  std::vector<std::string> problems;
};

/// Writes the files whole or not at all, with their permissions. An error means that one could not
/// be written.
[[nodiscard]] llvm::Expected<WrittenFixes> writeFixes(const std::vector<driver::FixedText>& texts);

} // namespace aqua::cli
