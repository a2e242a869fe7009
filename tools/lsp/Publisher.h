// Diagnostics to the client: all that is known of each file, whenever it is not what the client
// has (spec/08 B4).

#pragma once

#include <functional>
#include <utility>

#include "Client.h"
#include "Settings.h"
#include "SnapshotFiles.h"
#include "Workspaces.h"
#include "protocol/ClientCapabilities.h"
#include "protocol/Diagnostics.h"

namespace aqua::lsp {

/// The page about a code, in Markdown; empty if there is none.
using Pages = std::function<llvm::StringRef(llvm::StringRef code)>;
/// Its address: a document that this server has (`workspace/textDocumentContent`).
[[nodiscard]] Uri pageUri(llvm::StringRef code);
/// The code whose page an address is; empty if it is none.
[[nodiscard]] llvm::StringRef pageCode(const Uri& uri);

class Publisher {
public:
  /// `pages` has those of diagnostics.
  Publisher(Client& client, const Workspaces& workspaces, const Documents& documents,
            const ClientCapabilities& capabilities, Pages pages)
      : client_(client), workspaces_(workspaces), documents_(documents),
        shown_(capabilities.textDocument.publishDiagnostics),
        isAsked_(capabilities.textDocument.diagnostic.has_value()), pages_(std::move(pages)) {}

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

  /// What is known of a file, for a client that asks itself; `previous` is what it has.
  [[nodiscard]] DiagnosticReport report(llvm::StringRef path,
                                        const std::optional<std::string>& previous);
  [[nodiscard]] WorkspaceDiagnosticReport reportAll(llvm::ArrayRef<PreviousResultId> previous);
  /// Such a client has to ask again. False the next time.
  [[nodiscard]] bool takeChange() { return std::exchange(hasChanged_, false); }

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
  [[nodiscard]] static std::vector<Diagnostic> all(const File& file);
  void send(const std::string& path, File& file);

  Client& client_;
  const Workspaces& workspaces_;
  const Documents& documents_;
  const PublishDiagnosticsCapability& shown_;
  const bool isAsked_; // the client asks; nothing is sent without that
  const Pages pages_;
  bool hasChanged_ = false;
  std::map<std::string, File, std::less<>> files_; // by path
  std::string lastWithoutPlace_; // what was logged, so that it is not logged again
};

} // namespace aqua::lsp
