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
  Publisher(Client& client, const Documents& documents, const PublishDiagnosticsCapability& shown)
      : client_(client), documents_(documents), shown_(shown) {}

  /// What the compiler says of all files of the folder.
  void publishChecks(Root& root);
  /// What the linter says of the documents that are open in it.
  void publishLint(Root& root, const LintSettings& settings);
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
  void send(const std::string& path, File& file);

  Client& client_;
  const Documents& documents_;
  const PublishDiagnosticsCapability& shown_;
  std::map<std::string, File> files_; // by path
  std::string lastWithoutPlace_;      // what was logged, so that it is not logged again
};

} // namespace aqua::lsp
