// The simulated network: a deterministic scheduler over peers (spec/07 §17.5).

#pragma once

#include <memory>
#include <optional>

#include "FaultPlan.h"
#include "Outcome.h"
#include "Random.h"
#include "Scenario.h"
#include "air/Air.h"

namespace aqua::network {

/// The script that all peers of a run share.
struct Program {
  const air::Script* script = nullptr; // must outlive the run
  size_t textBytes = 0;                // of its text, for statistics
};

/// The functions of the VM, replaceable in tests.
struct Machine {
  host::Invoke invoke;
  std::function<size_t(const vm::DataRef&)> dataSize; // empty: bytes are not counted
};

/// What is kept besides the outcome: with On all events, and what each peer waits for, began and
/// failed at. With a thousand peers that is as much as all of the rest.
enum class Log : uint8_t { Off, On };

/// What a run needs besides scenario and script.
struct RunOptions {
  Machine machine;
  host::FailurePolicy failurePolicy = host::FailurePolicy::ByProfile;
  Log log = Log::Off;
  host::MockHelpers mockHelpers; // for `js` and `process` mocks
  /// Wall clock in ms, for limits and statistics only.
  std::function<double()> wallClock;
  /// Gets the lines that calls print, as they happen.
  std::function<void(llvm::StringRef peer, llvm::StringRef line)> console;
};

struct Setup; // what does not change during a run; private to Network.cpp

/// A run under way. A value: a copy continues on its own, with the same future (unless `js` or
/// `process` mocks are used, which keep state).
class Network {
public:
  /// The scenario must have come without errors from readScenario, or be built as validly.
  Network(const Scenario& scenario, const Program& program, const RunOptions& options);

  /// Handles the next event. False: the run is over, and its status is set.
  bool step();

  /// The same run once more, with the same future: neither sees what becomes of the other.
  [[nodiscard]] Network fork() const { return *this; }

  [[nodiscard]] uint64_t now() const { return state_.clock; }
  /// While it runs; whole only in result().
  [[nodiscard]] const Outcome& outcomeSoFar() const { return outcome_; }
  /// What came of it so far.
  [[nodiscard]] RunResult result() const;
  /// The same without copying; the network is of no use afterwards.
  [[nodiscard]] RunResult takeResult() &&;

private:
  /// On its way to a peer: the particle, or the answer to a call.
  struct InFlight {
    uint64_t due = 0;
    uint64_t order = 0; // of creation
    uint32_t peer = 0;
    uint32_t cause = none; // event of the log: the Send or the Call
    uint32_t from = none;  // of a particle: who sent it
    uint32_t call = none;  // of an answer: index into Outcome::calls
    uint32_t life = 0;     // of an answer: that of the peer when it asked
    host::PeerEvent event;
  };

  /// What faults made of a peer.
  struct Condition {
    bool isDown = false; // by a fault: loses answers, too
    uint32_t life = 0;   // how often it has forgotten
  };

  /// All that changes, besides what is only recorded.
  struct State {
    std::vector<host::PeerState> peers;
    std::vector<InFlight> queue;             // a heap by (due, order)
    std::vector<host::PeerSpec> created;     // peers that are not of the scenario
    std::vector<Condition> conditions;       // of `peers`
    std::vector<host::Neighbour> neighbours; // of the scenario; says who is up
    FaultState faults;
    uint64_t clock = 0;
    uint64_t nextOrder = 0;
    std::optional<Random> random;
  };

  [[nodiscard]] std::optional<Status> limit() const;
  void strikePeers(uint64_t now);
  void strikePeer(const FaultPlan::Planned& planned, uint32_t peer);
  [[nodiscard]] bool isLost(const InFlight& event) const;
  void lose(const InFlight& event);
  [[nodiscard]] size_t sizeOf(const vm::DataRef& data) const;
  void handle(InFlight event);
  host::Effects invokePeer(uint32_t peer, host::PeerEvent event);
  void logArrival(const InFlight& event);
  [[nodiscard]] uint32_t instructionFor(uint32_t from, llvm::StringRef toId) const;
  void send(uint32_t from, const std::string& toId, const vm::DataRef& data);
  void loseMessage(LogEvent event, const std::string& toId, Obstacle reason);
  void deliver(LogEvent event, const vm::DataRef& data, uint64_t slowedBy);
  void call(uint32_t peer, host::PerformedCall performed);
  void schedule(uint64_t delay, InFlight event);
  uint64_t delay(uint64_t fixed, uint32_t range);
  [[nodiscard]] uint32_t findPeer(llvm::StringRef id) const;
  uint32_t createPeer(llvm::StringRef id);
  [[nodiscard]] std::optional<Obstacle> obstacle(uint32_t from, uint32_t to) const;
  [[nodiscard]] const host::PeerSpec& spec(uint32_t peer) const;
  [[nodiscard]] PeerKind kind(uint32_t peer) const;
  uint32_t log(const LogEvent& event);

  std::shared_ptr<const Setup> setup_;
  State state_;
  Outcome outcome_;
  std::vector<LogEvent> log_;
  uint32_t invocation_ = none; // event of the invocation whose effects are being carried out
  size_t dataBytes_ = 0;       // size of its data
};

/// Runs to the end.
[[nodiscard]] RunResult run(const Scenario& scenario, const Program& program,
                            const RunOptions& options);

/// Parses `air` and runs it. A script that is not AIR gives what the real VM gives: one invocation
/// that fails with code 1.
[[nodiscard]] RunResult runText(const Scenario& scenario, llvm::StringRef air,
                                const RunOptions& options);

} // namespace aqua::network
