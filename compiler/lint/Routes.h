// What rules ask of the functions of a program as they are executed: everything inlined, each step
// at its peer. Made by the driver from all exported functions; the findings of a rule are those in
// the module at hand.

#pragma once

#include <string>
#include <vector>

#include "flow/Flow.h"
#include "route/PlacesOfLines.h"
#include "support/Diagnostics.h"

namespace aqua::lint {

using support::Loc;

/// Steps that run one after the other on one peer.
struct Stretch {
  const flow::Operand* peer = nullptr;
  llvm::SmallVector<const flow::Node*, 4> steps; // bound to the peer, at least one
  llvm::SmallVector<const flow::Node*, 4> all;   // also copies and pushes between them

  [[nodiscard]] Loc loc() const { return steps.front()->loc; }
  [[nodiscard]] bool isAt(const Stretch& other) const { return *peer == *other.peer; }
};

/// A part of a process that runs straight on: without branches, loops and handlers. Neighbours are
/// at different peers.
struct Sequence {
  size_t process = 0; // index
  std::vector<Stretch> stretches;
};

/// A `par` group with a `Peer.timeout` in one of its branches.
struct Race {
  const flow::Process* process = nullptr;
  const flow::Par* group = nullptr;
};

/// An exported function whose script may be too large.
struct LargeScript {
  Loc function; // its name
  uint32_t process = 0;
  size_t bytes = 0;
};

/// The trees are borrowed. Made once for all modules.
struct Routes {
  Routes() = default;
  Routes(llvm::ArrayRef<const flow::Process*> processes, route::PlacesOfLines visited);

  route::PlacesOfLines places; // of the processes, by their index
  std::vector<Sequence> sequences;
  std::vector<Race> races;
  std::vector<LargeScript> largeScripts; // filled by who can write scripts

  /// How many steps a process has.
  [[nodiscard]] size_t stepsOf(uint32_t process) const;
  /// The steps that come from a file.
  [[nodiscard]] llvm::ArrayRef<route::Visit> visitsIn(support::FileId file) const {
    return places.within({file, {0, UINT32_MAX}});
  }
  /// The first step with this position in this process that is bound to its peer; null: none.
  [[nodiscard]] const route::Visit* firstVisit(Loc step, size_t process) const;
  /// How often the particle is sent for it.
  [[nodiscard]] size_t sendsTo(Loc step, size_t process) const {
    const route::Visit* visit = firstVisit(step, process);
    return visit ? visit->sends() : 0;
  }
};

/// The peer that sends the particle to where the step runs; nothing if it is there already, or if
/// there are several.
[[nodiscard]] std::optional<route::PeerNumber> senderTo(const route::Visit& visit);

/// True if the step is an operator or builds a value: what every peer can do without effect.
[[nodiscard]] bool isComputation(const flow::Node& step);

/// `Peer.timeout(…)`
[[nodiscard]] bool isTimeout(const flow::Node& step);

/// True if the later steps read what the earlier ones write.
[[nodiscard]] bool dependsOn(const Stretch& later, const Stretch& earlier);

} // namespace aqua::lint
