#include "Channel.h"

#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include "support/Check.h"

namespace aqua::lsp {

namespace {

llvm::Error systemError(llvm::StringRef what) {
  const std::error_code code(errno, std::generic_category());
  return llvm::createStringError(code, what + ": " + code.message());
}

class OpenSocket {
public:
  explicit OpenSocket(int descriptor) : descriptor_(descriptor) {}
  ~OpenSocket() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenSocket(const OpenSocket&) = delete;
  OpenSocket& operator=(const OpenSocket&) = delete;

  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] int release() { return std::exchange(descriptor_, -1); }

private:
  int descriptor_;
};

std::unique_ptr<Channel> channelOf(int socket) {
  return std::make_unique<Channel>(socket, socket, Channel::Ownership::Closes);
}

} // namespace

Channel::Channel(int input, int output, Ownership ownership)
    : input_(input), output_(output), ownership_(ownership) {
  AQUA_CHECK(pipe2(wakeUp_, O_CLOEXEC) == 0, "there are no file descriptors left");
}

Channel::~Channel() {
  close(wakeUp_[0]);
  close(wakeUp_[1]);
  if (ownership_ == Ownership::Borrows) return;
  close(input_);
  if (output_ != input_) close(output_);
}

llvm::StringRef Channel::read() {
  for (;;) {
    pollfd waits[] = {{input_, POLLIN, 0}, {wakeUp_[0], POLLIN, 0}};
    if (poll(waits, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return {};
    }
    if (waits[1].revents != 0) return {};
    const ssize_t count = ::read(input_, buffer_.data(), buffer_.size());
    if (count >= 0) return {buffer_.data(), static_cast<size_t>(count)};
    if (errno != EINTR) return {};
  }
}

void Channel::interrupt() {
  static_cast<void>(::write(wakeUp_[1], "", 1) == 1);
}

bool Channel::write(llvm::StringRef bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(output_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes = bytes.drop_front(static_cast<size_t>(count));
  }
  return true;
}

std::unique_ptr<Channel> standardChannel() {
  return std::make_unique<Channel>(STDIN_FILENO, STDOUT_FILENO, Channel::Ownership::Borrows);
}

llvm::Expected<std::unique_ptr<Channel>> listenOnPort(uint16_t port) {
  const OpenSocket listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (listener.get() < 0) return systemError("cannot make a socket");
  const int on = 1;
  setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener.get(), 1) != 0)
    return systemError("cannot listen on port " + std::to_string(port));
  const int client = accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return systemError("cannot accept a connection");
  return channelOf(client);
}

llvm::Expected<std::unique_ptr<Channel>> connectToPipe(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return llvm::createStringError(std::make_error_code(std::errc::filename_too_long),
                                   "the name of the pipe is too long");
  path.copy(address.sun_path, path.size());
  OpenSocket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return systemError("cannot make a socket");
  if (connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return systemError("cannot connect to `" + path + "`");
  return channelOf(socket.release());
}

} // namespace aqua::lsp
