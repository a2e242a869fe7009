// The format of a golden test: options, modules and expected diagnostics in one Aqua file
// (README.md).

#pragma once

#include <string>
#include <vector>

#include "RunStage.h"

namespace aqua::golden {

/// A golden test as written.
struct GoldenFile {
  std::string stage; // empty if the RUN line is missing or wrong
  std::vector<std::string> options;
  std::vector<VirtualFile> files;
  std::vector<Finding> expected; // in the order of the comments
};

[[nodiscard]] GoldenFile parseGoldenFile(llvm::StringRef name, llvm::StringRef text);

/// The text without its expectations.
[[nodiscard]] std::string withoutExpectations(llvm::StringRef text);

/// A finding, and the line of the text without expectations below which it is to be written.
struct PlacedFinding {
  size_t file = 0;
  uint32_t line = 0;
  Finding finding;
};

/// Adds the findings as comments to a text without expectations.
[[nodiscard]] std::string withExpectations(llvm::StringRef text,
                                           llvm::ArrayRef<PlacedFinding> findings);

/// A finding as one would write it, for messages.
[[nodiscard]] std::string describe(const Finding& finding);

} // namespace aqua::golden
