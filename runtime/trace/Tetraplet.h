// Where a value came from (spec/04 §6): the first thing a service asks about its arguments.

#pragma once

#include <string>

#include "value/Shared.h"

namespace aqua::trace {

/// The call that made a value, and which part of its result the value is. Literals have the init
/// peer and nothing else.
struct Tetraplet {
  std::string peer, service, function, lens;
  friend bool operator==(const Tetraplet&, const Tetraplet&) = default;
};

/// Many values share one tetraplet. Never null where a value has an origin.
using TetrapletRef = value::Shared<Tetraplet>;

} // namespace aqua::trace
