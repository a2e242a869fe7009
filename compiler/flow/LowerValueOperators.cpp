// Operators (spec/03 §3.1, §5.7–§5.9): what is known is computed here, in exact 64-bit arithmetic;
// the rest are calls of `math` and `cmp` on the current peer, and choices between two constants.
//
//   a + 1 + b + 2   →   call "math" "add" (a, b) -> t     call "math" "add" (t, 3) -> sum
//   a == b && c     →   choose a != b: ap false -> t     else: ap c -> t

#include "Lowering.h"

#include "llvm/Support/MathExtras.h"

#include "support/Check.h"

namespace aqua::flow {

using ast::BinaryOperator;

namespace {

std::optional<int64_t> asInteger(const Operand& operand) {
  int64_t value = 0;
  if (operand.kind != Operand::Kind::Number || operand.text.getAsInteger(10, value))
    return std::nullopt;
  return value;
}

std::optional<int64_t> power(int64_t base, int64_t exponent) {
  if (exponent < 0 || exponent > UINT32_MAX) return std::nullopt;
  if (base == 0 || base == 1) return exponent == 0 ? 1 : base;
  if (base == -1) return exponent % 2 == 0 ? 1 : -1;
  int64_t result = 1;
  for (; exponent > 0; --exponent) // at most 64 rounds
    if (llvm::MulOverflow(result, base, result)) return std::nullopt;
  return result;
}

/// The exact result, if there is one; otherwise the peer's service decides (spec/06 §6).
std::optional<int64_t> computed(BinaryOperator op, int64_t left, int64_t right) {
  int64_t result = 0;
  switch (op) {
  case BinaryOperator::Add:
    return llvm::AddOverflow(left, right, result) ? std::nullopt : std::optional(result);
  case BinaryOperator::Sub:
    return llvm::SubOverflow(left, right, result) ? std::nullopt : std::optional(result);
  case BinaryOperator::Mul:
    return llvm::MulOverflow(left, right, result) ? std::nullopt : std::optional(result);
  case BinaryOperator::Div:
  case BinaryOperator::Rem:
    if (right == 0 || (left == INT64_MIN && right == -1)) return std::nullopt;
    return op == BinaryOperator::Div ? left / right : left % right;
  case BinaryOperator::Pow: return power(left, right);
  case BinaryOperator::Lt:
  case BinaryOperator::Le:
  case BinaryOperator::Gt:
  case BinaryOperator::Ge:
  case BinaryOperator::Eq:
  case BinaryOperator::Ne:
  case BinaryOperator::And:
  case BinaryOperator::Or: break;
  }
  llvm_unreachable("not an arithmetic operator");
}

std::optional<bool> compared(BinaryOperator op, int64_t left, int64_t right) {
  switch (op) {
  case BinaryOperator::Lt: return left < right;
  case BinaryOperator::Le: return left <= right;
  case BinaryOperator::Gt: return left > right;
  case BinaryOperator::Ge: return left >= right;
  case BinaryOperator::Add:
  case BinaryOperator::Sub:
  case BinaryOperator::Mul:
  case BinaryOperator::Div:
  case BinaryOperator::Rem:
  case BinaryOperator::Pow:
  case BinaryOperator::Eq:
  case BinaryOperator::Ne:
  case BinaryOperator::And:
  case BinaryOperator::Or: return std::nullopt;
  }
  llvm_unreachable("unknown operator");
}

struct Builtin {
  llvm::StringRef service, function;
};

Builtin builtin(const hir::BinaryExpr& binary) {
  switch (binary.op) {
  case BinaryOperator::Add: return {"math", "add"};
  case BinaryOperator::Sub: return {"math", "sub"};
  case BinaryOperator::Mul: return {"math", binary.isFloat ? "fmul" : "mul"};
  case BinaryOperator::Div: return {"math", "div"};
  case BinaryOperator::Rem: return {"math", "rem"};
  case BinaryOperator::Pow: return {"math", "pow"};
  case BinaryOperator::Lt: return {"cmp", "lt"};
  case BinaryOperator::Le: return {"cmp", "lte"};
  case BinaryOperator::Gt: return {"cmp", "gt"};
  case BinaryOperator::Ge: return {"cmp", "gte"};
  case BinaryOperator::Eq:
  case BinaryOperator::Ne:
  case BinaryOperator::And:
  case BinaryOperator::Or: break;
  }
  llvm_unreachable("not a service call");
}

/// Equality of two constants as AquaVM sees it (spec/04 §6), if it is known here.
std::optional<bool> equality(const Operand& left, const Operand& right) {
  if (left.kind != right.kind || left.isVariable()) return std::nullopt;
  switch (left.kind) {
  case Operand::Kind::String:
  case Operand::Kind::Boolean: return left.text == right.text;
  case Operand::Kind::EmptyArray:
  case Operand::Kind::InitPeer: return true;
  case Operand::Kind::Number: {
    const auto a = asInteger(left);
    const auto b = asInteger(right);
    if (a && b) return *a == *b;
    double x = 0;
    double y = 0;
    // An integer never equals a float, but types keep them apart: not decided here.
    if (a || b || left.text.getAsDouble(x) || right.text.getAsDouble(y)) return std::nullopt;
    return x == y;
  }
  case Operand::Kind::Ttl:
  case Operand::Kind::Timestamp:
  case Operand::Kind::Error:
  case Operand::Kind::Variable: return std::nullopt;
  }
  llvm_unreachable("unknown kind of operand");
}

} // namespace

Value Lowering::lowerBinary(const hir::BinaryExpr& binary, llvm::StringRef hint) {
  switch (binary.op) {
  case BinaryOperator::Add:
  case BinaryOperator::Sub: return Value::data(total(lowerSum(binary), hint, binary.loc));
  case BinaryOperator::Mul:
  case BinaryOperator::Div:
  case BinaryOperator::Rem:
  case BinaryOperator::Pow:
  case BinaryOperator::Lt:
  case BinaryOperator::Le:
  case BinaryOperator::Gt:
  case BinaryOperator::Ge: return Value::data(lowerServiceOperator(binary, hint));
  case BinaryOperator::Eq:
  case BinaryOperator::Ne:
  case BinaryOperator::And:
  case BinaryOperator::Or: return Value::data(asBoolean(decide(binary), hint, binary.loc));
  }
  llvm_unreachable("unknown operator");
}

// ------------------------------------------------------------------------------------- Arithmetic

Operand Lowering::integer(int64_t value) {
  return builder_.number(std::to_string(value));
}

bool Lowering::addConstant(Sum& sum, int64_t value) {
  int64_t result = 0;
  if (llvm::AddOverflow(sum.constant, value, result)) return false;
  sum.constant = result;
  return true;
}

void Lowering::addTerm(Sum& sum, const Operand& term) {
  const std::optional<int64_t> value = asInteger(term);
  if (!value || !addConstant(sum, *value)) sum.terms.push_back(term);
}

Lowering::Sum Lowering::lowerSum(const hir::Expr& expr) {
  // Long sums lean to the left: no recursion in that direction.
  llvm::SmallVector<const hir::BinaryExpr*, 4> spine;
  const hir::Expr* first = &expr;
  while (const auto* binary = llvm::dyn_cast<hir::BinaryExpr>(first)) {
    if (binary->op != BinaryOperator::Add && binary->op != BinaryOperator::Sub) break;
    spine.push_back(binary);
    first = binary->left;
  }
  Sum sum;
  addTerm(sum, asData(*first));
  for (const hir::BinaryExpr* binary : llvm::reverse(spine)) {
    if (binary->op == BinaryOperator::Add) {
      const Sum right = lowerSum(*binary->right);
      for (const Operand& term : right.terms)
        addTerm(sum, term);
      if (!addConstant(sum, right.constant)) sum.terms.push_back(integer(right.constant));
      continue;
    }
    const Operand right = asData(*binary->right);
    const std::optional<int64_t> value = asInteger(right);
    if (value && *value != INT64_MIN && addConstant(sum, -*value)) continue;
    const Operand left = total(sum, {}, binary->loc);
    sum = {};
    sum.terms.push_back(emitCall("math", "sub", {left, right}, {}, binary->loc));
  }
  return sum;
}

Operand Lowering::total(const Sum& sum, llvm::StringRef hint, Loc loc) {
  if (sum.terms.empty()) return integer(sum.constant);
  Operand result = sum.terms.front();
  const auto terms = llvm::ArrayRef(sum.terms).drop_front();
  for (const auto& [i, term] : llvm::enumerate(terms)) {
    const bool isLast = i + 1 == terms.size() && sum.constant == 0;
    result = emitCall("math", "add", {result, term}, isLast ? hint : llvm::StringRef(), loc);
  }
  if (sum.constant > 0 || sum.constant == INT64_MIN)
    return emitCall("math", "add", {result, integer(sum.constant)}, hint, loc);
  if (sum.constant < 0) return emitCall("math", "sub", {result, integer(-sum.constant)}, hint, loc);
  return result;
}

Operand Lowering::lowerServiceOperator(const hir::BinaryExpr& binary, llvm::StringRef hint) {
  const Value leftValue = lower(*binary.left);
  const Value rightValue = lower(*binary.right);
  const Operand left = asData(leftValue, binary.left->loc);
  const Operand right = asData(rightValue, binary.right->loc);
  const std::optional<int64_t> a = asInteger(left);
  const std::optional<int64_t> b = asInteger(right);
  if (a && b && !binary.isFloat) {
    if (const auto result = compared(binary.op, *a, *b)) return ProcessBuilder::boolean(*result);
    if (const auto result = computed(binary.op, *a, *b)) return integer(*result);
  }
  const auto [service, function] = builtin(binary);
  return emitCall(service, function, {left, right}, hint, binary.loc);
}

// ------------------------------------------------------------------------------------- Conditions

Lowering::Decision Lowering::isTrue(const Operand& operand) {
  if (operand.kind == Operand::Kind::Boolean) return {operand.text == "true", {}};
  return {std::nullopt, {operand, ProcessBuilder::boolean(true), false}, true};
}

bool Lowering::isOperand(const Decision& decision) {
  return decision.isTruth && !decision.condition.isNegated;
}

Lowering::Decision Lowering::negated(Decision decision) {
  if (decision.known) decision.known = !*decision.known;
  decision.condition.isNegated = !decision.condition.isNegated;
  return decision;
}

Lowering::Decision Lowering::decide(const hir::Expr& expr) {
  if (const auto* inverted = llvm::dyn_cast<hir::NotExpr>(&expr))
    return negated(decide(*inverted->operand));
  if (const auto* binary = llvm::dyn_cast<hir::BinaryExpr>(&expr)) {
    if (binary->op == BinaryOperator::Eq) return decideEquality(*binary);
    if (binary->op == BinaryOperator::Ne) return negated(decideEquality(*binary));
    if (binary->op == BinaryOperator::And || binary->op == BinaryOperator::Or)
      return decideShortCircuit(*binary);
  }
  return isTrue(stable(asData(expr), expr.loc));
}

Lowering::Decision Lowering::decideEquality(const hir::BinaryExpr& binary) {
  const Value leftValue = lower(*binary.left);
  const Value rightValue = lower(*binary.right);
  if (hasFailed_) return {};
  const Operand left = asData(leftValue, binary.left->loc);
  const Operand right = asData(rightValue, binary.right->loc);
  if (const auto known = equality(left, right)) return {known, {}};
  // A failing operand would count as "not equal" (spec/03 §14.5).
  const Operand stableLeft = stable(left, binary.left->loc);
  return {std::nullopt, {stableLeft, stable(right, binary.right->loc), false}};
}

Lowering::Decision Lowering::decideShortCircuit(const hir::BinaryExpr& binary) {
  const bool decisive = binary.op == BinaryOperator::Or; // left has this value: that is the result
  const Decision left = decide(*binary.left);
  if (left.known) return *left.known == decisive ? left : decide(*binary.right);

  Decision right;
  VarId target;
  // Errors of the right side stand in the second branch, where they are not taken for "false".
  const Node* otherwise = part(binary.right->loc, [&] {
    right = decide(*binary.right);
    if (right.known && out_->empty()) return;
    target = scalar(decisive ? "or" : "and", binary.loc);
    store(right, target, binary.right->loc);
  });
  if (right.known && isNothing(*otherwise)) return *right.known == decisive ? right : left;

  auto* choice = make<Choice>(binary.loc);
  choice->condition = (decisive ? left : negated(left)).condition;
  choice->thenBranch =
      part(binary.loc, [&] { emitAp(ProcessBuilder::boolean(decisive), target, binary.loc); });
  choice->elseBranch = otherwise;
  emit(choice);
  return isTrue(ProcessBuilder::variable(target));
}

Operand Lowering::asBoolean(const Decision& decision, llvm::StringRef hint, Loc loc) {
  if (decision.known) return ProcessBuilder::boolean(*decision.known);
  if (isOperand(decision)) return decision.condition.left;
  const VarId target = scalar(hint.empty() ? "test" : hint, loc);
  store(decision, target, loc);
  return ProcessBuilder::variable(target);
}

void Lowering::store(const Decision& decision, VarId target, Loc loc) {
  if (decision.known) return emitAp(ProcessBuilder::boolean(*decision.known), target, loc);
  if (isOperand(decision)) return emitAp(decision.condition.left, target, loc);
  auto* choice = make<Choice>(loc);
  choice->condition = decision.condition;
  choice->thenBranch = part(loc, [&] { emitAp(ProcessBuilder::boolean(true), target, loc); });
  choice->elseBranch = part(loc, [&] { emitAp(ProcessBuilder::boolean(false), target, loc); });
  emit(choice);
}

} // namespace aqua::flow
