// The immutable part of a particle (spec/04 §15.1) without its script, which all peers of a run
// share as one tree.

#pragma once

#include <cstdint>
#include <string>

namespace aqua::host {

/// What a particle carries besides its script and data; never changes.
struct Particle {
  std::string id;
  std::string initPeer;   // peer id
  uint64_t timestamp = 0; // ms since 1970
  uint32_t ttl = 0;       // ms
};

} // namespace aqua::host
