// Applies the fixes of findings to texts, in rounds, and checks what comes out (spec/08 C5). Writes
// no files.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/STLFunctionalExtras.h"

#include "Compilation.h"

namespace aqua::driver {

/// Unsafe fixes may change what the program does.
enum class FixScope : uint8_t { Safe, Unsafe };

/// A file that fixes have changed.
struct FixedText {
  std::string path;  // absolute
  std::string shown; // as the user named it
  std::string before, after;
  size_t fixes = 0;
};

struct FixResult {
  std::vector<FixedText> texts; // by path
  /// Files that were left as they were, and why: defects of rules.
  std::vector<std::string> problems;
};

/// What the linter finds in a program.
using FindingsOf = llvm::function_ref<std::vector<lint::Finding>(Compilation&)>;

/// Fixes the root files until nothing is left to fix, at most ten times, and gives the changed
/// lines their canonical layout where those around them have it. A file that gets an error is left
/// as it was.
[[nodiscard]] FixResult fixTexts(const std::vector<std::string>& roots,
                                 const CompileOptions& options, FixScope scope,
                                 llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
                                 FindingsOf findings);

/// Puts a comment that silences it behind each finding (spec/08 C4), for adopting the linter.
/// `reason`: what it says behind `because`; empty: nothing.
[[nodiscard]] FixResult addSuppressions(const std::vector<std::string>& roots,
                                        const CompileOptions& options, llvm::StringRef reason,
                                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
                                        FindingsOf findings);

} // namespace aqua::driver
