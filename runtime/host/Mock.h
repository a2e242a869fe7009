// Answers of simulated services as data (spec/07 §17.5, MOCK), and their evaluation.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "Answer.h"
#include "ExpressionEngine.h"
#include "Particle.h"
#include "ServiceProcesses.h"

namespace aqua::host {

struct MockCase;

/// One mock. Copyable data: how often it was called is kept by the peer.
struct Mock {
  enum class Kind : uint8_t {
    Value,      // answers `value`
    Echo,       // answers the argument with index `echo`, null if there is none
    Error,      // fails with `value` and `code`
    Never,      // no answer
    Sequence,   // the nth of `sequence` at the nth call, then always the last
    Cases,      // the first of `cases` that matches the arguments, else `otherwise`
    Expression, // evaluates `expression` by an external engine
    Process,    // asks `process`
    Print,      // prints the call as one line and answers null; only for callers, not in files
  };

  Kind kind = Kind::Value;
  value::Value value;
  uint32_t echo = 0;
  int32_t code = 1;
  uint64_t delay = 0; // virtual ms
  std::string expression;
  std::string process; // its name
  std::vector<Mock> sequence;
  std::vector<MockCase> cases;
  std::vector<Mock> otherwise;     // none or one
  Typing typing = Typing::Checked; // of this mock and those inside
  MockPlace place;                 // null: made by code
};

/// Matches calls whose arguments begin with `arguments`.
struct MockCase {
  std::vector<value::Value> arguments;
  Mock then;
};

using MockFunctions = std::map<std::string, Mock, std::less<>>;
/// Service id, then function; `"*"` stands for any.
using MockTable = std::map<std::string, MockFunctions, std::less<>>;

/// Service and function, else service and `"*"`, else `"*"` and `"*"`; nullptr if there is none.
[[nodiscard]] const Mock* findMock(const MockTable& table, llvm::StringRef service,
                                   llvm::StringRef function);

/// What a mock may look at.
struct MockCall {
  const vm::CallRequest* request = nullptr;
  uint32_t count = 0; // earlier calls of this service function on this peer
  llvm::StringRef peerName, peerId;
  const Particle* particle = nullptr;
};

/// Those outside who answer for mocks; each may be missing.
struct MockHelpers {
  ExpressionEngine* engine = nullptr;
  ServiceProcesses* processes = nullptr;
};

/// The mock's answer. Without the helper that it needs it is broken.
[[nodiscard]] Answer evaluateMock(const Mock& mock, const MockCall& call,
                                  const MockHelpers& helpers);

/// The tetraplets as JSON: a list per argument of `{peer_pk, service_id, function_name, lens}`.
[[nodiscard]] value::Value tetrapletsValue(llvm::ArrayRef<std::vector<vm::Tetraplet>> tetraplets);

} // namespace aqua::host
