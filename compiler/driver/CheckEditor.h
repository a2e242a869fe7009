// Whether the editor features contradict each other in the files of a workspace: what `aqua lsp
// --check` and the tests ask.

#pragma once

#include <string>
#include <vector>

#include "Workspace.h"
#include "ide/Consistency.h"

namespace aqua::driver {

struct EditorCheck {
  size_t files = 0;
  size_t renames = 0;
  ide::CheckedFeatures counted;
  std::vector<std::string> contradictions; // `path:line:column: feature: text`
};

/// Which files, and how much.
struct EditorCheckOptions {
  std::vector<std::string> paths; // absolute; none: all that belong to the workspace
  size_t renames = 3;             // tried out in each file
};

/// Asks every feature at every position. Makes a second workspace, with the same disk, to try out
/// renames in.
[[nodiscard]] EditorCheck checkEditor(const std::string& folder, const CompileOptions& options,
                                      const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>& disk,
                                      const EditorCheckOptions& wanted);

} // namespace aqua::driver
