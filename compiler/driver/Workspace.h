// A folder of programs that are being edited: what is in the buffers of the editor shadows the
// files for every importer (spec/08 B3).

#pragma once

#include <map>
#include <memory>
#include <string>

#include "llvm/Support/VirtualFileSystem.h"

#include "Compilation.h"
#include "ide/Snapshot.h"

namespace aqua::driver {

/// How much was analysed since the workspace was made.
struct WorkDone {
  uint64_t modulesParsed = 0;
  uint64_t modulesChecked = 0;
  uint64_t bodiesChecked = 0; // of functions
};

/// Not thread-safe.
class Workspace {
public:
  /// `folder` is absolute: the Aqua files in and below it belong to the workspace. Empty: only
  /// buffers do.
  Workspace(std::string folder, CompileOptions options,
            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk);
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  /// A buffer is opened or its text is another one. `path` is absolute, `text` valid UTF-8 without
  /// byte-order mark. A file outside the folder belongs to the workspace as long as it is open.
  void setBuffer(llvm::StringRef path, std::string text);
  /// The buffer is closed: what is on the disk counts again.
  void dropBuffer(llvm::StringRef path);
  /// Files were made, changed, moved or removed on the disk.
  void filesChanged();

  /// Everything with all that was said so far taken into account. Valid until the next call of any
  /// member that is not const.
  const ide::Snapshot& snapshot();

  /// What the linter says of a module of the snapshot, after `lint:` of the project file. Brings
  /// the workspace up to date.
  std::vector<lint::Finding> lint(support::FileId file);

  [[nodiscard]] WorkDone workDone() const { return work_; }

private:
  struct State;

  const std::string folder_;
  const CompileOptions options_;
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk_;
  std::map<std::string, std::string, std::less<>> buffers_; // by path
  std::unique_ptr<State> state_;                            // null: out of date
  WorkDone work_;
};

} // namespace aqua::driver
