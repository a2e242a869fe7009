// Operators (spec/02 §7.8) and what constants make of them.

#include "CheckExpr.h"
#include "Words.h"

namespace aqua::sema {

using ast::BinaryOperator;
using types::ScalarSet;

namespace {

/// Stops at the first power that does not fit.
std::optional<Integer> power(Integer base, Integer exponent) {
  if (exponent < 0) return std::nullopt;
  if (base == -1) return exponent % 2 == 0 ? 1 : -1;
  if (base == 0 || base == 1) return exponent == 0 ? 1 : base;
  Integer result = 1;
  for (Integer i = 0; i < exponent && fitsAir(result); ++i)
    result *= base;
  return result;
}

/// None if it is an error or depends on the host, as the rounding of negative quotients does.
std::optional<Integer> compute(BinaryOperator op, Integer left, Integer right) {
  switch (op) {
  case BinaryOperator::Add: return left + right;
  case BinaryOperator::Sub: return left - right;
  case BinaryOperator::Mul: return left * right;
  case BinaryOperator::Div:
    if (left < 0 || right <= 0) return std::nullopt;
    return left / right;
  case BinaryOperator::Rem:
    if (left < 0 || right <= 0) return std::nullopt;
    return left % right;
  case BinaryOperator::Pow: return power(left, right);
  case BinaryOperator::Or:
  case BinaryOperator::And:
  case BinaryOperator::Eq:
  case BinaryOperator::Ne:
  case BinaryOperator::Lt:
  case BinaryOperator::Le:
  case BinaryOperator::Gt:
  case BinaryOperator::Ge: return std::nullopt;
  }
  llvm_unreachable("all operators are listed");
}

bool isComparableKind(const Type* type) {
  return types::isError(type) || types::isData(type) || types::isStream(type);
}

/// Two structs without a common field name are never equal.
bool areDisjoint(const Type* left, const Type* right) {
  if (left->kind() != types::TypeKind::Struct || right->kind() != types::TypeKind::Struct)
    return false;
  const auto* other = llvm::cast<types::NamedType>(right);
  return llvm::none_of(
      llvm::cast<types::NamedType>(left)->fields(),
      [&](const types::Field& field) { return other->field(field.name) != nullptr; });
}

} // namespace

const hir::Expr* ExprChecker::negation(const ast::NotExpr& source) {
  const Type* boolean = session_.types.scalar(types::Scalar::Bool);
  auto* node = session_.make<hir::NotExpr>(source.range, boolean);
  node->operand = valueOf(source.operand, boolean);
  // `!x == 0` is `(!x) == 0`: who does not know is told once.
  if (!types::isSubtype(node->operand->type, boolean)) node->type = session_.types.error();
  return node;
}

const hir::Expr* ExprChecker::binary(const ast::BinaryExpr& source) {
  const Type* boolean = session_.types.scalar(types::Scalar::Bool);
  auto* node = session_.make<hir::BinaryExpr>(source.range, boolean);
  node->op = source.op;
  switch (source.op) {
  case BinaryOperator::Or:
  case BinaryOperator::And:
    node->left = value(source.left, boolean);
    node->right = value(source.right, boolean);
    if (!requireBooleans(source, *node, boolean)) node->type = session_.types.error();
    return node;
  case BinaryOperator::Eq:
  case BinaryOperator::Ne:
    node->left = value(source.left);
    node->right = value(source.right);
    checkComparison(source, *node);
    return node;
  case BinaryOperator::Lt:
  case BinaryOperator::Le:
  case BinaryOperator::Gt:
  case BinaryOperator::Ge:
    node->left = value(source.left);
    node->right = value(source.right);
    if (!requireOperands(source, *node, ScalarSet::Integer, ScalarSet::Integer))
      node->type = session_.types.error();
    return node;
  case BinaryOperator::Add:
  case BinaryOperator::Sub:
  case BinaryOperator::Mul:
  case BinaryOperator::Div:
  case BinaryOperator::Rem:
  case BinaryOperator::Pow: return arithmetic(source, *node);
  }
  llvm_unreachable("all operators are listed");
}

namespace {

bool isOrdering(BinaryOperator op) {
  return op == BinaryOperator::Lt || op == BinaryOperator::Le || op == BinaryOperator::Gt ||
         op == BinaryOperator::Ge;
}

/// `"a" + "b"`
bool isTextSum(const hir::BinaryExpr& node, const Type* string) {
  const auto isText = [&](const Type* type) {
    // ⊥ is a text as well, and whatever else is wanted.
    return !types::isError(type) && type->kind() != types::TypeKind::Bottom &&
           types::isSubtype(type, string);
  };
  return node.op == BinaryOperator::Add && isText(node.left->type) && isText(node.right->type);
}

llvm::StringRef pluralOf(ScalarSet set) {
  switch (set) {
  case ScalarSet::Unsigned: return "unsigned integers";
  case ScalarSet::Signed: return "signed integers";
  case ScalarSet::Integer: return "integers";
  case ScalarSet::Float: return "floats";
  case ScalarSet::Number: return "numbers";
  }
  llvm_unreachable("all sets are listed");
}

/// `1 < 2` in `1 < 2 < 3`, which the parser reports.
bool isChained(const ast::BinaryExpr& source, const ast::Expr& operand) {
  const auto* inner = llvm::dyn_cast<ast::BinaryExpr>(&operand);
  return inner && isOrdering(source.op) && isOrdering(inner->op);
}

} // namespace

/// Whether both operands fit. Operands that are both wrong are one mistake: the operator.
bool ExprChecker::requireOperands(const ast::BinaryExpr& source, const hir::BinaryExpr& node,
                                  ScalarSet leftSet, ScalarSet rightSet) {
  const auto isWrong = [&](const ast::Expr* operand, const hir::Expr& value, ScalarSet set) {
    return operand && !isChained(source, *operand) && !types::isError(value.type) &&
           !types::acceptsOneOf(set, value.type);
  };
  const bool isLeftWrong = isWrong(source.left, *node.left, leftSet);
  const bool isRightWrong = isWrong(source.right, *node.right, rightSet);
  if (isLeftWrong && isRightWrong) {
    reportBothOperands(source, node, pluralOf(leftSet));
    return false;
  }
  const auto report = [&](const ast::Expr& operand, const hir::Expr& value, ScalarSet set) {
    session_.report(support::diag::OperandType, stripParens(operand).range,
                    ast::operatorText(source.op), types::describe(set), describe(value.type));
  };
  if (isLeftWrong) report(*source.left, *node.left, leftSet);
  if (isRightWrong) report(*source.right, *node.right, rightSet);
  return !isLeftWrong && !isRightWrong && !types::isError(node.left->type) &&
         !types::isError(node.right->type);
}

bool ExprChecker::requireBooleans(const ast::BinaryExpr& source, const hir::BinaryExpr& node,
                                  const Type* boolean) {
  const bool isLeftWrong = !types::isSubtype(node.left->type, boolean);
  const bool isRightWrong = !types::isSubtype(node.right->type, boolean);
  if (isLeftWrong && isRightWrong)
    reportBothOperands(source, node, "booleans");
  else if (isLeftWrong)
    matcher_.require(*source.left, *node.left, {boolean});
  else if (isRightWrong)
    matcher_.require(*source.right, *node.right, {boolean});
  return !isLeftWrong && !isRightWrong;
}

void ExprChecker::reportBothOperands(const ast::BinaryExpr& source, const hir::BinaryExpr& node,
                                     llvm::StringRef expected) {
  const Type* left = node.left->type;
  const Type* right = node.right->type;
  std::string found = describe(types::isSubtype(right, left) ? left : right);
  if (!types::isSubtype(left, right) && !types::isSubtype(right, left))
    found = describe(left) + " and " + describe(right);
  session_.report(support::diag::OperandType, source.range, ast::operatorText(source.op), expected,
                  found);
}

const hir::Expr* ExprChecker::arithmetic(const ast::BinaryExpr& source, hir::BinaryExpr& node) {
  node.left = value(source.left);
  node.right = value(source.right);
  node.type = session_.types.error();
  if (!source.left || !source.right) return &node;

  node.isFloat =
      source.op == BinaryOperator::Mul && (types::isFloatOperand(session_.types, node.left->type) ||
                                           types::isFloatOperand(session_.types, node.right->type));
  const ScalarSet leftSet = node.isFloat ? ScalarSet::Float : ScalarSet::Integer;
  const ScalarSet rightSet = source.op == BinaryOperator::Pow ? ScalarSet::Unsigned : leftSet;
  if (isTextSum(node, session_.types.scalar(types::Scalar::String))) {
    session_.report(support::diag::OperandType, source.range, "+", "integers", "two texts").help =
        "texts are joined by a service, such as `Op.concat_strings` of `builtin.aqua`";
    return &node;
  }
  if (!requireOperands(source, node, leftSet, rightSet)) return &node;

  if (node.isFloat) {
    node.type = session_.types.scalar(types::Scalar::I64);
    return &node;
  }
  const types::ArithmeticResult result =
      types::arithmeticResult(session_.types, node.left->type, node.right->type);
  node.type = result.type;
  if (result.isUnknown)
    session_.report(support::diag::MathTypeUnknown, source.operatorRange, describe(node.left->type),
                    describe(node.right->type));
  return fold(source, node);
}

/// Remembers the value of an operation on constants; one that cannot be computed is an error
/// (spec/02 §23.12, §23.13).
const hir::Expr* ExprChecker::fold(const ast::BinaryExpr& source, const hir::BinaryExpr& node) {
  const std::optional<Integer> left = facts_.integer(node.left);
  const std::optional<Integer> right = facts_.integer(node.right);
  const bool divides = source.op == BinaryOperator::Div || source.op == BinaryOperator::Rem;
  if (divides && right && *right == 0) {
    session_.report(support::diag::DivisionByZero, source.right->range);
    return session_.errorExpr(source.range);
  }
  if (!left || !right) return &node;
  const std::optional<Integer> result = compute(source.op, *left, *right);
  if (!result) return &node;
  if (!fitsAir(*result)) {
    session_.report(support::diag::LiteralOutOfRange, source.range, "the result",
                    "a signed 64-bit integer");
    return session_.errorExpr(source.range);
  }
  facts_.setInteger(&node, *result);
  return &node;
}

void ExprChecker::checkComparison(const ast::BinaryExpr& source, const hir::BinaryExpr& node) {
  const Type* left = node.left->type;
  const Type* right = node.right->type;
  if (types::isError(left) || types::isError(right)) return;
  if (!isComparableKind(left) || !isComparableKind(right) ||
      !types::isComparable(session_.types, left, right)) {
    session_.report(support::diag::NotComparable, source.operatorRange, describe(left),
                    describe(right));
    return;
  }
  if (areDisjoint(left, right))
    session_.report(support::diag::AlwaysFalseComparison, source.operatorRange, describe(left),
                    describe(right));
}

} // namespace aqua::sema
