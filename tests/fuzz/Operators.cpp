// Operators with operands that keep the result in range (spec/02 §7.8).

#include "Generator.h"

#include <array>

namespace aqua::fuzz {

namespace {

/// The result type of arithmetic (spec/02 §6.1), or nullptr where it is unknown.
const Type* unite(Types& types, const Type* left, const Type* right) {
  if (left == right) return left->kind == Kind::Bottom ? types.scalar(Scalar::I64) : left;
  if (left->isNumberLiteral()) return fits(left, right) ? right : nullptr;
  if (right->isNumberLiteral()) return fits(right, left) ? left : nullptr;
  static constexpr std::array<Scalar, 4> unsignedOnes = {Scalar::U8, Scalar::U16, Scalar::U32,
                                                         Scalar::U64};
  static constexpr std::array<Scalar, 4> signedOnes = {Scalar::I8, Scalar::I16, Scalar::I32,
                                                       Scalar::I64};
  for (const Scalar scalar : left->isUnsigned() && right->isUnsigned() ? unsignedOnes : signedOnes)
    if (fits(left, types.scalar(scalar)) && fits(right, types.scalar(scalar)))
      return types.scalar(scalar);
  return nullptr;
}

struct Operation {
  llvm::StringRef text;
  int level;
  Construct construct;
};

constexpr std::array<Operation, 6> arithmetic = {{{"+", 5, Construct::Add},
                                                  {"-", 5, Construct::Subtract},
                                                  {"*", 4, Construct::Multiply},
                                                  {"/", 4, Construct::Divide},
                                                  {"%", 4, Construct::Remainder},
                                                  {"**", 3, Construct::Power}}};

std::optional<int64_t> compute(llvm::StringRef op, int64_t a, int64_t b) {
  if (op == "+") return a + b;
  if (op == "-") return a - b;
  if (op == "*") return a * b;
  if (op == "**") {
    int64_t power = 1;
    for (int64_t i = 0; i < b && power < 1000; ++i)
      power *= a;
    return power;
  }
  if (b == 0 || a < 0 || b < 0) return std::nullopt;
  return op == "/" ? a / b : a % b;
}

} // namespace

Value Generator::binary(Value left, llvm::StringRef op, Value right, int level) {
  const bool isRightAssociative = level == 3; // `**`
  const bool isComparison = level == 6;
  if (left.level > level || (left.level == level && (isRightAssociative || isComparison)))
    left = parenthesised(std::move(left));
  if (right.level > level || (right.level == level && !isRightAssociative))
    right = parenthesised(std::move(right));
  Value result;
  result.level = level;
  result.tokens << left.tokens << " " << op << " " << right.tokens;
  return result;
}

std::optional<Value> Generator::integerOperator(const Type* type, Want want) {
  if (type->isScalar(Scalar::I64) && random_.chance(40)) { // the only arithmetic of floats
    const Value left = numberLiteral(types_.scalar(Scalar::F32), {.isOperand = true});
    const Value right = value(types_.scalar(random_.chance(50) ? Scalar::F64 : Scalar::I32),
                              {.depth = want.depth - 1, .isOperand = true});
    if (left.type->kind == Kind::FloatLiteral) {
      cover(Construct::MultiplyFloat);
      Value product = binary(left, "*", right, 4);
      product.type = type;
      return product;
    }
  }
  const Operation& op = arithmetic[random_.below(arithmetic.size())];
  const Want operand{.depth = want.depth - 1, .isOperand = true};
  Value left = value(type, operand);
  const bool isSmall = op.level != 5;
  Value right = isSmall ? numberLiteral(types_.scalar(Scalar::U8), {.isOperand = true})
                        : value(type, operand);
  if (op.level == 3)
    right.tokens = one(Role::Integer, std::to_string(*(right.constant = random_.between(0, 2))));
  else if (isSmall)
    right.tokens = one(Role::Integer, std::to_string(*(right.constant = random_.between(1, 7))));
  const Type* united = unite(types_, left.type, right.type);
  if (!united || !fits(united, type)) return std::nullopt;
  std::optional<int64_t> constant;
  if (left.constant && right.constant) {
    constant = compute(op.text, *left.constant, *right.constant);
    if (!constant || *constant < 0 || *constant > 99) return std::nullopt;
  }
  cover(op.construct);
  Value result = binary(std::move(left), op.text, std::move(right), op.level);
  result.type = united;
  result.constant = constant;
  return result;
}

std::optional<Value> Generator::comparison(Want want) {
  const Type* type = random_.chance(60) ? integerType() : dataType(2);
  const Want operand{
      .depth = want.depth - 1, .isExact = true, .isOrdered = true, .isOperand = true};
  const Value left = value(type, operand);
  const Value right = value(type, operand);
  if (left.constant && right.constant) return std::nullopt;
  const bool isOrder = type->isInteger() && random_.chance(60);
  Value result;
  if (isOrder) {
    static constexpr std::array<const char*, 4> texts = {"<", "<=", ">", ">="};
    cover(Construct::Order);
    result = binary(left, texts[random_.below(4)], right, 6);
  } else {
    const bool isEqual = random_.chance(60);
    cover(isEqual ? Construct::Equal : Construct::NotEqual);
    result = binary(left, isEqual ? "==" : "!=", right, 7);
  }
  result.type = types_.scalar(Scalar::Bool);
  return result;
}

std::optional<Value> Generator::boolOperator(Want want) {
  if (random_.chance(50)) return comparison(want);
  const Type* type = types_.scalar(Scalar::Bool);
  const Want operand{.depth = want.depth - 1};
  Value result;
  if (random_.chance(30)) {
    cover(Construct::Not);
    Value inner = value(type, operand);
    if (inner.level > 2) inner = parenthesised(std::move(inner));
    result.tokens << "!" << inner.tokens;
    result.level = 2;
  } else {
    const bool isAnd = random_.chance(50);
    cover(isAnd ? Construct::And : Construct::Or);
    Value left = value(type, operand);
    Value right = value(type, operand);
    result = binary(std::move(left), isAnd ? "&&" : "||", std::move(right), isAnd ? 8 : 9);
  }
  result.type = type;
  return result;
}

} // namespace aqua::fuzz
