#include "Scalars.h"

namespace aqua::vm {

bool Scalars::canWrite(air::NameId name) const {
  const uint32_t top = tops_[name.value];
  return top == none || isInFold() || !cells_[top].content;
}

void Scalars::write(air::NameId name, Content&& content) {
  const uint32_t top = tops_[name.value];
  const bool isHere = top != none && cells_[top].depth == depth();
  (isHere ? cells_[top] : push(name)).content = std::move(content);
}

void Scalars::open(air::NameId name) {
  push(name);
}

bool Scalars::close(air::NameId name) {
  const uint32_t top = tops_[name.value];
  if (top == none || cells_[top].depth != depth()) return false;
  tops_[name.value] = cells_[top].below;
  cells_[top].isClosed = true;
  cells_[top].content.reset();
  while (!cells_.empty() && cells_.back().isClosed)
    cells_.pop_back();
  return true;
}

/// An empty cell of this depth.
Scalars::Cell& Scalars::push(air::NameId name) {
  Cell& cell = cells_.emplace_back();
  cell.name = name;
  cell.depth = depth();
  cell.below = std::exchange(tops_[name.value], static_cast<uint32_t>(cells_.size() - 1));
  return cell;
}

void Scalars::drop() {
  const Cell& cell = cells_.back();
  if (!cell.isClosed) tops_[cell.name.value] = cell.below;
  cells_.pop_back();
}

} // namespace aqua::vm
