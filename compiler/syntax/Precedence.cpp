#include "Precedence.h"

#include "Checks.h"
#include "support/Check.h"

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
  static constexpr std::pair<TokenKind, Op> operators[] = {
      {TokenKind::Plus, Op::Add},  {TokenKind::Minus, Op::Sub},   {TokenKind::Star, Op::Mul},
      {TokenKind::Eq, Op::Eq},     {TokenKind::Ne, Op::Ne},       {TokenKind::Lt, Op::Lt},
      {TokenKind::Le, Op::Le},     {TokenKind::Gt, Op::Gt},       {TokenKind::Ge, Op::Ge},
      {TokenKind::And, Op::And},   {TokenKind::Or, Op::Or},       {TokenKind::Slash, Op::Div},
      {TokenKind::Power, Op::Pow}, {TokenKind::Percent, Op::Rem},
  };
  for (const auto& [token, op] : operators)
    if (token == kind) return op;
  AQUA_CHECK(false, "the grammar has an operator that this table lacks");
  return Op::Add;
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
  const ast::Expr& middle = *first->right;
  if (const auto* name = llvm::dyn_cast<ast::NameExpr>(&middle))
    problem.fixes.push_back(problems_.fix("compare twice", {middle.range.end, middle.range.end},
                                          " && " + name->name.text.str().str()));
}

} // namespace aqua::syntax
