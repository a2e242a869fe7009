// Random choices that are the same on every machine, from the numbers of the simulated network.

#pragma once

#include <string>
#include <vector>

#include "network/Random.h"

namespace aqua::test {

class Random {
public:
  explicit Random(uint32_t seed) : numbers_(seed) {}

  double next() { return numbers_.next(); }
  unsigned below(size_t limit) {
    return static_cast<unsigned>(next() * static_cast<double>(limit));
  }
  bool chance(double probability) { return next() < probability; }
  const std::string& pick(const std::vector<std::string>& list) { return list[below(list.size())]; }

private:
  network::Random numbers_;
};

} // namespace aqua::test
