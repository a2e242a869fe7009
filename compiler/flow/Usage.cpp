// One walk in the order of the text. A *strand* is a part that may run beside what follows it, or
// not to its end: what it defines is uncertain outside of it.

#include "Usage.h"

#include "Mentions.h"

namespace aqua::flow {

Usage::Usage(const Process& process)
    : reads(process.vars.size(), 0), isOfPlace(process.vars.size(), false),
      loopPlaces(process.vars.size(), nullptr), strandOf_(process.vars.size(), 0) {
  visit(*process.body);
}

void Usage::forget(const Node& node) {
  forEachRead(node, [&](VarId id) { --reads[id.value]; });
}

void Usage::forgetAll(const Node& node) {
  forget(node);
  for (const Node* child : children(node))
    forgetAll(*child);
}

void Usage::visit(const Node& node) {
  if (node.at != place_) {
    place_ = node.at;
    forEachVariable(*node.at, [&](VarId id) { isOfPlace[id.value] = true; });
  }
  forEachRead(node, [&](VarId id) {
    ++reads[id.value];
    if (!isCertain(id)) waiting_.insert(&node);
  });
  if (const VarId* output = written(node)) strandOf_[output->value] = strand_;
  if (const auto* loop = llvm::dyn_cast<For>(&node)) return visitLoop(*loop);
  const bool isUncertain = llvm::isa<Par, Co, Try>(&node);
  for (const Node* child : children(node))
    isUncertain ? visitStrand(*child) : visit(*child);
}

void Usage::visitLoop(const For& loop) {
  if (loop.mode == ForMode::Rec) loopPlaces[loop.iterable.variable.value] = loop.at;
  const unsigned enclosing = strand_;
  openStrand();
  strandOf_[loop.item.value] = strand_;
  visit(*loop.body);
  strand_ = enclosing;
}

void Usage::visitStrand(const Node& node) {
  const unsigned enclosing = strand_;
  openStrand();
  visit(node);
  strand_ = enclosing;
}

void Usage::openStrand() {
  outer_.push_back(strand_);
  strand_ = static_cast<unsigned>(outer_.size() - 1);
}

bool Usage::isCertain(VarId id) const {
  const unsigned definedIn = strandOf_[id.value];
  unsigned at = strand_;
  while (at > definedIn) // an outer strand has a smaller number
    at = outer_[at];
  return at == definedIn;
}

} // namespace aqua::flow
