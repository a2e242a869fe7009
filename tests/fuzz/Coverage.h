// Which constructs a program has: a counter each.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "llvm/ADT/StringRef.h"

namespace aqua::fuzz {

enum class Construct : uint8_t {
#define AQUA_CONSTRUCT(Name, feature) Name,
#include "Constructs.def"
#undef AQUA_CONSTRUCT
};

/// What a compiler may lack.
enum class Feature : uint8_t {
  Core,
  Abilities,
  Closures,
  Arrows,   // functions as values beyond arguments
  Services, // services as values
  Copy,
  ForTry,
  ForRec,
  ParSeq,
  Maps,
  LiveMaps, // streams of a map's keys and values
};
inline constexpr size_t featureCount = static_cast<size_t>(Feature::LiveMaps) + 1;

inline constexpr size_t constructCount =
#define AQUA_CONSTRUCT(Name, feature) +1
#include "Constructs.def"
#undef AQUA_CONSTRUCT
    ;

[[nodiscard]] llvm::StringRef nameOf(Construct construct);
[[nodiscard]] Feature featureOf(Construct construct);
[[nodiscard]] llvm::StringRef nameOf(Feature feature);

class Coverage {
public:
  void add(Construct construct) { ++counts_[static_cast<size_t>(construct)]; }
  void add(const Coverage& other) {
    for (size_t i = 0; i < constructCount; ++i)
      counts_[i] += other.counts_[i];
  }
  [[nodiscard]] uint64_t count(Construct construct) const {
    return counts_[static_cast<size_t>(construct)];
  }

private:
  std::array<uint64_t, constructCount> counts_{};
};

} // namespace aqua::fuzz
