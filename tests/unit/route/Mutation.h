// Small damages of routed trees, to see that the verifier notices them.

#pragma once

#include <string>
#include <vector>

#include "route/Routed.h"

namespace aqua::test {

enum class Mutation : uint8_t {
  RemoveHop,
  ChangeHop,  // to another peer
  ReverseHop, // a list of relays is walked the wrong way round
  RemoveWait,
  RemoveWrapper,
  RemoveNever,
  FlipCarrier,   // control goes on from another branch, or from none
  RemoveMeeting, // errors of the branches of a par do not meet
  RemoveExit,    // of a loop
  RemoveEntry,   // hops in front of a loop
};

[[nodiscard]] llvm::StringRef nameOf(Mutation mutation);

/// One possible damage: of the node with this number in document order.
struct Mutant {
  Mutation mutation = Mutation::RemoveHop;
  uint32_t node = 0;
  uint32_t branch = 0;   // FlipCarrier
  flow::Operand newPeer; // ChangeHop
  std::string text;      // the peer of a hop; the variable of a wait
};

/// All, in document order; ChangeHop takes for each hop the next one of the peers that occur.
[[nodiscard]] std::vector<Mutant> mutantsOf(const route::Process& process);

/// The damaged tree; it borrows from the sound one.
[[nodiscard]] route::Process apply(const route::Process& process, const Mutant& mutant);

} // namespace aqua::test
