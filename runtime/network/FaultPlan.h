// The faults of a scenario as the scheduler asks for them. Immutable and shared by all copies of a
// run; what changes is in FaultState.

#pragma once

#include <vector>

#include "Fault.h"
#include "Outcome.h"
#include "Random.h"
#include "llvm/ADT/SmallVector.h"

namespace aqua::network {

/// Part of the state of a run.
struct FaultState {
  size_t nextPeerFault = 0;  // of peerFaults(): those before have happened
  std::vector<uint64_t> met; // by fault: how many messages or calls were those that it names
};

/// What faults do to one message.
struct HopFate {
  std::optional<Obstacle> lost;
  uint64_t slowedBy = 0; // ms
  uint32_t copies = 1;
  llvm::SmallVector<std::pair<uint32_t, Fault::Kind>, 2>
      faults; // that struck: index in the scenario
};

/// A call that a fault answers.
struct FailedCall {
  uint32_t fault = 0; // index in the scenario
  host::Answer answer;
};

/// The faults of a scenario, sorted by what they strike. What they have counted is in FaultState.
class FaultPlan {
public:
  FaultPlan() = default;
  explicit FaultPlan(const Scenario& scenario);

  /// A fault with its peers as indices; none stands for any.
  struct Planned {
    uint32_t index = 0; // in the scenario
    Fault fault;
    std::optional<uint32_t> peer, from, to;
  };

  /// Down, up and forget in the order in which they happen.
  [[nodiscard]] llvm::ArrayRef<Planned> peerFaults() const { return peerFaults_; }
  [[nodiscard]] FaultState start() const { return {0, std::vector<uint64_t>(count_)}; }

  /// In the order of the scenario; each with a rate between 0 and 1 draws one number. A loss is
  /// final: later faults are not asked.
  [[nodiscard]] HopFate hop(uint32_t from, uint32_t to, uint64_t now, std::optional<Random>& random,
                            FaultState& state) const;

  /// The first fault that strikes this call, if any does. All count it.
  [[nodiscard]] std::optional<FailedCall> call(uint32_t peer, const vm::CallRequest& request,
                                               FaultState& state) const;

private:
  std::vector<Planned> peerFaults_, hopFaults_, callFaults_;
  size_t count_ = 0; // of all
};

} // namespace aqua::network
