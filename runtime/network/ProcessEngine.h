// Evaluates `js` mocks in a process of its own, Node.js as a rule, one per run (spec/07 §17.5). The
// process is started with the first expression; whether that is allowed is decided by who makes the
// engine.

#pragma once

#include <string>

#include "ChildProcess.h"
#include "host/ExpressionEngine.h"

namespace aqua::network {

/// Lets Node.js, or a program like it, evaluate expressions. Starts it for the first one.
class ProcessEngine final : public host::ExpressionEngine {
public:
  /// `command` is looked up in PATH and must understand `-e PROGRAM` as Node.js does; `timeoutMs`
  /// is wall time for one expression.
  explicit ProcessEngine(std::string command = "node", int timeoutMs = 10000)
      : command_(std::move(command)), timeoutMs_(timeoutMs) {}

  /// From now on `ctx.state` is empty again.
  void beginRun() { isFresh_ = true; }

  /// Requests and replies are JSON Lines. The reply is broken if the process cannot be started,
  /// ends, or does not answer in time; in the last two cases the next expression starts a new one.
  host::ExpressionReply evaluate(llvm::StringRef expression, const value::Value& arguments,
                                 const value::Value& context) override;

private:
  std::string command_;
  int timeoutMs_;
  ChildProcess process_;
  bool isFresh_ = true; // the next expression is the first of a run
};

} // namespace aqua::network
