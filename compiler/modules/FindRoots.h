// The source files that the user has named (spec/01 §4.1).

#pragma once

#include <string>
#include <vector>

#include "llvm/Support/VirtualFileSystem.h"

#include "Load.h"
#include "support/Diagnostics.h"

namespace aqua::modules {

struct RootFile {
  std::string path;  // identity
  std::string shown; // as the user has named it, or its folder
};

/// The files, and all Aqua files of the folders and what is in them, each once: in the order given,
/// inside a folder by path. Hidden folders and node_modules inside a folder are left out, as they
/// hold nothing of the user's own; named directly, they are taken.
[[nodiscard]] std::vector<RootFile> findRoots(llvm::ArrayRef<std::string> names,
                                              llvm::vfs::FileSystem& files,
                                              support::DiagnosticSink& diags,
                                              NestedProjects nested = NestedProjects::Included);

/// The folders inside of a folder that have settings of their own, by path, also those inside of
/// each other; not hidden ones, nor node_modules.
[[nodiscard]] std::vector<std::string> nestedProjects(llvm::StringRef folder,
                                                      llvm::vfs::FileSystem& files);

} // namespace aqua::modules
