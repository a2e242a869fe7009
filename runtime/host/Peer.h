// A peer: the program around the VM as a state machine (state, event) -> (state, effects). It
// executes the particle and performs the calls that the VM asks for (spec/04 §15).

#pragma once

#include <array>
#include <functional>
#include <optional>

#include "Answer.h"
#include "Mock.h"
#include "Particle.h"
#include "Profile.h"

namespace aqua::host {

/// Who a peer is. Does not change during a run.
struct PeerSpec {
  std::string name;
  std::string id;
  Profile profile = Profile::Nox;
  MockTable services;
  std::vector<std::string> addresses;
  int64_t clockOffset = 0; // ms between its clock and the virtual one
  /// Its Ed25519 seed; a peer without one cannot sign.
  std::optional<std::array<uint8_t, 32>> seed;
};

/// What a peer remembers of the particle. Copying it copies the peer.
struct PeerState {
  vm::DataRef previous; // data of the last invocation that was kept
  uint32_t invocations = 0;
  std::map<std::string, uint32_t> mockCalls;  // by "service.function"
  std::map<std::string, std::string> vault;   // path -> content
  std::map<std::string, std::string> aliases; // alias -> service id
  // Of the last invocation, for reports.
  std::vector<vm::Wait> waits;
  std::vector<vm::Failure> failures;
  std::vector<bool> reached; // by instruction
};

/// What reaches a peer: the particle, or the answer to a call.
struct PeerEvent {
  vm::DataRef data;                           // null for an answer, and for a new particle
  std::map<uint32_t, vm::CallResult> results; // by request id; empty for a particle
};

/// A call request and how it was answered.
struct PerformedCall {
  vm::CallRequest request;
  Answer answer;
};

/// What a peer does because of an event.
struct Effects {
  int64_t code = 0; // of the VM
  std::string errorMessage;
  /// The failure policy dropped the outcome: the state is as before, nothing is sent or called.
  bool dropped = false;
  vm::DataRef data;                   // to be sent
  std::vector<std::string> nextPeers; // ids, sorted
  std::vector<PerformedCall> calls;   // by request id
};

/// What the started function brings to the peer that started it (spec/06 §12).
struct EntryServices {
  std::string relay;                             // answer of getDataSrv.-relay-: a peer id
  std::map<std::string, value::Value> arguments; // answers of getDataSrv
  MockFunctions callbacks;                       // answers of callbackSrv
};

/// What becomes of an outcome with a non-zero code (spec/04 §15.3, §15.4).
enum class FailurePolicy : uint8_t {
  ByProfile, // js drops it, nox goes on with it
  Drop,      // every peer drops it, as the oracle's hosts do: for comparison with it
};

/// One peer of the network as others see it.
struct Neighbour {
  llvm::StringRef id;
  bool isNode = false;
  bool isUp = false;
  llvm::ArrayRef<std::string> addresses;
};

/// What the scenario lets happen to a call in place of its answer.
using Interfere = std::function<std::optional<Answer>(const vm::CallRequest&)>;

using Invoke = std::function<vm::Outcome(const vm::Input&)>;

/// Everything around a peer while it handles an event.
struct Surroundings {
  const air::Script* script = nullptr;
  const Particle* particle = nullptr;
  const EntryServices* entry = nullptr;
  const MockTable* services = nullptr;  // asked after those of the peer
  llvm::ArrayRef<Neighbour> neighbours; // all peers, also itself
  vm::Limits limits;
  uint64_t now = 0; // ms since 1970 on the virtual clock
  FailurePolicy failurePolicy = FailurePolicy::ByProfile;
  MockHelpers mockHelpers;
  bool forReports = true;         // as in vm::Input
  const Invoke* invoke = nullptr; // the VM
  Interfere interfere;            // may be null
};

/// Handles one event: invokes the VM, keeps the data, and performs the call requests. Deterministic
/// unless helpers of mocks are used. Sending, and the time of answers, are the network's business.
[[nodiscard]] Effects handleEvent(const PeerSpec& peer, PeerState& state, PeerEvent event,
                                  const Surroundings& around);

} // namespace aqua::host
