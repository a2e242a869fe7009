// npm packages as places of imports (spec/01 §4.2 "Configuration derived from npm"): a file sees
// the direct dependencies of the package it belongs to, by name. Private to this folder.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "ImportMap.h"
#include "support/Diagnostics.h"

namespace aqua::modules {

/// Fills an import map with what the installed packages say. Lazily: the entry of a package counts
/// only for files inside of it, so it is added when the first of them asks, and a large
/// node_modules costs nothing.
class NpmPackages {
public:
  /// The directories are for files of the project only, after its packages.
  NpmPackages(llvm::vfs::FileSystem& files, llvm::ArrayRef<std::string> roots,
              llvm::ArrayRef<std::string> directories, ImportMap& map,
              support::DiagnosticSink& diags)
      : files_(files), roots_(roots), directories_(directories), map_(map), diags_(diags) {}

  /// Adds the entries of all packages that contain the file.
  void addEntriesFor(llvm::StringRef file);

private:
  enum class Role : uint8_t { Project, Package };
  struct Manifest {
    bool exists = false;
    std::vector<std::string> dependencies;
  };

  void addProjects();
  void addProjectOf(llvm::StringRef root);
  void addEntry(llvm::StringRef directory, llvm::StringRef manifestFolder, Role role);
  [[nodiscard]] Manifest readManifest(llvm::StringRef directory, Role role);
  [[nodiscard]] bool isPackage(llvm::StringRef directory) const;
  [[nodiscard]] std::string findInstalled(llvm::StringRef directory, llvm::StringRef name) const;

  llvm::vfs::FileSystem& files_;
  llvm::ArrayRef<std::string> roots_;
  llvm::ArrayRef<std::string> directories_;
  ImportMap& map_;
  support::DiagnosticSink& diags_;
  bool hasProjects_ = false;
  llvm::StringSet<> visited_;  // directories that were looked at in search of a project
  llvm::StringSet<> entries_;  // directories whose entry is in the map
  llvm::StringSet<> packages_; // real paths of packages that something depends on
};

} // namespace aqua::modules
