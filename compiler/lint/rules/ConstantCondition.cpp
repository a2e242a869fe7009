// constant-condition: an `if` that always goes the same way. Conditions that name a constant are
// not meant: those are switches.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// A literal that is written here, not a constant that stands for one.
const hir::LiteralExpr* writtenLiteral(const ModuleFacts& module, const hir::Expr& expr) {
  const auto* literal = llvm::dyn_cast<hir::LiteralExpr>(&expr);
  if (!literal || literal->loc.file != module.ast.id) return nullptr;
  llvm::StringRef text = module.text(literal->loc.range);
  if (literal->literal == ast::LiteralKind::String) text = text.drop_front().drop_back();
  return text == literal->text ? literal : nullptr;
}

std::optional<bool> valueOf(const ModuleFacts& module, const hir::Expr& condition) {
  if (const auto* literal = writtenLiteral(module, condition)) return literal->text == "true";
  if (const auto* negation = llvm::dyn_cast<hir::NotExpr>(&condition)) {
    const auto* literal = writtenLiteral(module, *negation->operand);
    return literal ? std::optional(literal->text != "true") : std::nullopt;
  }
  const auto* comparison = llvm::dyn_cast<hir::BinaryExpr>(&condition);
  if (!comparison) return std::nullopt;
  const bool isEqual = comparison->op == ast::BinaryOperator::Eq;
  if (!isEqual && comparison->op != ast::BinaryOperator::Ne) return std::nullopt;
  if (isSameValue(*comparison->left, *comparison->right) &&
      llvm::isa<hir::LocalRef>(comparison->left) && !isStreamType(comparison->left->type))
    return isEqual;
  const auto* left = writtenLiteral(module, *comparison->left);
  const auto* right = writtenLiteral(module, *comparison->right);
  if (!left || !right || left->literal != right->literal) return std::nullopt;
  return (left->text == right->text) == isEqual;
}

} // namespace

void checkConstantCondition(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* choice = llvm::dyn_cast<hir::IfStmt>(facts.stmt);
      const std::optional<bool> value = choice ? valueOf(module, *choice->condition) : std::nullopt;
      if (!value) continue;
      reporter.report(choice->condition->loc,
                      std::string("this is always ") + (*value ? "true" : "false") +
                          (choice->elseBlock || !*value ? ", so one part never runs" : ""));
    }
}

} // namespace aqua::lint::rules
