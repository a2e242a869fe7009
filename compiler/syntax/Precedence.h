// The precedence of binary operators. The grammar gives a value as a flat list of operands and
// operators (three rule calls per operand instead of ten); the tree is built here.
//
//   1 + 2 * 3 - 4   →   ((1 + (2 * 3)) - 4)

#pragma once

#include "llvm/ADT/SmallVector.h"

#include "Ast.h"
#include "Problems.h"
#include "TokenArray.h"

namespace aqua::syntax {

/// Operands and operators in the order of the text, one operand more than operators.
class FlatValue {
public:
  FlatValue(llvm::BumpPtrAllocator& arena, Problems& problems)
      : arena_(arena), problems_(problems) {}

  void addOperand(const ast::Expr* operand);
  void addOperator(const SyntaxToken& token);

  /// The tree. Reports comparisons of comparisons.
  [[nodiscard]] const ast::Expr* toTree();

private:
  struct Operator {
    ast::BinaryOperator kind;
    SourceRange range;
  };

  const ast::Expr* climb(unsigned lowest);
  const ast::Expr* combine(const ast::Expr* left, const Operator& op, const ast::Expr* right);
  void checkChain(const ast::Expr* left, const Operator& op);

  llvm::BumpPtrAllocator& arena_;
  Problems& problems_;
  llvm::SmallVector<const ast::Expr*, 4> operands_;
  llvm::SmallVector<Operator, 4> operators_;
  size_t next_ = 0; // operator to be placed next
};

} // namespace aqua::syntax
