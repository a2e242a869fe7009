// Asks every feature at every position of a file and compares the answers with each other: what
// `aqua lsp --check` does.

#pragma once

#include <string>

#include "llvm/ADT/STLFunctionalExtras.h"

#include "Places.h"
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

/// Analyses the workspace with edits and says what its diagnostics are: a line for each.
using Reanalysis =
    llvm::function_ref<std::vector<std::string>(llvm::ArrayRef<support::TextEdit> edits)>;

struct ConsistencyInput {
  const Snapshot* snapshot = nullptr;              // not null
  const Module* module = nullptr;                  // not null
  llvm::ArrayRef<support::Diagnostic> diagnostics; // of compiler and linter
  const Places* places = nullptr;                  // not null; of the module
  size_t renames = 0;                              // how many are tried out with `reanalyse`
  Reanalysis reanalyse = nullptr;                  // may be null if none is
};

/// By position. `counted` is added to.
[[nodiscard]] std::vector<Contradiction> checkConsistency(const ConsistencyInput& input,
                                                          CheckedFeatures& counted);

} // namespace aqua::ide
