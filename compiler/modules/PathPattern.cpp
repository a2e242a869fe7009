// Patterns of paths in settings, name by name.

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/GlobPattern.h"

#include "Project.h"

namespace aqua::modules {

namespace {

using Names = llvm::ArrayRef<llvm::StringRef>;

bool matchesName(llvm::StringRef pattern, llvm::StringRef name) {
  if (pattern == name) return true;
  llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(pattern);
  if (glob) return glob->match(name);
  llvm::consumeError(glob.takeError()); // no pattern: then it is a name
  return false;
}

/// Goes back to the last `**` only, which is enough.
bool matchesNames(Names pattern, Names path) {
  Names retry, retryPath;
  bool canRetry = false;
  while (!pattern.empty()) {
    if (pattern.front() == "**") {
      pattern = pattern.drop_front();
      retry = pattern;
      retryPath = path;
      canRetry = true;
    } else if (!path.empty() && matchesName(pattern.front(), path.front())) {
      pattern = pattern.drop_front();
      path = path.drop_front();
    } else if (canRetry && !retryPath.empty()) {
      retryPath = retryPath.drop_front();
      path = retryPath;
      pattern = retry;
    } else {
      return false;
    }
  }
  return true; // what is left of the path lies in the folder that was named
}

llvm::SmallVector<llvm::StringRef> namesOf(llvm::StringRef path) {
  llvm::SmallVector<llvm::StringRef> names;
  path.split(names, '/', -1, false);
  return names;
}

} // namespace

bool matchesPath(llvm::StringRef pattern, llvm::StringRef file) {
  return matchesNames(namesOf(pattern), namesOf(file));
}

} // namespace aqua::modules
