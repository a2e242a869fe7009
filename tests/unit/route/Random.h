// Random numbers that are the same on every machine.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aqua::test {

/// mulberry32: small, and the same in every language.
class Random {
public:
  explicit Random(uint32_t seed) : state_(seed) {}

  double next() {
    state_ += 0x6d2b79f5U;
    uint32_t t = (state_ ^ (state_ >> 15)) * (1U | state_);
    t = (t + (t ^ (t >> 7)) * (61U | t)) ^ t;
    return (t ^ (t >> 14)) / 4294967296.0;
  }
  unsigned below(size_t limit) {
    return static_cast<unsigned>(next() * static_cast<double>(limit));
  }
  bool chance(double probability) { return next() < probability; }
  const std::string& pick(const std::vector<std::string>& list) { return list[below(list.size())]; }

private:
  uint32_t state_;
};

} // namespace aqua::test
