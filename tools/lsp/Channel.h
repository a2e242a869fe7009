// Where the bytes come from and go to: the standard streams, a socket, a pipe.

#pragma once

#include <array>
#include <memory>
#include <string>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace aqua::lsp {

/// Both directions may be used by different threads.
class Channel {
public:
  /// Whether the descriptors end with the channel.
  enum class Ownership : uint8_t { Borrows, Closes };

  Channel(int input, int output, Ownership ownership);
  ~Channel();
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  /// Waits for bytes. Empty at the end, if it cannot be read, or after an interruption. Valid until
  /// the next call.
  [[nodiscard]] llvm::StringRef read();
  /// Ends the waiting of another thread, now and later.
  void interrupt();
  /// False if the other side is gone.
  bool write(llvm::StringRef bytes);

private:
  const int input_;
  const int output_;
  const Ownership ownership_;
  int wakeUp_[2] = {-1, -1}; // a pipe
  std::array<char, 65536> buffer_;
};

[[nodiscard]] std::unique_ptr<Channel> standardChannel();
/// Waits for one client on a port of this machine, which no other machine reaches.
[[nodiscard]] llvm::Expected<std::unique_ptr<Channel>> listenOnPort(uint16_t port);
/// Connects to a Unix socket that the client has made.
[[nodiscard]] llvm::Expected<std::unique_ptr<Channel>> connectToPipe(const std::string& path);

} // namespace aqua::lsp
