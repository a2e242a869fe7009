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

  /// A message came. One that cancels a request takes effect at once.
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
  std::optional<std::pair<RequestId, CancelToken>> current_;
  bool isClosed_ = false;
};

/// Serves one client until it is done. The exit code of the process.
[[nodiscard]] int serve(Channel& channel, ServerOptions options);

} // namespace aqua::lsp
