// Looks for a mention of the relay, and takes its call out of the sequence if there is none.

#include "DropRelay.h"

#include "llvm/ADT/STLExtras.h"

#include "flow/Mentions.h"

namespace aqua::route {

namespace {

class Search {
public:
  explicit Search(VarId variable) : variable_(variable) {}

  [[nodiscard]] bool isIn(const Node& node) const {
    return isMentionedBy(node) ||
           llvm::any_of(children(node), [&](const Node* child) { return isIn(*child); });
  }

private:
  [[nodiscard]] bool isIn(const Operand& operand) const {
    bool isFound = false;
    flow::forEachVariable(operand, [&](VarId id) { isFound |= id == variable_; });
    return isFound;
  }
  [[nodiscard]] bool isIn(const flow::Condition& condition) const {
    return isIn(condition.left) || isIn(condition.right);
  }
  [[nodiscard]] bool isMentionedBy(const Node& node) const {
    if (const auto* hop = llvm::dyn_cast<Hop>(&node)) return isIn(hop->peer);
    if (const auto* choice = llvm::dyn_cast<If>(&node)) return isIn(choice->condition);
    if (const auto* choice = llvm::dyn_cast<Choice>(&node)) return isIn(choice->condition);
    if (const auto* loop = llvm::dyn_cast<For>(&node)) return isIn(loop->iterable);
    if (const auto* once = llvm::dyn_cast<Once>(&node)) return isIn(once->iterable);
    const auto* step = llvm::dyn_cast<Step>(&node);
    if (!step) return false;
    bool isFound = flow::isForcing(*step->step) && isIn(step->step->at->peer);
    flow::forEachRead(*step->step, [&](VarId id) { isFound |= id == variable_; });
    return isFound;
  }

  const VarId variable_;
};

bool isCallFor(const Node& node, VarId variable) {
  const auto* step = llvm::dyn_cast<Step>(&node);
  const auto* call = step ? llvm::dyn_cast<flow::Call>(step->step) : nullptr;
  return call && call->hasOutput && call->output == variable;
}

} // namespace

void dropRelay(Process& process) {
  if (!process.flow->hasRelay) return;
  const VarId relay = process.flow->relay;
  const auto* body = llvm::dyn_cast<Seq>(process.body);
  if (!body || Search(relay).isIn(*body)) return;
  llvm::SmallVector<const Node*, 8> kept;
  llvm::copy_if(body->children, std::back_inserter(kept),
                [&](const Node* child) { return !isCallFor(*child, relay); });
  auto* shorter = new (*process.arena) Seq(*body);
  shorter->children = llvm::ArrayRef(kept).copy(*process.arena);
  process.body = shorter;
}

} // namespace aqua::route
