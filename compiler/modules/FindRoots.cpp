// Walks the named folders. Order and repetitions are settled here.

#include "FindRoots.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

#include "Paths.h"
#include "Project.h"

namespace aqua::modules {

namespace path = llvm::sys::path;

namespace {

class RootFinder {
public:
  RootFinder(llvm::vfs::FileSystem& files, support::DiagnosticSink& diags, NestedProjects nested)
      : files_(files), diags_(diags), nested_(nested) {}

  void add(const std::string& name);
  std::vector<RootFile> take() { return std::move(roots_); }

private:
  void addFolder(const std::string& folder);
  void addFile(llvm::StringRef name);

  /// Nothing below it belongs to the folder that was named.
  bool isLeftOut(llvm::StringRef directory);

  llvm::vfs::FileSystem& files_;
  support::DiagnosticSink& diags_;
  const NestedProjects nested_;
  std::vector<RootFile> roots_;
  llvm::StringSet<> seen_;
};

void RootFinder::add(const std::string& name) {
  const auto status = files_.status(name);
  if (name.empty() || !status) {
    const bool isMissing = name.empty() ||
                           status.getError() == std::errc::no_such_file_or_directory ||
                           status.getError() == std::errc::not_a_directory;
    if (isMissing) {
      diags_.report(support::diag::FileNotFound, {}, name);
    } else {
      diags_.report(support::diag::FileUnreadable, {}, name, status.getError().message());
    }
    return;
  }
  if (status->isDirectory()) return addFolder(name);
  if (path::extension(name) == aquaExtension) return addFile(name);
  diags_.report(support::diag::FileNotAqua, {}, name);
}

void RootFinder::addFile(llvm::StringRef name) {
  std::string identity = absolutePath(files_, name);
  if (seen_.insert(identity).second) roots_.push_back({std::move(identity), name.str()});
}

/// It holds nothing of the user's own.
bool isForeign(llvm::StringRef directory) {
  const llvm::StringRef name = path::filename(directory);
  return name.starts_with(".") || name == "node_modules";
}

bool isProject(llvm::StringRef directory, llvm::vfs::FileSystem& files) {
  return isRegularFile(files, (directory + "/" + projectFileName).str());
}

bool RootFinder::isLeftOut(llvm::StringRef directory) {
  return isForeign(directory) ||
         (nested_ == NestedProjects::LeftOut && isProject(directory, files_));
}

void RootFinder::addFolder(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  llvm::vfs::recursive_directory_iterator entry(files_, folder, error);
  for (; !error && entry != llvm::vfs::recursive_directory_iterator(); entry.increment(error)) {
    const llvm::StringRef name = path::filename(entry->path());
    if (entry->type() == llvm::sys::fs::file_type::directory_file) {
      if (isLeftOut(entry->path())) entry.no_push();
    } else if (path::extension(name) == aquaExtension && isRegularFile(files_, entry->path())) {
      found.push_back(entry->path().str());
    }
  }
  if (error) diags_.report(support::diag::FileUnreadable, {}, folder, error.message());
  if (found.empty() && !error) diags_.report(support::diag::FolderWithoutAqua, {}, folder);
  llvm::sort(found);
  for (const std::string& file : found)
    addFile(file);
}

} // namespace

std::vector<RootFile> findRoots(llvm::ArrayRef<std::string> names, llvm::vfs::FileSystem& files,
                                support::DiagnosticSink& diags, NestedProjects nested) {
  RootFinder finder(files, diags, nested);
  for (const std::string& name : names)
    finder.add(name);
  return finder.take();
}

std::vector<std::string> nestedProjects(llvm::StringRef folder, llvm::vfs::FileSystem& files) {
  std::vector<std::string> found;
  std::error_code error;
  llvm::vfs::recursive_directory_iterator entry(files, folder, error);
  for (; !error && entry != llvm::vfs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->type() != llvm::sys::fs::file_type::directory_file) continue;
    if (isForeign(entry->path()))
      entry.no_push();
    else if (isProject(entry->path(), files))
      found.push_back(entry->path().str());
  }
  llvm::sort(found);
  return found;
}

} // namespace aqua::modules
