// Runs one stage of the compiler over the files of a golden test: the only place here that knows
// the compiler.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include "support/Source.h"

namespace aqua::golden {

struct VirtualFile {
  std::string path;
  std::string text;
};

/// A diagnostic as a test compares it.
struct Finding {
  size_t file = 0; // index of the virtual file
  support::LineColumn begin, end;
  std::string severity, code, message;
  std::vector<std::string> remarks; // "help: …", "label 3:4-5: …"

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct FixEdit {
  size_t file = 0;           // index of the virtual file
  size_t begin = 0, end = 0; // offsets in its text
  std::string text;
};

/// A fix of a finding.
struct OfferedFix {
  size_t finding = 0; // index in StageResult::findings
  std::string title;
  std::vector<FixEdit> edits;
};

struct StageResult {
  bool isKnownStage = true;
  std::string print; // empty for `check`
  std::vector<Finding> findings;
  std::vector<OfferedFix> fixes;
};

/// `stage` is a stage of the compiler (`tokens`, `ast`, `hir` …), `check` (diagnostics of all of
/// them) or `syntax` (those of the parser alone); `options` are further words of the RUN line.
[[nodiscard]] StageResult runStage(llvm::StringRef stage, llvm::ArrayRef<std::string> options,
                                   llvm::ArrayRef<VirtualFile> files);

} // namespace aqua::golden
