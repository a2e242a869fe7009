#include "Scalars.h"

namespace aqua::vm {

Scalars::Found Scalars::read(air::NameId name) const {
  const auto& cells = cells_[name.value];
  if (cells.empty() || !levels_[cells.back().depth].isReadable) return {};
  if (!cells.back().content) return {Status::Cleared, nullptr};
  return {Status::Set, &*cells.back().content};
}

bool Scalars::canWrite(air::NameId name) const {
  const auto& cells = cells_[name.value];
  return cells.empty() || depth() != 0 || !cells.back().content;
}

void Scalars::write(air::NameId name, Content&& content) {
  auto& cells = cells_[name.value];
  const bool isHere = !cells.empty() && cells.back().depth == depth();
  (isHere ? cells.back() : push(name)).content = std::move(content);
}

void Scalars::open(air::NameId name) {
  push(name);
}

bool Scalars::close(air::NameId name) {
  auto& cells = cells_[name.value];
  if (cells.empty() || cells.back().depth != depth()) return false;
  cells.pop_back();
  return true;
}

/// An empty cell of this depth.
Scalars::Cell& Scalars::push(air::NameId name) {
  if (depth() != 0) touched_.push_back(name);
  return cells_[name.value].emplace_back(depth());
}

void Scalars::dropTouched() {
  for (size_t i = levels_.back().firstTouched; i < touched_.size(); ++i)
    if (auto& cells = cells_[touched_[i].value]; !cells.empty() && cells.back().depth == depth())
      cells.pop_back();
  touched_.resize(levels_.back().firstTouched);
}

} // namespace aqua::vm
