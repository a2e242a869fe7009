#include "PendingValues.h"

namespace aqua::route {

const Spots* PendingValues::find(VarId id) const {
  const auto found = values_.find(id);
  return found == values_.end() ? nullptr : &found->second;
}

void PendingValues::set(VarId id, Spots places) {
  const Spots* before = find(id);
  journal_.push_back({id, before ? std::optional(*before) : std::nullopt});
  values_.insert_or_assign(id, std::move(places));
}

void PendingValues::erase(VarId id) {
  const Spots* before = find(id);
  if (!before) return;
  journal_.push_back({id, *before});
  values_.erase(id);
}

void PendingValues::put(VarId id, std::optional<Spots> places) {
  if (places)
    values_.insert_or_assign(id, std::move(*places));
  else
    values_.erase(id);
}

std::vector<PendingValues::Change> PendingValues::changesSince(size_t mark) const {
  std::map<VarId, const Entry*> first;
  for (size_t i = mark; i < journal_.size(); ++i)
    first.try_emplace(journal_[i].id, &journal_[i]);
  std::vector<Change> changes;
  for (const auto& [id, entry] : first) {
    const Spots* after = find(id);
    changes.push_back({id, entry->before, after ? std::optional(*after) : std::nullopt});
  }
  return changes;
}

void PendingValues::undo(size_t mark) {
  for (; journal_.size() > mark; journal_.pop_back())
    put(journal_.back().id, std::move(journal_.back().before));
}

void PendingValues::redo(llvm::ArrayRef<Change> changes) {
  for (const Change& change : changes) {
    if (change.after)
      set(change.id, *change.after);
    else
      erase(change.id);
  }
}

} // namespace aqua::route
