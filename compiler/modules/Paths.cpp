// All paths are made with these functions, so that one file has one identity.

#include "Paths.h"

#include <utility>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace aqua::modules {

namespace path = llvm::sys::path;

std::string absolutePath(const llvm::vfs::FileSystem& files, llvm::StringRef name) {
  llvm::SmallString<128> absolute(name);
  // Fails only if the current directory is unknown; the path then stays as it is.
  static_cast<void>(files.makeAbsolute(absolute));
  path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return absolute.str().str();
}

std::string joinPath(llvm::StringRef directory, llvm::StringRef name) {
  llvm::SmallString<128> joined;
  if (!path::is_absolute(name)) joined = directory;
  path::append(joined, name);
  path::remove_dots(joined, /*remove_dot_dot=*/true);
  return joined.str().str();
}

std::string displayPath(const llvm::vfs::FileSystem& files, llvm::StringRef name) {
  const auto current = files.getCurrentWorkingDirectory();
  if (!current || !path::is_absolute(name)) return name.str();
  const std::string base = absolutePath(files, *current);
  auto here = path::begin(base);
  auto there = path::begin(name);
  size_t common = 0;
  for (; here != path::end(base) && there != path::end(name) && *here == *there; ++here, ++there)
    ++common;
  const bool isRootOnly = common <= 1 && here != path::end(base);
  if (isRootOnly) return name.str();
  llvm::SmallString<128> shown;
  for (; here != path::end(base); ++here)
    path::append(shown, "..");
  for (; there != path::end(name); ++there)
    path::append(shown, *there);
  return shown.empty() ? "." : shown.str().str();
}

bool isRegularFile(llvm::vfs::FileSystem& files, llvm::StringRef name) {
  const auto status = files.status(name);
  return status && status->isRegularFile();
}

bool isDirectory(llvm::vfs::FileSystem& files, llvm::StringRef name) {
  const auto status = files.status(name);
  return status && status->isDirectory();
}

} // namespace aqua::modules
