// Programs that show one rule each, with what the reference and ours say to them; written as
// comments of one Aqua file (README.md).

#pragma once

#include <string>
#include <vector>

#include "RunStage.h"

namespace aqua::acceptance {

struct Case {
  std::string name;
  std::string reference; // "accepts", "rejects: message", "crashes: message", "newer: accepts" …
  std::string ours;      // "accepts", "accepts W0404", "rejects E0301 E0301"
  std::string differs;   // entry of docs/compatibility.md; empty if the verdicts agree
  std::vector<golden::VirtualFile> files;
};

/// The cases of a file. A program that does not start with its own module line is preceded by the
/// import of `prelude`, and exports `main` if it has such a function.
[[nodiscard]] std::vector<Case> parseCases(llvm::StringRef text, llvm::StringRef prelude);

/// The text with the verdicts of ours replaced, one for each case.
[[nodiscard]] std::string withVerdicts(llvm::StringRef text,
                                       const std::vector<std::string>& verdicts);

/// Whether a verdict (of either side) lets the program pass.
[[nodiscard]] bool isAccepted(llvm::StringRef verdict);

} // namespace aqua::acceptance
