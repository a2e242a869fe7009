// From an import string to the file it means (spec/01 §4.2). Private to this folder.

#pragma once

#include <optional>
#include <string>

#include "llvm/Support/VirtualFileSystem.h"

#include "ImportMap.h"
#include "Load.h"
#include "NpmPackages.h"

namespace aqua::modules {

struct Resolution {
  std::string path;                     // identity of the module; empty: no candidate is a file
  llvm::SmallVector<std::string> tried; // in order, up to the one that was found
};

class Resolver {
public:
  Resolver(llvm::vfs::FileSystem& files, const ImportOptions& options,
           llvm::ArrayRef<std::string> roots, support::DiagnosticSink& diags);

  /// `importer` is the identity of the file with the import.
  [[nodiscard]] Resolution resolve(llvm::StringRef importer, llvm::StringRef import);

  /// What to write or do instead of an import that was not found; empty if there is no idea.
  [[nodiscard]] std::string help(llvm::StringRef importer, llvm::StringRef import,
                                 const Resolution& failed);

private:
  [[nodiscard]] bool exists(llvm::StringRef path);
  [[nodiscard]] std::string similarFile(llvm::StringRef importer, llvm::StringRef candidate);

  llvm::vfs::FileSystem& files_;
  std::vector<std::string> directories_; // `-I`, absolute
  const ImportMap& configured_;
  ImportMap map_; // of directories and packages
  std::optional<NpmPackages> packages_;
};

} // namespace aqua::modules
