// A process that is spoken to by lines on its standard input and output, with a time limit for
// everything: it may be slow, silent, broken, or gone, but it cannot make us wait for ever.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace aqua::network {

/// A running program; ends with the object.
class ChildProcess {
public:
  using Deadline = std::chrono::steady_clock::time_point;

  /// What to start.
  struct Command {
    std::vector<std::string> words;       // the program, looked up in PATH, and its arguments
    std::string folder;                   // empty: ours
    std::vector<std::string> environment; // `NAME=text`, besides ours
  };

  ChildProcess() = default;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  /// Ends the process; kills it after 2 s.
  ~ChildProcess();

  /// Empty, or why it cannot be started. Its standard error is ours.
  [[nodiscard]] std::string start(const Command& command);
  [[nodiscard]] bool isRunning() const { return process_ >= 0; }

  enum class Talk : uint8_t {
    Done,
    Late,  // the deadline passed
    Ended, // the process is not running any more
  };
  /// A process that is late in taking a line is ended: it has a part of it.
  [[nodiscard]] Talk send(std::string line, Deadline deadline);
  /// The next line of its output without its end.
  [[nodiscard]] Talk receive(std::string& line, Deadline deadline);
  /// How it ended: `ended with exit code 3`.
  [[nodiscard]] const std::string& end() const { return end_; }

  /// Closes its input.
  void closeInput();
  enum class Patience : uint8_t { None, Some };
  /// Waits for its end, at most 2 s with patience, and kills it then.
  void stop(Patience patience);

private:
  enum class Ready : uint8_t { Yes, Late };
  [[nodiscard]] Ready waitFor(short events, short& happened, Deadline deadline) const;
  /// Takes what there is of its output. False: there will be no more.
  bool readSome();
  /// Sets how it ended; it may take until the deadline.
  Talk finish(Deadline deadline);

  int process_ = -1;
  int channel_ = -1; // a socket: its stdin and stdout
  std::string buffer_;
  std::string end_;
};

} // namespace aqua::network
