// The instructions that only bring the particle to a peer.

#pragma once

#include <vector>

#include "Air.h"

namespace aqua::air {

/// A hop is a canon of a stream that nothing writes into a canon that nothing reads, alone or with
/// a `new` for either of them around it.
class Hops {
public:
  explicit Hops(const Script& script);

  /// The peer of a hop, null for all other instructions. Inner parts of a hop are hops as well.
  [[nodiscard]] const Operand* target(const Instruction& instruction) const;

private:
  std::vector<char> isUsed_; // by name: whether a stream is written, whether anything else is read
};

} // namespace aqua::air
