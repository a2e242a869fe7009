// The direct parts of HIR nodes, for passes that look at a whole program.

#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

#include "Hir.h"

namespace aqua::hir {

using ExprVisitor = llvm::function_ref<void(const Expr&)>;
using StmtVisitor = llvm::function_ref<void(const Stmt&)>;

/// Calls `visit` for each operand, in the order of evaluation. Symbols are not followed.
void forEachPart(const Expr& expr, ExprVisitor visit);

/// Calls `onExpr` and `onStmt` for each direct part, in the order of the text. The function of a
/// closure and the id of a binding count as parts of the statements that make them: the id is
/// visited, the function is not.
void forEachPart(const Stmt& stmt, ExprVisitor onExpr, StmtVisitor onStmt);

} // namespace aqua::hir
