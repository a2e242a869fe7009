// What is known about values before the program runs: integers that are constant, collections that
// were written down. For checks of ranges, divisors and indexes (spec/02 §7.1, §23).

#pragma once

#include <optional>

#include "llvm/ADT/DenseMap.h"

#include "Session.h"

namespace aqua::sema {

/// An integer constant: of a literal, or computed from literals. Wide enough for one operation on
/// two 64-bit numbers.
using Integer = __int128;

[[nodiscard]] std::string integerText(Integer value);
/// All digits, maybe with sign; nothing if it does not fit into 64 bits.
[[nodiscard]] std::optional<Integer> parseInteger(llvm::StringRef text);
/// Integers of AIR are 64-bit signed ones.
[[nodiscard]] bool fitsAir(Integer value);

class Facts {
public:
  /// The value of an integer expression, if it is constant.
  [[nodiscard]] std::optional<Integer> integer(const hir::Expr* expr) const;
  void setInteger(const hir::Expr* expr, Integer value) { integers_[expr] = value; }

  /// The literal that the value of the expression was written as, directly or through names; null
  /// if it was not.
  [[nodiscard]] const hir::CollectionExpr* collection(const hir::Expr* expr) const;
  /// The number of elements of such a literal, or of an empty one.
  [[nodiscard]] std::optional<size_t> length(const hir::Expr* expr) const;

  /// `local = value`
  void setValue(const hir::Local* local, const hir::Expr* value) { values_[local] = behind(value); }

  /// Branches of `par` and `co` define the name, so there is something to wait for.
  void setParallel(const hir::Local* local) { parallel_[local] = true; }
  [[nodiscard]] bool isParallel(const hir::Local* local) const { return parallel_.lookup(local); }

private:
  /// What the expression stands for: what a name was assigned, else the expression itself.
  [[nodiscard]] const hir::Expr* behind(const hir::Expr* expr) const;

  llvm::DenseMap<const hir::Expr*, Integer> integers_;
  llvm::DenseMap<const hir::Local*, const hir::Expr*> values_;
  llvm::DenseMap<const hir::Local*, bool> parallel_;
};

} // namespace aqua::sema
