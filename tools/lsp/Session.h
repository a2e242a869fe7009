// A server on a channel: one thread reads messages, another one handles them in their order
// (spec/08 B3).

#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "Channel.h"
#include "Server.h"

namespace aqua::lsp {

/// Messages that were read and not handled yet. Used by both threads.
class Inbox {
public:
  struct Entry {
    Incoming message;
    CancelToken cancel;
  };

  /// A message came. One that cancels a request, or makes it pointless, takes effect at once.
  void put(Incoming message);
  /// No more messages will come.
  void close();

  enum class Wait : uint8_t { Message, Time, Closed };
  /// Waits until there is a message, or for a time.
  [[nodiscard]] Wait wait(std::optional<TimePoint> until);
  /// The next message, if there is one. The request in it is the one that is being handled until
  /// the next call.
  [[nodiscard]] std::optional<Entry> take();

private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Entry> entries_;
  struct Current {
    Request request;
    CancelToken cancel;
  };
  std::optional<Current> current_;
  bool isClosed_ = false;

  /// Requests about the document that this changes are answered with that (spec/08 B3).
  void outdate(const Notification& change);
};

/// Serves one client until it is done. The exit code of the process. With `log`, what comes and
/// goes is written to it: a line for each message.
[[nodiscard]] int serve(Channel& channel, ServerOptions options, llvm::raw_ostream* log = nullptr);

} // namespace aqua::lsp
