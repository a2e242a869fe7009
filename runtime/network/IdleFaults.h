// Faults of a scenario that changed nothing, and why: mostly a name or a time is wrong, and the run
// shows less than its author believes.

#pragma once

#include <set>

#include "Outcome.h"

namespace aqua::network {

struct IdleFault {
  uint32_t fault = 0; // index in the scenario
  std::string reason; // `nothing was sent from `a` to `b``
};

/// Collects what one or several runs of a scenario say about its faults.
class FaultTally {
public:
  void add(const RunResult& result);

  /// Those that struck in none of the runs, in the order of the scenario.
  [[nodiscard]] std::vector<IdleFault> idle(const Scenario& scenario) const;

private:
  [[nodiscard]] std::string peerReason(const Fault& fault) const;
  [[nodiscard]] std::string hopReason(const Fault& fault, uint64_t met) const;
  [[nodiscard]] std::string callReason(const Fault& fault, uint64_t met) const;

  std::set<uint32_t> struck_;
  std::vector<uint64_t> met_;                            // by fault: the most of any run
  std::set<std::string> peers_;                          // names of those that took part
  std::set<std::pair<std::string, std::string>> called_; // services and functions
  uint64_t end_ = 0;                                     // ms: of the longest run
};

} // namespace aqua::network
