// Evaluates `js` mocks in a Node.js process of its own, one per run (spec/07 §17.5). The process is
// started with the first expression; whether that is allowed is decided by who makes the engine.

#pragma once

#include "ExpressionEngine.h"

namespace aqua::host {

struct NodeEngineOptions {
  std::string command = "node"; // looked up in PATH; must understand `-e PROGRAM`
  int timeoutMs = 10000;        // wall time for one expression
};

class NodeEngine final : public ExpressionEngine {
public:
  explicit NodeEngine(NodeEngineOptions options = {}) : options_(std::move(options)) {}
  NodeEngine(const NodeEngine&) = delete;
  NodeEngine& operator=(const NodeEngine&) = delete;
  /// Ends the process; kills it after 2 s.
  ~NodeEngine() override;

  /// Requests and replies are JSON Lines. The reply is broken if the process cannot be started,
  /// ends, or does not answer in time; in the last two cases the next expression starts a new one.
  ExpressionReply evaluate(llvm::StringRef expression, const value::Value& arguments,
                           const value::Value& context) override;

private:
  /// Empty, or why it cannot be started.
  std::string start();
  bool sendLine(std::string line);
  /// Empty, or why there is none.
  std::string receiveLine(std::string& line);
  enum class Patience : uint8_t { None, Some };
  void stop(Patience patience);

  NodeEngineOptions options_;
  int process_ = -1;
  int channel_ = -1; // a socket: its stdin and stdout
  std::string buffer_;
};

} // namespace aqua::host
