// Does a value fit where a type is expected (spec/02 §4–§6)? And if not, which part of what was
// written is to blame.

#pragma once

#include <string>

#include "llvm/ADT/DenseSet.h"

#include "Facts.h"
#include "Session.h"

namespace aqua::sema {

/// A type that a value has to have, and the place that asks for it.
struct Expectation {
  const Type* type = nullptr;
  Loc declaredAt = {};    // shown as a label; none if nothing is to be seen there
  std::string label = {}; // "parameter declared here"
};

/// `source` without parentheses around it.
[[nodiscard]] const ast::Expr& stripParens(const ast::Expr& source);

/// The values of the type can be used where `expected` is wanted. Unlike types::isSubtype, `⊤`
/// takes data and streams only (spec/02 §23.8).
[[nodiscard]] bool fits(const Type* given, const Type* expected);

class Matcher {
public:
  Matcher(Session& session, const Facts& facts) : session_(session), facts_(facts) {}

  /// Checks that the value fits, its constants are in range, and reports what is wrong at the
  /// smallest part that is. `source` is what `value` was made of. Returns whether the types fit.
  bool require(const ast::Expr& source, const hir::Expr& value, const Expectation& expected);

  /// Warns of elements of a collection literal that are not of the type that it counts as having:
  /// it got its type from other elements (spec/02 §6.3). Each element once.
  void warnOfUnsoundElements(const hir::Expr& value, const Type* expected);

private:
  void checkConstants(const hir::Expr& value, const Type* expected, const hir::Expr* usedAs);
  void reportMismatch(const ast::Expr& source, const hir::Expr& value, const Expectation& expected);
  bool blameElements(const ast::Expr& source, const hir::Expr& value, const Expectation& expected);
  bool blameMember(const ast::Expr& source, const hir::Expr& value, const Expectation& expected);
  void helpWithOptions(support::Diagnostic& diagnostic, const ast::Expr& source, const Type* given,
                       const Type* expected);

  Session& session_;
  const Facts& facts_;
  llvm::DenseSet<const hir::Expr*> unsound_; // elements warned of
};

} // namespace aqua::sema
