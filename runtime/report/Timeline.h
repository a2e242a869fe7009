// All that happened, in order of time, a row each.

#pragma once

#include "Route.h"

namespace aqua::report {

/// One thing that happened.
struct TimelineRow {
  enum class Look : uint8_t { Plain, Quiet, Waiting, Good, Bad };
  uint64_t time = 0;
  size_t lane = 0;
  std::string event;   // `→ relay`, `store.get("k")`, `waits for x`
  std::string outcome; // `arrives at 12 ms, 1.3 kB`, `→ 1 at 73 ms`
  std::string place;
  Look look = Look::Plain;
};

/// All rows, in order of time.
[[nodiscard]] std::vector<TimelineRow> timelineOf(const Route& route);

} // namespace aqua::report
