// What came of a run: what the oracle reports (its README), and the log from which reports are
// made.

#pragma once

#include <string>
#include <vector>

#include "PeerNames.h"
#include "Scenario.h"
#include "host/Peer.h"

namespace aqua::network {

/// In place of the index of a peer, a call, an instruction: there is none.
inline constexpr uint32_t none = UINT32_MAX;

/// Why a run ended.
enum class Status : uint8_t {
  Quiescent, // nothing is left to happen
  Expired,   // the ttl passed with events left
  Stopped,   // at the first response or error, as the scenario asked
  StepLimit,
  TimeLimit,
  Aborted, // the scenario is broken: Outcome::fault says how
};

/// Why the answer to a call did not arrive.
enum class AnswerLoss : uint8_t {
  None,
  Down,      // the peer was down when it was due
  Forgotten, // the peer lost its data, and with them the request, before it was due
};

/// A call request in order of request, with the answer that was made at once, even if it was due
/// after the end of the run.
struct CallRecord {
  uint32_t peer = 0;
  uint64_t time = 0; // of the request, virtual ms
  vm::CallRequest request;
  host::Answer answer;
  AnswerLoss loss = AnswerLoss::None;
};

/// An invocation that ended with a non-zero code.
struct VmError {
  uint32_t peer = 0;
  int64_t code = 0;
  std::string message;
};

/// Why a particle was not delivered.
enum class Obstacle : uint8_t {
  UnknownPeer,
  NotTheRelay,   // a client can send to its relay only
  ForeignClient, // the receiver is a client of another relay
  NotLinked,     // the sender's `links` do not name the receiver
  Down,          // the receiver, when it was sent or when it would have arrived
  Cut,           // by a fault, as Dropped
  Dropped,
};

/// A particle that did not reach its next peer.
struct Undelivered {
  uint32_t from = 0;
  std::string toId;
  Obstacle obstacle = Obstacle::UnknownPeer;
};

/// A fault of the scenario that struck.
struct FaultRecord {
  uint64_t time = 0; // virtual ms
  Fault::Kind kind = Fault::Kind::Down;
  uint32_t fault = 0;   // index in the scenario
  uint32_t peer = none; // the peer, the sender, or who made the call
  uint32_t to = none;   // the receiver
  uint32_t call = none; // Fail, Hang: index into Outcome::calls
};

/// One execution of the VM.
struct InvocationRecord {
  uint32_t peer = 0;
  double wallMs = 0;
  size_t bytes = 0;
  int64_t code = 0;
};

/// Sums over a run, with the oracle's names.
struct Stats {
  uint64_t hops = 0;
  uint64_t vmInvocations = 0;
  uint64_t bytesMoved = 0;
  uint64_t maxDataBytes = 0;
  uint64_t airBytes = 0;
  uint64_t virtualMs = 0;
  double vmMs = 0; // wall time
};

/// Values hold real peer ids; only the JSON form has names.
struct Outcome {
  Status status = Status::Quiescent;
  std::vector<std::vector<value::Value>> responses; // arguments of callbackSrv.response
  std::vector<std::vector<value::Value>> errors;    // arguments of errorHandlingSrv.error
  std::vector<CallRecord> calls;
  std::vector<VmError> vmErrors;
  std::vector<Undelivered> undelivered;
  std::vector<FaultRecord> faults;     // in order of striking
  std::vector<InvocationRecord> trace; // if the scenario asks for it
  Stats stats;
  std::string fault; // not empty iff aborted
};

/// How the started function ended. Only its first end counts: a client that was told the result
/// hears no error any more, and the other way round (spec/06 §12).
enum class Ending : uint8_t { None, Response, Error };
[[nodiscard]] Ending firstEnding(const Outcome& outcome);

/// One thing that happened. The log is in order of happening.
struct LogEvent {
  enum class Kind : uint8_t {
    Invocation, // `peer` executed the particle
    Send,       // `peer` sent it to `to`, or could not
    Call,       // `peer` was asked to perform a call
    Answer,     // the answer reached the VM of `peer`: the invocation follows
  };
  Kind kind = Kind::Invocation;
  uint64_t time = 0; // virtual ms
  uint32_t peer = 0;
  /// Index of the event that led to this one: of a Send or Answer for an Invocation (none for the
  /// first), of an Invocation for Send and Call, of a Call for an Answer.
  uint32_t cause = none;
  /// The call; for a Send the first instruction that waits for the receiver; none if unknown.
  uint32_t instruction = none;
  uint32_t to = none;          // Send; none if the receiver is unknown
  uint64_t due = 0;            // Send: time of arrival; Call: of the answer, if there is one
  uint32_t undelivered = none; // Send: index into Outcome::undelivered, if not delivered
  uint32_t call = none;        // Call, Answer: index into Outcome::calls
  int64_t code = 0;            // Invocation
  size_t bytes = 0;            // Invocation, Send: size of the data
  /// Invocation: what its branches wait for besides calls, values and elements of streams; once
  /// for each instruction.
  std::vector<vm::Wait> waits = {};
};

/// A peer at the end of the run.
struct PeerResult {
  std::string name;
  std::string id;
  PeerKind kind = PeerKind::Node;
  bool isInit = false;
  uint32_t invocations = 0;
  vm::DataRef data; // what it keeps of the particle
  // Of its last invocation, if the run has a log.
  std::vector<vm::Wait> waits;
  std::vector<vm::Failure> failures;
  std::vector<bool> reached; // by instruction: whether it was begun
};

/// All that is known after a run.
struct RunResult {
  Outcome outcome;
  std::vector<PeerResult> peers; // indices of the other parts refer to it
  std::vector<LogEvent> log;     // empty unless asked for
  /// By fault of the scenario: how many messages or calls were those that it names.
  std::vector<uint64_t> faultsMet;
  PeerNames names;
  // What the scenario asks for in the JSON form.
  bool withTetraplets = false;
  bool withTrace = false;
  bool withData = false;
};

/// The oracle's word: `step-limit`.
[[nodiscard]] llvm::StringRef statusText(Status status);
/// The oracle's words.
[[nodiscard]] llvm::StringRef obstacleText(Obstacle obstacle);
/// None without a loss: `the peer was down`.
[[nodiscard]] llvm::StringRef lossText(AnswerLoss loss);
/// What a fault did, with names: `node2 went down`.
[[nodiscard]] std::string faultText(const RunResult& result, const FaultRecord& fault);
/// `{{client}}`'s name, or the id of a peer that has none.
[[nodiscard]] std::string receiverText(const RunResult& result, const Undelivered& undelivered);

/// Turns stored data into JSON; vm::readable in real runs.
using ReadData = std::function<value::Value(const vm::DataRef&)>;

/// The outcome object of the oracle's README, indented, ending with a newline.
void printOutcome(const RunResult& result, const ReadData& readData, llvm::raw_ostream& out);

/// JSON Lines, one per log event.
void printLog(const RunResult& result, llvm::raw_ostream& out);

} // namespace aqua::network
