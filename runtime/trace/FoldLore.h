// What an old fold state says about each of its elements: the windows to replay them in
// (spec/05 §11.6).

#pragma once

#include <optional>
#include <vector>

#include "Fallible.h"
#include "Slider.h"

namespace aqua::trace {

/// Where the states of one iteration lie in the old trace. These windows also cover the nested
/// iterations of the same generation, because an iteration's `(par body (next i))` has the deeper
/// ones inside its right branch.
struct ElementWindows {
  Interval before, after;
};

/// Where the states of each iteration of an old fold lie.
class FoldLore {
public:
  /// Nothing is known.
  FoldLore() = default;
  /// Of a fold in `trace`.
  static Fallible<FoldLore, TraceError> resolve(const FoldState& fold, llvm::ArrayRef<State> trace);

  /// The windows of the element whose value lies at `valuePosition`; only the first time.
  std::optional<ElementWindows> take(uint32_t valuePosition);
  /// Number of states of all iterations.
  [[nodiscard]] uint32_t totalLength() const { return totalLength_; }
  /// As Rust prints the structure, for messages.
  [[nodiscard]] std::string debugText() const;

private:
  struct Entry {
    uint32_t valuePosition = 0;
    bool isTaken = false;
    ElementWindows windows;
  };
  std::vector<Entry> entries_; // by position
  uint32_t totalLength_ = 0;
};

} // namespace aqua::trace
