// What a node itself mentions, children excluded: the one place that knows which members of which
// node are read, written or may fail. Used by all passes over the tree.

#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

#include "Flow.h"

namespace aqua::flow {

/// Values that the node reads, in the order of evaluation. Sources of Canon, Gate and Wait and the
/// place of the node are not operands.
void forEachOperand(const Node& node, llvm::function_ref<void(const Operand&)> visit);

/// The variable of an operand and those in its lens.
void forEachVariable(const Operand& operand, llvm::function_ref<void(VarId)> visit);

/// Variables in the peers and vias of a place and of everything it stands in.
void forEachVariable(const Location& place, llvm::function_ref<void(VarId)> visit);

/// Variables whose content the node uses: its operands, what it freezes, waits for or iterates.
/// Those of its place are not among them.
void forEachRead(const Node& node, llvm::function_ref<void(VarId)> visit);

/// The variable that the node defines or adds to, if any. Items belong to the loop that defines
/// them; New declares but does not write.
[[nodiscard]] const VarId* written(const Node& node);

/// True if reading the operand can raise an error: it has a lens, or a length of what may not be an
/// array. (Waiting for the variable is not an error.)
[[nodiscard]] bool canFail(const Operand& operand, llvm::ArrayRef<Var> vars);

/// True if an error can leave the node.
[[nodiscard]] bool canFail(const Node& node, llvm::ArrayRef<Var> vars);

/// True for an empty Seq.
[[nodiscard]] bool isNothing(const Node& node);

} // namespace aqua::flow
