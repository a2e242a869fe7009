// Routed process to AIR tree: unique names, gates, alternatives (spec/03 §10, §11, §14.4–14.6).

#pragma once

#include <vector>

#include "air/Air.h"
#include "route/Routed.h"

namespace aqua::emit {

/// A script and, for each instruction id, the place in the source that it stands for.
struct AirScript {
  air::Script script;
  std::vector<support::Loc> origins; // by instruction id
};

/// How long sequences are nested. Chained is what they are before the pass (Balance.h).
enum class Sequences : uint8_t { Chained, Balanced };

/// What variables are called: as in the source, or by the first letters of that, since a script
/// travels with each particle.
enum class Naming : uint8_t { Full, Brief };

struct Spelling {
  Naming naming = Naming::Full;
  Sequences sequences = Sequences::Balanced;
};

/// Spells a routed process as AIR. The script passes air::validate. Pure.
[[nodiscard]] AirScript emitAir(const route::Process& process, Spelling spelling = {});

} // namespace aqua::emit
