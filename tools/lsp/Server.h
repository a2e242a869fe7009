// The language server without threads, bytes and time: messages in, messages out (spec/08 B).

#pragma once

#include "Binder.h"

namespace aqua::lsp {

struct ServerOptions {
  std::string version; // of the toolchain
  Workspaces::FileSystem disk;
  std::optional<int64_t> clientProcess = {}; // if the command line says it
  Pages pages = {};                          // about diagnostics
};

/// Answers in the order of the messages. Used by one thread.
class Server {
public:
  Server(MessageSink& sink, const Clock& clock, ServerOptions options);

  /// Handles a message and sends what is to be answered. A request whose token is cancelled is
  /// answered with that.
  void handle(const Incoming& message, const CancelToken& cancel = {});

  /// When there is something to do even if no message comes: diagnostics that were put off.
  [[nodiscard]] std::optional<TimePoint> checksDue() const;
  [[nodiscard]] std::optional<TimePoint> lintDue() const;
  /// Does one step of it; false if nothing is due.
  bool doDueChecks();
  bool doDueLint();

  /// The exit code of the process, once the client has told it to end.
  [[nodiscard]] std::optional<int> exitCode() const { return exitCode_; }
  /// The process of the client: this one ends when that is gone.
  [[nodiscard]] std::optional<int64_t> clientProcess() const { return options_.clientProcess; }

private:
  void answer(const Request& request, const CancelToken& cancel);
  void take(const Notification& notification);
  [[nodiscard]] Binder::Outcome outcomeOf(const Request& request, const CancelToken& cancel);
  [[nodiscard]] Binder::Outcome initialize(const Request& request);
  void initialized();

  const Clock& clock_;
  ServerOptions options_;
  Client client_;
  Binder binder_;
  std::unique_ptr<Context> context_; // after `initialize`
  bool isShutDown_ = false;
  std::optional<int> exitCode_;
};

} // namespace aqua::lsp
