// `aqua lint --fix`: applies the fixes of findings to the files, in rounds, and checks what comes
// out (spec/08 C5).

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

#include "driver/Compilation.h"

namespace aqua::cli {

/// Unsafe fixes may change what the program does.
enum class FixScope : uint8_t { Safe, Unsafe };

struct FixReport {
  size_t fixes = 0;
  size_t files = 0;
  /// Files that were left as they were, and why.
  std::vector<std::string> problems;
};

/// What the linter finds in a program.
using FindingsOf = llvm::function_ref<std::vector<lint::Finding>(driver::Compilation&)>;

/// Fixes the root files until nothing is left to fix, at most ten times. A file that gets an error
/// is left as it was. An error means that a file could not be written.
[[nodiscard]] llvm::Expected<FixReport> fixFiles(const std::vector<std::string>& roots,
                                                 const driver::CompileOptions& options,
                                                 FixScope scope, FindingsOf findings);

} // namespace aqua::cli
