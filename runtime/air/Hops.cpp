#include "Hops.h"

#include "Mentions.h"

namespace aqua::air {
namespace {

bool isTaggedAsStream(llvm::StringRef name) {
  return name.starts_with("$") || name.starts_with("%");
}

} // namespace

Hops::Hops(const Script& script) : isUsed_(script.nameCount(), 0) {
  for (uint32_t id = 0; id < script.size(); ++id)
    visitMentions(script.instruction(id), [&](NameId name, Access access) {
      const Access use = isTaggedAsStream(script.name(name)) ? Access::Write : Access::Read;
      if (access == use) isUsed_[name.value] = 1;
    });
}

const Operand* Hops::target(const Instruction& instruction) const {
  const Instruction* inner = &instruction;
  std::vector<Variable> scopes;
  for (; scopes.size() < 2 && llvm::isa<New>(inner); inner = llvm::cast<New>(inner)->body)
    scopes.push_back(llvm::cast<New>(inner)->variable);
  const auto* canon = llvm::dyn_cast<Canon>(inner);
  if (!canon) return nullptr;
  for (const Variable& scope : scopes)
    if (scope != canon->source && scope != canon->target) return nullptr;
  const bool isIdle =
      isUsed_[canon->source.name.value] == 0 && isUsed_[canon->target.name.value] == 0;
  return isIdle ? &canon->peer : nullptr;
}

} // namespace aqua::air
