// The folders of the session, each with its analysis, and what is due in them (spec/08 B3, B16).

#pragma once

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "Clock.h"
#include "Documents.h"
#include "Settings.h"
#include "driver/Workspace.h"

namespace aqua::lsp {

/// How long after an edit something is done.
inline constexpr Duration quietBeforeChecks{50};
inline constexpr Duration longestBeforeChecks{250};
inline constexpr Duration quietBeforeLint{150};

/// When diagnostics are to be made: not with each edit, but soon.
class Schedule {
public:
  /// An edit, or another reason to look again.
  void edited(TimePoint now);
  /// Everything is due at once.
  void hurry();

  [[nodiscard]] std::optional<TimePoint> checksDue() const { return checksDue_; }
  [[nodiscard]] std::optional<TimePoint> lintDue() const { return lintDue_; }
  void checksDone() { checksDue_.reset(), firstEdit_.reset(); }
  void lintDone() { lintDue_.reset(); }

private:
  std::optional<TimePoint> firstEdit_; // of those that were not checked
  std::optional<TimePoint> checksDue_;
  std::optional<TimePoint> lintDue_;
};

/// A folder that the client has opened, a project inside of one, or the place of files that are in
/// none.
struct Root {
  Root(std::string folderPath, std::unique_ptr<driver::Workspace> analysis)
      : folder(std::move(folderPath)), workspace(std::move(analysis)) {}

  const std::string folder;
  const std::unique_ptr<driver::Workspace> workspace;
  Schedule schedule;
  bool isIndexed = false;            // it was looked at, with its progress
  std::vector<std::string> unlinted; // documents that the linter is still to look at; last first
};

class Workspaces {
public:
  using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
  Workspaces(const Documents& documents, FileSystem disk);

  /// What the client has opened. Folders are looked at by `filesChanged`.
  void addFolder(llvm::StringRef folder) { folders_.insert(folder.str()); }
  void removeFolder(llvm::StringRef folder) { folders_.erase(folder.str()); }

  /// Files on the disk, or the folders, are others. Returns the roots that are gone.
  [[nodiscard]] std::vector<std::unique_ptr<Root>> filesChanged();
  /// Where imports are found besides what project files say.
  void setImports(const ImportSettings& imports);

  /// The innermost folder that holds the path; for a path that is in none, the place of such files,
  /// or null if there are none.
  [[nodiscard]] Root* find(llvm::StringRef path) const;

  /// The text of an open document is another one. Returns its folder.
  Root& changed(const Document& document);
  /// Returns the folder that the document was in.
  Root* closed(llvm::StringRef path);

  [[nodiscard]] const std::vector<std::unique_ptr<Root>>& all() const { return roots_; }

private:
  Root& makeRoot(llvm::StringRef folder);
  /// Paths in settings are relative to the folder that the client has opened.
  [[nodiscard]] modules::ImportOptions importsOf(llvm::StringRef folder) const;
  /// Each open document into the root that it belongs to now.
  void distribute();

  const Documents& documents_;
  const FileSystem disk_;
  ImportSettings imports_;
  std::set<std::string> folders_;
  std::vector<std::unique_ptr<Root>> roots_;
};

} // namespace aqua::lsp
