// `aqua lsp`: the language server (spec/08 B2).

#include <csignal>
#include <memory>

#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "Commands.h"
#include "CommonOptions.h"
#include "DiagnosticPages.h"
#include "LspCheck.h"
#include "lsp/Session.h"

namespace aqua::cli {
namespace {

struct LspSettings {
  bool stdio = false; // the default, which clients like to say
  uint16_t port = 0;
  std::string pipe;
  std::optional<int64_t> clientProcess;
  std::string log;
  LspCheckSettings check;
};

llvm::Expected<std::unique_ptr<lsp::Channel>> open(const LspSettings& settings) {
  if (settings.port != 0) return lsp::listenOnPort(settings.port);
  if (!settings.pipe.empty()) return lsp::connectToPipe(settings.pipe);
  return lsp::standardChannel();
}

llvm::StringRef textOfPage(llvm::StringRef code) {
  for (const DiagnosticPage& page : diagnosticPages())
    if (page.code == code) return page.text;
  return {};
}

ExitCode runLsp(const LspSettings& settings) {
  if (settings.check.isWanted) return checkEditorFiles(settings.check);
  if (!settings.check.common.paths.empty()) {
    complain("files are looked at with --check only; the server gets them from the editor");
    return ExitCode::Usage;
  }
  // A client that is gone is noticed by what is read and written.
  std::signal(SIGPIPE, SIG_IGN);
  llvm::Expected<std::unique_ptr<lsp::Channel>> channel = open(settings);
  if (!channel) {
    complain(llvm::toString(channel.takeError()));
    return ExitCode::InputOutput;
  }
  lsp::ServerOptions options{AQUA_VERSION, llvm::vfs::getRealFileSystem(), settings.clientProcess,
                             textOfPage};
  std::optional<llvm::raw_fd_ostream> log;
  std::error_code error;
  if (!settings.log.empty()) log.emplace(settings.log, error);
  if (error) {
    complain(settings.log + ": " + error.message());
    return ExitCode::InputOutput;
  }
  const int exit = lsp::serve(**channel, std::move(options), log ? &*log : nullptr);
  return exit == 0 ? ExitCode::Success : ExitCode::SourceErrors;
}

} // namespace

void addLspCommand(CLI::App& app, ExitCode& exit) {
  auto settings = std::make_shared<LspSettings>();
  CLI::App* command = app.add_subcommand("lsp", "Serve an editor: the Language Server Protocol");
  CLI::Option* stdio =
      command->add_flag("--stdio", settings->stdio, "Use the standard streams (the default)");
  CLI::Option* port =
      command->add_option("--socket", settings->port, "Wait for the client on a port of this host")
          ->type_name("PORT")
          ->excludes(stdio);
  command->add_option("--pipe", settings->pipe, "Connect to a Unix socket that the client has made")
      ->type_name("NAME")
      ->excludes(stdio)
      ->excludes(port);
  command
      ->add_option("--clientProcessId", settings->clientProcess, "Stop when this process is gone")
      ->type_name("ID");
  command->add_option("--log", settings->log, "Write all messages to a file")->type_name("FILE");
  addLspCheckOptions(*command, settings->check);
  command->callback([settings, &exit] { exit = runLsp(*settings); });
}

} // namespace aqua::cli
