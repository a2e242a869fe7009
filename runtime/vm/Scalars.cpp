#include "Scalars.h"

namespace aqua::vm {

Scalars::Found Scalars::read(air::NameId name) const {
  const auto& cells = cells_[name.value];
  if (cells.empty() || !readable_[cells.back().depth]) return {};
  if (!cells.back().content) return {Status::Cleared, nullptr};
  return {Status::Set, &*cells.back().content};
}

bool Scalars::canWrite(air::NameId name) const {
  const auto& cells = cells_[name.value];
  return cells.empty() || depth_ != 0 || !cells.back().content;
}

void Scalars::write(air::NameId name, Content&& content) {
  auto& cells = cells_[name.value];
  const bool isHere = !cells.empty() && cells.back().depth == depth_;
  (isHere ? cells.back() : push(name)).content = std::move(content);
}

void Scalars::open(air::NameId name) {
  push(name);
}

bool Scalars::close(air::NameId name) {
  auto& cells = cells_[name.value];
  if (cells.empty() || cells.back().depth != depth_) return false;
  cells.pop_back();
  return true;
}

/// An empty cell of this depth.
Scalars::Cell& Scalars::push(air::NameId name) {
  if (depth_ != 0) touched_[depth_].push_back(name);
  return cells_[name.value].emplace_back(depth_);
}

void Scalars::enterFold() {
  ++depth_;
  if (depth_ == readable_.size()) {
    readable_.push_back(0);
    touched_.emplace_back();
  }
  readable_[depth_] = 1;
}

void Scalars::leaveFold() {
  readable_[depth_] = 0;
  --depth_;
  cleanUp();
}

void Scalars::enterIteration() {
  readable_[depth_] = 0;
  enterFold();
}

void Scalars::leaveIteration() {
  leaveFold();
  readable_[depth_] = 1;
}

/// Drops the cells of the depth that was just left.
void Scalars::cleanUp() {
  const uint32_t left = depth_ + 1;
  for (const air::NameId name : touched_[left])
    if (auto& cells = cells_[name.value]; !cells.empty() && cells.back().depth == left)
      cells.pop_back();
  touched_[left].clear();
}

} // namespace aqua::vm
