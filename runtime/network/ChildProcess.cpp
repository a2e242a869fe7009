#include "ChildProcess.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

extern char** environ;

namespace aqua::network {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto lastPatience = std::chrono::seconds(2);
constexpr int stepMs = 5;
constexpr size_t maxLineLength = size_t{64} << 20;

/// The pointers that exec wants; `texts` must live on.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// Ours, in which those of the command replace what has their names.
std::vector<std::string> environmentOf(const ChildProcess::Command& command) {
  std::vector<std::string> result = command.environment;
  const auto isReplaced = [&](const std::string& variable) {
    const std::string start = variable.substr(0, variable.find('=') + 1);
    for (const std::string& own : command.environment)
      if (own.compare(0, start.size(), start) == 0) return true;
    return false;
  };
  for (char** variable = environ; *variable != nullptr; ++variable)
    if (!isReplaced(*variable)) result.emplace_back(*variable);
  return result;
}

std::string endText(int status) {
  if (WIFSIGNALED(status))
    return fmt::format("ended by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  return fmt::format("ended with exit code {}", WEXITSTATUS(status));
}

} // namespace

ChildProcess::~ChildProcess() {
  stop(Patience::Some);
}

std::string ChildProcess::start(const Command& command) {
  if (!command.folder.empty() && access(command.folder.c_str(), X_OK) != 0)
    return fmt::format("cannot start `{}` in `{}`: {}", command.words.front(), command.folder,
                       std::strerror(errno));
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::strerror(errno);
  // Ours only: programs do not expect an output that may refuse.
  fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK);
  std::vector<std::string> words = command.words;
  std::vector<std::string> variables = environmentOf(command);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  if (!command.folder.empty())
    posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
  pid_t process = -1;
  const int error = posix_spawnp(&process, words.front().c_str(), &actions, nullptr,
                                 pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return fmt::format("cannot start `{}`: {}", words.front(), std::strerror(error));
  }
  process_ = process;
  channel_ = ends[0];
  return "";
}

void ChildProcess::closeInput() {
  if (channel_ >= 0) close(channel_);
  channel_ = -1;
}

void ChildProcess::stop(Patience patience) {
  closeInput();
  if (process_ < 0) return;
  const auto last = Clock::now() + lastPatience;
  while (waitpid(process_, nullptr, WNOHANG) == 0) {
    if (patience == Patience::None || Clock::now() >= last) {
      kill(process_, SIGKILL);
      waitpid(process_, nullptr, 0);
      break;
    }
    poll(nullptr, 0, stepMs);
  }
  process_ = -1;
  buffer_.clear();
}

ChildProcess::Ready ChildProcess::waitFor(short events, short& happened, Deadline deadline) const {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return Ready::Late;
    pollfd waiting{channel_, events, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<int64_t>(left, INT32_MAX)));
    happened = waiting.revents;
    if (ready > 0) return Ready::Yes;
    if (ready < 0 && errno != EINTR) return Ready::Late;
  }
}

bool ChildProcess::readSome() {
  char chunk[65536];
  const ssize_t got = recv(channel_, chunk, sizeof chunk, 0);
  if (got > 0) buffer_.append(chunk, static_cast<size_t>(got));
  return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

ChildProcess::Talk ChildProcess::finish(Deadline deadline) {
  int status = 0;
  bool hasEnded = false;
  while (!hasEnded) {
    hasEnded = waitpid(process_, &status, WNOHANG) != 0;
    if (!hasEnded && Clock::now() >= deadline) break;
    if (!hasEnded) poll(nullptr, 0, stepMs);
  }
  if (!hasEnded) {
    stop(Patience::None);
    end_ = "closed its output";
    return Talk::Ended;
  }
  closeInput();
  process_ = -1;
  end_ = endText(status);
  return Talk::Ended;
}

ChildProcess::Talk ChildProcess::send(std::string line, Deadline deadline) {
  line += '\n';
  size_t sent = 0;
  while (sent < line.size()) {
    short happened = 0;
    if (waitFor(POLLOUT | POLLIN, happened, deadline) == Ready::Late) {
      stop(Patience::None);
      end_ = "did not take its input in time";
      return Talk::Late;
    }
    // Read meanwhile: it may not listen before somebody takes what it says.
    if ((happened & (POLLIN | POLLHUP)) != 0 && !readSome()) return finish(deadline);
    if ((happened & POLLOUT) == 0) continue;
    const ssize_t count = ::send(channel_, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
    if (count > 0) sent += static_cast<size_t>(count);
    if (count < 0 && errno != EAGAIN && errno != EINTR) return finish(deadline);
  }
  return Talk::Done;
}

ChildProcess::Talk ChildProcess::receive(std::string& line, Deadline deadline) {
  size_t searched = 0;
  while (true) {
    if (const size_t end = buffer_.find('\n', searched); end != std::string::npos) {
      line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return Talk::Done;
    }
    searched = buffer_.size();
    if (searched > maxLineLength) {
      stop(Patience::None);
      end_ = "wrote a line of more than 64 MiB";
      return Talk::Ended;
    }
    short happened = 0;
    if (waitFor(POLLIN, happened, deadline) == Ready::Late) return Talk::Late;
    if (!readSome()) return finish(deadline);
  }
}

} // namespace aqua::network
