// float-compare-equality: `==` or `!=` on floats. Two ways to the same number rarely end in the
// same float.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"
#include "sema/Walk.h"

namespace aqua::lint::rules {

namespace {

bool isFloat(const hir::Expr& expr) {
  const auto* scalar = llvm::dyn_cast<types::ScalarType>(expr.type);
  return scalar &&
         (scalar->scalar() == types::Scalar::F32 || scalar->scalar() == types::Scalar::F64);
}

void checkComparisons(const hir::Expr& expr, Reporter& reporter) {
  hir::forEachPart(expr, [&](const hir::Expr& part) { checkComparisons(part, reporter); });
  const auto* comparison = llvm::dyn_cast<hir::BinaryExpr>(&expr);
  if (!comparison) return;
  const bool isEquality =
      comparison->op == ast::BinaryOperator::Eq || comparison->op == ast::BinaryOperator::Ne;
  if (isEquality && (isFloat(*comparison->left) || isFloat(*comparison->right)))
    reporter.report(expr.loc, "floats are rarely equal, because they are rounded").help =
        "let a service compare them, with a tolerance";
}

} // namespace

void checkFloatCompareEquality(const ModuleFacts& module, Reporter& reporter) {
  module.forEachValue([&](const hir::Expr& expr) { checkComparisons(expr, reporter); });
}

} // namespace aqua::lint::rules
