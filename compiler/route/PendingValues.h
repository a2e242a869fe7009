// Values that parallel branches have defined and nobody has waited for yet. What happens in a
// branch or an alternative can be undone, so visiting it costs what it changes, however many there
// are.

#pragma once

#include <map>
#include <optional>
#include <vector>

#include "Reach.h"

namespace aqua::route {

class PendingValues {
public:
  struct Change {
    VarId id;
    std::optional<Spots> before, after; // nothing: it was (is) not pending
  };

  /// The peers to which the value is brought; null if it is not pending.
  [[nodiscard]] const Spots* find(VarId id) const;

  void set(VarId id, Spots places);
  void erase(VarId id);

  [[nodiscard]] size_t mark() const { return journal_.size(); }
  /// In the order of the variables.
  [[nodiscard]] std::vector<Change> changesSince(size_t mark) const;
  void undo(size_t mark);
  void redo(llvm::ArrayRef<Change> changes);

private:
  struct Entry {
    VarId id;
    std::optional<Spots> before;
  };

  void put(VarId id, std::optional<Spots> places);

  std::map<VarId, Spots> values_;
  std::vector<Entry> journal_;
};

} // namespace aqua::route
