// Diagnostics to the client: all that is known of each file, whenever it is not what the client
// has (spec/08 B4).

#pragma once

#include "Client.h"
#include "Settings.h"
#include "SnapshotFiles.h"
#include "Workspaces.h"
#include "protocol/Diagnostics.h"

namespace aqua::lsp {

class Publisher {
public:
  Publisher(Client& client, const Workspaces& workspaces, const Documents& documents,
            const PublishDiagnosticsCapability& shown)
      : client_(client), workspaces_(workspaces), documents_(documents), shown_(shown) {}

  /// What the compiler says of all files of the folder.
  void publishChecks(Root& root);
  /// The files of the folder that the linter has said something of, or has to: those that are open.
  [[nodiscard]] std::vector<std::string> lintedFiles(const Root& root) const;
  /// What the linter says of one of them, nothing if it is not open.
  void publishLint(Root& root, llvm::StringRef path, const LintSettings& settings);
  /// A document changes: what the linter said of it moves along, or is gone with what it was about.
  void move(llvm::StringRef path, const TextDocumentContentChangeEvent& change);
  /// Nothing is known of the folder any more.
  void forget(const Root& root);

private:
  struct File {
    Uri uri;
    const Root* root = nullptr;
    std::vector<Diagnostic> checks;
    std::vector<Diagnostic> findings;
    std::vector<Diagnostic> sent;
  };

  [[nodiscard]] Diagnostic convert(const support::Diagnostic& diagnostic,
                                   const SnapshotFiles& files, llvm::StringRef source) const;
  /// Whether the folder says what is wrong in a file.
  [[nodiscard]] bool isOwner(const Root& root, llvm::StringRef path) const;
  void send(const std::string& path, File& file);

  Client& client_;
  const Workspaces& workspaces_;
  const Documents& documents_;
  const PublishDiagnosticsCapability& shown_;
  std::map<std::string, File, std::less<>> files_; // by path
  std::string lastWithoutPlace_; // what was logged, so that it is not logged again
};

} // namespace aqua::lsp
