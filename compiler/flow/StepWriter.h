// Writes operands, places and steps as the prints of the flow tree and of the routed tree show
// them. AIR's sigils ($ % # #%) mark the kind of a variable.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringMap.h"

#include "Flow.h"

namespace aqua::flow {

class StepWriter {
public:
  /// Both must outlive the writer.
  StepWriter(llvm::ArrayRef<Var> vars, llvm::raw_ostream& out)
      : vars_(vars), out_(out), names_(vars.size()) {}

  /// Chosen when the variable is first written, so numbers follow the text.
  llvm::StringRef name(VarId id);
  void write(const Operand& operand);
  void write(const Condition& condition);
  /// The place alone, without what it stands in: `p via r`.
  void write(const Location& place);
  /// Head of a loop: `for x in xs par`.
  void writeLoop(VarId item, const Operand& iterable, ForMode mode);
  /// A node without children, in one line, without the end of line.
  void writeStep(const Node& step);

private:
  void writeArrow(VarId target) { out_ << " -> " << name(target); }

  llvm::ArrayRef<Var> vars_;
  llvm::raw_ostream& out_;
  std::vector<std::string> names_; // by VarId; empty: not written yet
  llvm::StringMap<unsigned> uses_;
};

} // namespace aqua::flow
