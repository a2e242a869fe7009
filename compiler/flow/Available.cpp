// Reuse of scalars and gates in the code that they dominate.

#include "Available.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::flow {

void Available::leave() {
  const size_t keep = scopes_.pop_back_val();
  for (; log_.size() > keep; log_.pop_back()) {
    const auto [key, kind] = log_.back();
    Entries& entries = entries_[key];
    if (kind == Kind::Scalar)
      entries.scalars.pop_back();
    else
      entries.gates.pop_back();
  }
}

std::optional<VarId> Available::scalar(const Operand& operand) const {
  const auto found = entries_.find(operand.variable.value);
  if (!operand.isVariable() || found == entries_.end()) return std::nullopt;
  for (const Scalar& known : found->second.scalars)
    if (known.operand == operand) return known.scalar;
  return std::nullopt;
}

void Available::addScalar(const Operand& operand, VarId scalar) {
  if (!operand.isVariable()) return;
  entries_[operand.variable.value].scalars.push_back({operand, scalar});
  log_.emplace_back(operand.variable.value, Kind::Scalar);
}

std::optional<VarId> Available::gate(const GateKey& key) const {
  const auto found = entries_.find(key.stream.value);
  if (found == entries_.end()) return std::nullopt;
  for (const Gate& known : found->second.gates)
    if (known.key.at == key.at && known.key.term == key.term && known.key.offset >= key.offset)
      return known.canon;
  return std::nullopt;
}

void Available::addGate(const GateKey& key, VarId canon) {
  entries_[key.stream.value].gates.push_back({key, canon});
  log_.emplace_back(key.stream.value, Kind::Gate);
}

} // namespace aqua::flow
