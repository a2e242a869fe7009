// What the handlers of requests work on: the session after `initialize`.

#pragma once

#include "Cancel.h"
#include "Client.h"
#include "Publisher.h"
#include "Routes.h"
#include "Settings.h"
#include "SnapshotFiles.h"
#include "TokenCache.h"
#include "Workspaces.h"
#include "modules/Project.h"

namespace aqua::lsp {

/// A document as a request sees it: analysed with everything that the client has said before.
struct View {
  const ClientCapabilities& client;
  const Settings& settings;
  TokenCache& tokens;
  Routes& routes;
  Root& root;
  const Workspaces::FileSystem& disk;
  const ide::Snapshot& snapshot;
  const ide::Module& module;
  SnapshotFiles files;

  [[nodiscard]] const support::SourceFile& source() const { return snapshot.source(module); }
  [[nodiscard]] const Positions& positions() const { return files.positions(module.file); }
  [[nodiscard]] ide::Cursor cursor(Position position) const {
    return {&module, positions().offset(position)};
  }
  [[nodiscard]] Range range(support::SourceRange range) const { return positions().range(range); }
  /// What the linter says of the document, apart from what comments silence.
  [[nodiscard]] std::vector<support::Diagnostic> findings() const;
  /// Where its statements run, as far as that is known without waiting for it.
  [[nodiscard]] const ide::Places& places() const { return routes.known(root, module); }
  /// What the project file says of the layout.
  [[nodiscard]] modules::LayoutSettings layout() const;
};

/// One per session, used by one thread.
class Context {
public:
  Context(Client& peer, const Clock& time, const Workspaces::FileSystem& disk,
          ClientCapabilities capabilities, PositionEncoding encoding, Pages pages);

  /// Which must be open, or a module that an open folder knows.
  [[nodiscard]] Answer<View> view(const Uri& uri);

  /// The section `aqua` of the client's settings. What is wrong in it is shown to the user.
  void configure(const llvm::json::Value& section);

  /// Asks the client for the section, if it can be asked.
  void askForSettings();

  /// Folders were added or removed, or files in them changed.
  void filesChanged();
  /// All folders are to be looked at again.
  void recheck();

  /// When something is to be done without being asked.
  [[nodiscard]] std::optional<TimePoint> checksDue() const;
  [[nodiscard]] std::optional<TimePoint> lintDue() const;
  /// Does what is due, one folder and one kind of work at a time; false if nothing is.
  bool doDueChecks();
  bool doDueLint();
  /// Does everything that was put off.
  void finishWork();

  Client& client;
  const Pages pages; // about diagnostics
  const Clock& clock;
  const ClientCapabilities capabilities;
  Settings settings;
  Documents documents;
  Workspaces workspaces;
  Publisher publisher;
  TokenCache tokens;
  Routes routes;
  CancelToken cancel; // of the request that is being handled

  /// How long the last look at a folder took.
  [[nodiscard]] std::chrono::milliseconds lastAnalysis() const { return lastAnalysis_; }

private:
  /// The first look at a folder, with its progress if the client shows that.
  void index(Root& root);
  /// Nothing is due any more: the client is to ask again for what has changed.
  void askForRefresh();
  /// What takes a compilation of one document.
  void lookClosely(Root& root, llvm::StringRef path);

  const Workspaces::FileSystem disk_;
  uint64_t indexings_ = 0;
  bool routesChanged_ = false; // and the client was not told yet
  std::chrono::milliseconds lastAnalysis_{0};
  std::vector<std::string> shownProblems_;
};

} // namespace aqua::lsp
