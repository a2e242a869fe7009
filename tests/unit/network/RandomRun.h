// Random scripts with random scenarios, for what must hold for every run: all instructions,
// streams, services that answer, fail, wait or keep silent, peers with state, and faults of every
// kind.

#pragma once

#include "network/Network.h"

namespace aqua::network {

struct RandomRun {
  std::string air;
  Scenario scenario;
};

/// Equal seeds give equal runs. The script is valid AIR.
[[nodiscard]] RandomRun randomRun(uint32_t seed);

} // namespace aqua::network
