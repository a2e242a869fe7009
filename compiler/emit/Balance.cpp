// The seq instructions of a chain are linked anew; there are as many of them in a balanced tree.

#include "Balance.h"

#include "llvm/ADT/SmallVector.h"

namespace aqua::emit {

namespace {

using air::Instruction;

constexpr size_t chainLimit = 16;

/// The seqs of one chain and the instructions between them.
struct Chain {
  llvm::SmallVector<const air::Seq*, 16> seqs;
  llvm::SmallVector<const Instruction*, 16> steps; // one more
};

/// Sequences of different statements are not mixed: each seq keeps its origin.
Chain chainFrom(const air::Seq& first) {
  Chain chain;
  const Instruction* rest = &first;
  while (const auto* seq = llvm::dyn_cast<air::Seq>(rest)) {
    if (seq->origin() != first.origin()) break;
    chain.seqs.push_back(seq);
    chain.steps.push_back(seq->left);
    rest = seq->right;
  }
  chain.steps.push_back(rest);
  return chain;
}

/// Links the steps with the seqs; a seq stands before those of its halves.
const Instruction* link(air::ScriptBuilder& build, llvm::ArrayRef<const air::Seq*> seqs,
                        llvm::ArrayRef<const Instruction*> steps) {
  if (steps.size() == 1) return steps.front();
  const size_t middle = steps.size() > chainLimit ? steps.size() / 2 : 1;
  const Instruction* left = link(build, seqs.slice(1, middle - 1), steps.take_front(middle));
  const Instruction* right = link(build, seqs.drop_front(middle), steps.drop_front(middle));
  build.setChildren(*seqs.front(), left, right);
  return seqs.front();
}

} // namespace

void balanceSequences(air::ScriptBuilder& build, const Instruction& root) {
  llvm::SmallVector<const Instruction*, 32> open{&root};
  while (!open.empty()) {
    const Instruction* instruction = open.pop_back_val();
    const auto* seq = llvm::dyn_cast<air::Seq>(instruction);
    if (!seq) {
      open.append(air::children(*instruction));
      continue;
    }
    const Chain chain = chainFrom(*seq);
    open.append(chain.steps);
    if (chain.steps.size() > chainLimit) link(build, chain.seqs, chain.steps);
  }
}

} // namespace aqua::emit
