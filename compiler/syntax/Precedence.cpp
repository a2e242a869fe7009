#include "Precedence.h"

#include "Checks.h"

namespace aqua::syntax {
namespace {

using Op = ast::BinaryOperator;

/// spec/01 §8.1, from loose to tight.
unsigned precedenceOf(Op op) {
  switch (op) {
  case Op::Or: return 1;
  case Op::And: return 2;
  case Op::Eq:
  case Op::Ne: return 3;
  case Op::Lt:
  case Op::Le:
  case Op::Gt:
  case Op::Ge: return 4;
  case Op::Add:
  case Op::Sub: return 5;
  case Op::Mul:
  case Op::Div:
  case Op::Rem: return 6;
  case Op::Pow: return 7;
  }
  return 0;
}

bool isComparison(Op op) {
  return precedenceOf(op) == precedenceOf(Op::Lt);
}

Op operatorOf(TokenKind kind) {
  switch (kind) {
  case TokenKind::Or: return Op::Or;
  case TokenKind::And: return Op::And;
  case TokenKind::Eq: return Op::Eq;
  case TokenKind::Ne: return Op::Ne;
  case TokenKind::Lt: return Op::Lt;
  case TokenKind::Le: return Op::Le;
  case TokenKind::Gt: return Op::Gt;
  case TokenKind::Ge: return Op::Ge;
  case TokenKind::Minus: return Op::Sub;
  case TokenKind::Star: return Op::Mul;
  case TokenKind::Slash: return Op::Div;
  case TokenKind::Percent: return Op::Rem;
  case TokenKind::Power: return Op::Pow;
  default: return Op::Add;
  }
}

} // namespace

void FlatValue::addOperand(const ast::Expr* operand) {
  if (!operators_.empty() && operators_.back().kind == Op::Sub)
    checkNegativeIndex(*operands_.back(), operators_.back().range, *operand, problems_);
  operands_.push_back(operand);
}

void FlatValue::addOperator(const SyntaxToken& token) {
  operators_.push_back({operatorOf(token.kind()), token.range()});
}

const ast::Expr* FlatValue::toTree() {
  next_ = 0;
  return climb(0);
}

/// Takes operators that bind tighter than `lowest`. Recursion: one call for each level of
/// precedence, and one for each `**` in a row (bounded by heightLimit).
const ast::Expr* FlatValue::climb(unsigned lowest) {
  const ast::Expr* left = operands_[next_];
  while (next_ < operators_.size()) {
    const Operator op = operators_[next_];
    const unsigned precedence = precedenceOf(op.kind);
    if (precedence <= lowest) break;
    ++next_;
    const bool isRightAssociative = op.kind == Op::Pow;
    const ast::Expr* right = climb(isRightAssociative ? precedence - 1 : precedence);
    left = combine(left, op, right);
  }
  return left;
}

const ast::Expr* FlatValue::combine(const ast::Expr* left, const Operator& op,
                                    const ast::Expr* right) {
  checkChain(left, op);
  auto* node = new (arena_) ast::BinaryExpr();
  node->range = cover(left->range, right->range);
  node->op = op.kind;
  node->operatorRange = op.range;
  node->left = left;
  node->right = right;
  return node;
}

/// `1 < 2 < 3` is an error: comparison is not associative.
void FlatValue::checkChain(const ast::Expr* left, const Operator& op) {
  const auto* first = llvm::dyn_cast<ast::BinaryExpr>(left);
  if (!first || !isComparison(op.kind) || !isComparison(first->op)) return;
  if (problems_.isSpoiled(op.range.begin)) return;
  support::Diagnostic& problem = problems_.report(support::diag::ChainedComparison, op.range);
  problem.labels.push_back({problems_.at(first->operatorRange), "the first comparison"});
  problem.help = "compare twice and join the results with `&&`";
}

} // namespace aqua::syntax
