// mulberry32: the generator that spec/07 §17.5 prescribes for seeded delays.

#pragma once

#include <cstdint>

namespace aqua::network {

/// Copyable state; equal seeds give equal sequences on every machine.
class Random {
public:
  explicit Random(uint32_t seed) : state_(seed) {}

  /// 0 <= r < 1
  double next() {
    state_ += 0x6D2B79F5U;
    uint32_t t = (state_ ^ (state_ >> 15)) * (state_ | 1U);
    t ^= t + (t ^ (t >> 7)) * (t | 61U);
    return static_cast<double>(t ^ (t >> 14)) / 4294967296.0;
  }

  /// 1 + ⌊r·range⌋
  uint64_t delay(uint32_t range) { return 1 + static_cast<uint64_t>(next() * range); }

private:
  uint32_t state_;
};

} // namespace aqua::network
