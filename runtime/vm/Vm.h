// One invocation of the virtual machine: a pure function from script, data and call results to new
// data, next peers and call requests (spec/04 §13, spec/05 §4). No clock, no I/O, no state.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "air/Air.h"
#include "trace/Tetraplet.h"
#include "value/Value.h"

namespace aqua::trace {
class Data; // the particle's data: trace and bookkeeping (trace/Data.h)
}

namespace aqua::vm {

/// The mutable part of a particle. Immutable once produced and therefore shared, not copied. Null:
/// no data yet.
using DataRef = std::shared_ptr<const trace::Data>;

using Tetraplet = trace::Tetraplet;

/// A service call that the host of the current peer must perform.
struct CallRequest {
  uint32_t id = 0;
  std::string service, function;
  std::vector<value::Value> arguments;
  std::vector<std::vector<Tetraplet>> tetraplets; // one list per argument
  uint32_t instruction = 0;                       // id of the call in the script
};

/// The host's answer. `result` is JSON text if code is 0, any text otherwise (hosts send JSON).
struct CallResult {
  int32_t code = 0;
  std::string result;
};

/// The greatest limit on streams that can be asked for.
constexpr uint32_t maxStreamLimit = 1 << 24;

/// Bounds of an invocation.
struct Limits {
  /// The size at which a stream is too large: it may have one value less.
  uint32_t streamSize = 1024; // AquaVM's
};

/// What does not change while a particle lives, and who executes it now.
struct Params {
  std::string initPeer;
  std::string currentPeer;
  std::string particleId;
  uint64_t timestamp = 0; // ms since 1970
  uint32_t ttl = 0;       // ms
  Limits limits = {};
};

/// All that an invocation depends on.
struct Input {
  const air::Script* script = nullptr;
  DataRef previous; // what this peer kept from its last invocation for this particle
  DataRef current;  // what arrived with the particle
  Params params;
  std::map<uint32_t, CallResult> results; // by request id
  /// Whether the outcome shall have what is only for reports. It takes a while where a thousand
  /// branches of a loop wait.
  bool forReports = true;
};

/// Why an instruction is incomplete at the end of an invocation: for reports only.
struct Wait {
  enum class Kind : uint8_t {
    Variable,     // a variable is not defined yet
    CallResult,   // requested here, not answered yet
    RemoteCall,   // a call or canon bound to another peer
    EmptyStream,  // a fold over a stream without elements
    MoreElements, // a fold over a stream has seen all its elements and waits for more
    Never,        // (never) was reached
  };
  Kind kind = Kind::Variable;
  uint32_t instruction = 0;
  uint32_t elements = 0; // MoreElements: how many the stream has here
  value::Value subject;  // a string: the peer, variable or stream that is waited for; or null

  /// Of the variable or stream.
  [[nodiscard]] llvm::StringRef name() const {
    return kind == Kind::RemoteCall || subject.isNull() ? "" : subject.asString();
  }
  /// Empty if it waits for no peer.
  [[nodiscard]] llvm::StringRef peerId() const {
    return kind == Kind::RemoteCall ? subject.asString() : "";
  }
};

/// An error that was raised during the invocation, whether or not something caught it: for reports.
struct Failure {
  uint32_t instruction = 0;
  int64_t code = 0;
  std::string message;
  uint32_t times = 1; // in a row, by this instruction: loops raise the same one again and again
};

/// All that comes of an invocation.
struct Outcome {
  int64_t code = 0;         // 0, or a code of spec/04 §11
  std::string errorMessage; // empty iff code is 0
  DataRef data;             // to be kept and sent; the previous data after an uncatchable error
  std::vector<std::string> nextPeers; // sorted, without repetitions
  std::vector<CallRequest> requests;  // by id
  // For reports only:
  std::vector<Wait> waits;       // in order of execution
  std::vector<Failure> failures; // in the order in which they were first raised
  std::vector<bool> reached;     // by instruction: whether it was begun
};

/// Executes the script from its start over both traces (spec/05 §11–§13). Never throws, never
/// traps: where the real VM traps, the outcome is an uncatchable error. Fold recursion is bounded;
/// past the bound the outcome has code 20000 and says so.
[[nodiscard]] Outcome invoke(const Input& input);

/// The data as JSON in the form of AquaVM's `to_human_readable_data`, with values in place of
/// content ids; for tests and traces.
[[nodiscard]] value::Value readable(const DataRef& data);

/// Rough size of the data in bytes as it would travel (for statistics only).
[[nodiscard]] size_t dataSize(const DataRef& data);

} // namespace aqua::vm
