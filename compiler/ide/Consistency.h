// Asks every feature at every position of a file and compares the answers with each other: what
// `aqua lsp --check` does.

#pragma once

#include <string>

#include "Snapshot.h"

namespace aqua::ide {

/// Two answers that cannot both be right, or one that cannot be.
struct Contradiction {
  std::string feature; // `rename`, `hover` …
  uint32_t offset = 0;
  std::string text; // what is wrong
};

/// How much was asked.
struct CheckedFeatures {
  size_t positions = 0;
  size_t questions = 0;
};

/// By position. `counted` is added to.
[[nodiscard]] std::vector<Contradiction>
checkConsistency(const Snapshot& snapshot, const Module& module,
                 llvm::ArrayRef<support::Diagnostic> diagnostics, CheckedFeatures& counted);

} // namespace aqua::ide
