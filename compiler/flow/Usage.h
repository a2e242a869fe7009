// What a process reads how often, and which steps may have to wait: what the passes ask before they
// drop or join steps.

#pragma once

#include "llvm/ADT/DenseSet.h"

#include "Flow.h"

namespace aqua::flow {

class Usage {
public:
  explicit Usage(const Process& process);

  /// True if a variable of the node is defined in a part that may not have run to its end.
  [[nodiscard]] bool mayWait(const Node& node) const { return waiting_.contains(&node); }
  [[nodiscard]] bool isUsed(VarId id) const { return reads[id.value] != 0 || isOfPlace[id.value]; }

  /// The node goes, and what it reads with it; its children stay.
  void forget(const Node& node);
  /// The node goes with its children.
  void forgetAll(const Node& node);

  std::vector<unsigned> reads;             // by VarId
  std::vector<bool> isOfPlace;             // needed to travel
  std::vector<const Location*> loopPlaces; // of streams: where a live loop over them stands

private:
  void visit(const Node& node);
  void visitLoop(const For& loop);
  void visitStrand(const Node& node);
  void openStrand();
  [[nodiscard]] bool isCertain(VarId id) const;

  std::vector<unsigned> strandOf_;    // by VarId
  std::vector<unsigned> outer_ = {0}; // by strand
  unsigned strand_ = 0;
  const Location* place_ = nullptr; // whose variables were noted last
  llvm::DenseSet<const Node*> waiting_;
};

} // namespace aqua::flow
