// Which state of an old trace became which state of the new one (spec/05 §11.1).

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace aqua::trace {

/// A one-to-one map between positions: a new pair replaces older ones with the same left or right
/// side.
class PositionMap {
public:
  PositionMap() = default;
  /// For an old trace of that length.
  explicit PositionMap(size_t oldLength) : toOld_(oldLength, none), toNew_(oldLength, none) {}

  void insert(uint32_t newPosition, uint32_t oldPosition) {
    grow(toOld_, newPosition);
    grow(toNew_, oldPosition);
    if (const uint32_t old = toOld_[newPosition]; old != none) toNew_[old] = none;
    if (const uint32_t fresh = toNew_[oldPosition]; fresh != none) toOld_[fresh] = none;
    toOld_[newPosition] = oldPosition;
    toNew_[oldPosition] = newPosition;
  }

  [[nodiscard]] std::optional<uint32_t> oldPosition(uint32_t newPosition) const {
    if (newPosition >= toOld_.size() || toOld_[newPosition] == none) return std::nullopt;
    return toOld_[newPosition];
  }

private:
  static constexpr uint32_t none = UINT32_MAX;

  static void grow(std::vector<uint32_t>& map, uint32_t index) {
    if (index >= map.size()) map.resize(2 * size_t{index} + 1, none);
  }

  std::vector<uint32_t> toOld_, toNew_;
};

} // namespace aqua::trace
