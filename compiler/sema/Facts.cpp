#include "Facts.h"

#include <algorithm>
#include <limits>

namespace aqua::sema {

std::string integerText(Integer value) {
  std::string digits;
  for (Integer rest = value; rest != 0 || digits.empty(); rest /= 10) {
    const int digit = static_cast<int>(rest % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
  }
  if (value < 0) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::optional<Integer> parseInteger(llvm::StringRef text) {
  const bool isNegative = text.consume_front("-");
  uint64_t magnitude = 0;
  if (text.getAsInteger(10, magnitude)) return std::nullopt;
  return isNegative ? -static_cast<Integer>(magnitude) : static_cast<Integer>(magnitude);
}

bool fitsAir(Integer value) {
  return value >= std::numeric_limits<int64_t>::min() &&
         value <= std::numeric_limits<int64_t>::max();
}

const hir::Expr* Facts::behind(const hir::Expr* expr) const {
  const auto* reference = llvm::dyn_cast<hir::LocalRef>(expr);
  const hir::Expr* value = reference ? values_.lookup(reference->local) : nullptr;
  return value ? value : expr;
}

std::optional<Integer> Facts::integer(const hir::Expr* expr) const {
  const auto found = integers_.find(behind(expr));
  if (found == integers_.end()) return std::nullopt;
  return found->second;
}

const hir::CollectionExpr* Facts::collection(const hir::Expr* expr) const {
  return llvm::dyn_cast<hir::CollectionExpr>(behind(expr));
}

std::optional<size_t> Facts::length(const hir::Expr* expr) const {
  const hir::Expr* value = behind(expr);
  if (const auto* nil = llvm::dyn_cast<hir::PredefinedExpr>(value))
    if (nil->value == hir::Predefined::Nil) return 0;
  const auto* literal = llvm::dyn_cast<hir::CollectionExpr>(value);
  if (literal && literal->collection == types::Collection::Array) return literal->elements.size();
  return std::nullopt;
}

} // namespace aqua::sema
