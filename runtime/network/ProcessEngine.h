// Evaluates `js` mocks in a process of its own, Node.js as a rule, one per run (spec/07 §17.5). The
// process is started with the first expression; whether that is allowed is decided by who makes the
// engine.

#pragma once

#include <string>

#include "host/ExpressionEngine.h"

namespace aqua::network {

class ProcessEngine final : public host::ExpressionEngine {
public:
  /// `command` is looked up in PATH and must understand `-e PROGRAM` as Node.js does; `timeoutMs`
  /// is wall time for one expression.
  explicit ProcessEngine(std::string command = "node", int timeoutMs = 10000)
      : command_(std::move(command)), timeoutMs_(timeoutMs) {}
  ProcessEngine(const ProcessEngine&) = delete;
  ProcessEngine& operator=(const ProcessEngine&) = delete;
  /// Ends the process; kills it after 2 s.
  ~ProcessEngine() override;

  /// Requests and replies are JSON Lines. The reply is broken if the process cannot be started,
  /// ends, or does not answer in time; in the last two cases the next expression starts a new one.
  host::ExpressionReply evaluate(llvm::StringRef expression, const value::Value& arguments,
                                 const value::Value& context) override;

private:
  /// Empty, or why it cannot be started.
  std::string start();
  bool sendLine(std::string line);
  /// Empty, or why there is none.
  std::string receiveLine(std::string& line);
  enum class Patience : uint8_t { None, Some };
  void stop(Patience patience);

  std::string command_;
  int timeoutMs_;
  int process_ = -1;
  int channel_ = -1; // a socket: its stdin and stdout
  std::string buffer_;
};

} // namespace aqua::network
