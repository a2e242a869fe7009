// Known conditions are decided. Lowering computes what is known of values; here go the branches.

#include "Passes.h"

#include "Rewrite.h"

namespace aqua::flow {

namespace {

/// The value of a condition between two booleans.
std::optional<bool> known(const Condition& condition) {
  const auto isBoolean = [](const Operand& operand) {
    return operand.kind == Operand::Kind::Boolean;
  };
  if (!isBoolean(condition.left) || !isBoolean(condition.right)) return std::nullopt;
  return (condition.left == condition.right) != condition.isNegated;
}

class Folder {
public:
  explicit Folder(Process& process) : builder_(process) {}

  const Node* visit(const Node& node) {
    if (const auto* choice = llvm::dyn_cast<If>(&node))
      if (const std::optional<bool> taken = known(choice->condition))
        return visit(*taken ? *choice->thenBranch : *choice->elseBranch);
    return withChildren(builder_, node, [this](const Node& child) { return visit(child); });
  }

private:
  ProcessBuilder builder_;
};

} // namespace

void foldConditions(LoweredProcess lowered) {
  lowered.process.body = Folder(lowered.process).visit(*lowered.process.body);
}

} // namespace aqua::flow
