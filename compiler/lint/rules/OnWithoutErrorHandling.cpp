// on-without-error-handling: an `on` for a peer that comes from data, where nothing handles errors.
// If the peer cannot be reached or fails, the whole script stops.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// Something around goes on if the part fails.
bool isHandled(const Region* region) {
  for (; region; region = region->outer)
    if (region->kind == RegionKind::Guarded || region->kind == RegionKind::Closure ||
        region->isDetached() ||
        (region->as<hir::ForStmt>() && region->as<hir::ForStmt>()->mode == ast::ForMode::Try))
      return true;
  return false;
}

/// Bound in the function: from a call, a list, a field of something. Not the item of a loop: then
/// it is for-on-sequential.
bool isFromData(const FunctionFacts& function, const hir::Expr& peer) {
  const LocalFacts* local = function.of(localOf(peer));
  return local ? local->definition && local->local->kind != hir::LocalKind::Item
               : llvm::isa<hir::IndexExpr, hir::MemberExpr>(peer);
}

bool hasHandlersInside(const FunctionFacts& function, const hir::OnStmt& on) {
  return llvm::any_of(function.statements(), [&](const StmtFacts& facts) {
    return llvm::isa<hir::TryStmt>(facts.stmt) && isInside(facts.region, on);
  });
}

} // namespace

void checkOnWithoutErrorHandling(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
      if (!on || !isFromData(function, *on->peer) || isHandled(facts.region)) continue;
      if (hasHandlersInside(function, *on)) continue;
      auto& finding = reporter.report(headOf(module, *on),
                                      "if this peer cannot be reached, the whole script stops");
      if (const LocalFacts* local = function.of(localOf(*on->peer)))
        finding.labels.push_back({local->local->loc, "where the peer comes from"});
      finding.help = "put it into a `try` with `catch`, or into a `par` with a timeout";
    }
}

} // namespace aqua::lint::rules
