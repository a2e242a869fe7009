// Paths of modules: absolute and normalised, or `aqua-std:/…` for embedded files. Private to this
// folder.

#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace aqua::modules {

inline constexpr llvm::StringLiteral aquaExtension = ".aqua";
/// Begins the identity of an embedded file.
inline constexpr llvm::StringLiteral embeddedPrefix = "aqua-std:/";

[[nodiscard]] inline bool isEmbedded(llvm::StringRef path) {
  return path.starts_with(embeddedPrefix);
}

/// Absolute, without `.`, `..` and doubled slashes. Symbolic links stay as they are.
[[nodiscard]] std::string absolutePath(const llvm::vfs::FileSystem& files, llvm::StringRef path);

/// `path` as seen from `directory`; an absolute `path` replaces it. Normalised.
[[nodiscard]] std::string joinPath(llvm::StringRef directory, llvm::StringRef path);

/// How an absolute path is shown to the user: relative to the current directory, if the two have
/// more than the root in common.
[[nodiscard]] std::string displayPath(const llvm::vfs::FileSystem& files, llvm::StringRef path);

[[nodiscard]] bool isRegularFile(llvm::vfs::FileSystem& files, llvm::StringRef path);
[[nodiscard]] bool isDirectory(llvm::vfs::FileSystem& files, llvm::StringRef path);

} // namespace aqua::modules
