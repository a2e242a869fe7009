// A folder of programs that are being edited: what is in the buffers of the editor shadows the
// files for every importer (spec/08 B3). An edit costs what depends on it.

#pragma once

#include <functional>
#include <memory>
#include <string>

#include "llvm/Support/VirtualFileSystem.h"

#include "Compilation.h"
#include "ide/Places.h"
#include "ide/Snapshot.h"

namespace aqua::driver {

/// How much was analysed since the workspace was made.
struct WorkDone {
  // For snapshots:
  uint64_t modulesParsed = 0;
  uint64_t modulesChecked = 0; // anew, but perhaps without their bodies
  uint64_t bodiesChecked = 0;  // of functions
  // For linting and compiling:
  uint64_t compilations = 0;
  /// How often everything was thrown away because too much of it was garbage.
  uint64_t rebuilds = 0;
};

/// Larger files are parsed, but not checked (spec/08 B18).
struct WorkspaceLimits {
  size_t bytesOfFile = size_t{8} << 20U;
  uint32_t linesOfFile = 100'000;
  /// Names and types that nobody uses any more are thrown away when there are so many bytes of
  /// them, and more than of others.
  size_t bytesOfGarbage = size_t{4} << 20U;
};

/// Not thread-safe.
class Workspace {
public:
  /// `folder` is absolute: the Aqua files in and below it belong to the workspace, but not those of
  /// projects inside of it (`projectFolder`). Empty: only buffers do.
  Workspace(std::string folder, CompileOptions options,
            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk,
            const WorkspaceLimits& limits = {});
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  /// A buffer is opened or its text is another one. `path` is absolute, `text` valid UTF-8 without
  /// byte-order mark. A file outside the folder belongs to the workspace as long as it is open.
  /// Buffers of settings count, too.
  void setBuffer(llvm::StringRef path, std::string text);
  /// The buffer is closed: what is on the disk counts again.
  void dropBuffer(llvm::StringRef path);
  /// Other places of imports than those that were given.
  void setImports(modules::ImportOptions imports);
  /// Files were made, changed, moved or removed on the disk.
  void filesChanged();

  /// Everything with all that was said so far taken into account. Valid until the next call of any
  /// member that is not const; the FileId of a path never changes.
  const ide::Snapshot& snapshot();

  /// What the linter says of a module of the snapshot, as `aqua lint` would with `choice` on the
  /// command line. Brings the workspace up to date. Slow the first time after a change of the
  /// module or of one that it imports: for quiet moments, as are `places` and `compilation`.
  std::vector<lint::Finding> lint(support::FileId file, const lint::Choice& choice = {});

  /// Where the statements of a module of the snapshot run.
  ide::Places places(support::FileId file);
  /// The same if it is known for the texts of now, so that nothing has to be compiled.
  const ide::Places* knownPlaces(support::FileId file);

  /// The program whose root is a module of the snapshot, with the index, for everything behind the
  /// HIR. Its files have numbers of their own. Brings the workspace up to date. Valid until a
  /// member is called that is not const.
  Compilation& compilation(support::FileId file);

  /// Told while modules are checked how many are done, of how many.
  using Progress = std::function<void(size_t done, size_t all)>;
  void setProgress(Progress progress);

  [[nodiscard]] const WorkDone& workDone() const;

  /// What names and types take, which is all that grows from edit to edit.
  [[nodiscard]] size_t bytesOfNamesAndTypes() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The folder of the project that a file or folder belongs to: that of the nearest settings. Empty
/// if there are none.
[[nodiscard]] std::string projectFolder(llvm::StringRef path, llvm::vfs::FileSystem& files);

} // namespace aqua::driver
