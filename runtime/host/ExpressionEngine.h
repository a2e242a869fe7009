// The door to an external evaluator of `js` mocks (spec/07 §17.5). It is the only part of a run
// that may keep state of its own, so runs that use it cannot be copied and replayed.

#pragma once

#include <string>

#include "value/Value.h"

namespace aqua::host {

/// What an expression gave.
struct ExpressionReply {
  enum class Kind : uint8_t {
    Value,  // `value`
    Failed, // the expression called `ctx.fail(message)`: a service error with text `message`
    Broken, // it threw, or the engine itself failed: `message` says why
  };
  Kind kind = Kind::Broken;
  value::Value value;
  std::string message;
};

/// Evaluates the expressions of `js` mocks.
class ExpressionEngine {
public:
  virtual ~ExpressionEngine() = default;

  /// `arguments` is an array. `context` holds n, peer, peerId, init, tetraplets; the engine adds
  /// `state`, an object that lives as long as the engine, and `fail`.
  virtual ExpressionReply evaluate(llvm::StringRef expression, const value::Value& arguments,
                                   const value::Value& context) = 0;
};

} // namespace aqua::host
