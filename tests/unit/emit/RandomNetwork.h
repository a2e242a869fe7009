// Runs scripts of random programs on our VM in the network that belongs to the program: clients
// that reach their relay only, services whose answers tell what they were called with and where.

#pragma once

#include <set>

#include "../route/RandomProgram.h"

namespace aqua::test {

/// What can be observed of a run, as text.
struct Observation {
  std::multiset<std::string> calls;
  std::vector<std::string> answers;  // responses and errors at the client
  std::vector<std::string> failures; // of the VM
  uint64_t hops = 0;

  [[nodiscard]] bool hasAnswer() const { return !answers.empty(); }
};

/// Everybody: also clients send to, and are reached by, all peers.
enum class Reachability : uint8_t { Relays, Everybody };

/// Without a seed delays are fixed. The text must be a valid script.
[[nodiscard]] Observation run(const RandomProgram& program, const std::string& air,
                              std::optional<uint32_t> seed,
                              Reachability reachability = Reachability::Relays);

/// What the first has and the second has not.
[[nodiscard]] std::vector<std::string> missingCalls(const Observation& expected,
                                                    const Observation& actual);

} // namespace aqua::test
