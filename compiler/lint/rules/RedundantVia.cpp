// redundant-via: a `via` that changes no way: the peer itself, the same relay twice, or the peer
// where the code around runs.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// Null if the way goes through it.
const char* whyNeedless(const Region* around, const hir::OnStmt& on, const hir::Expr& via) {
  if (isSameValue(via, *on.peer)) return "this is the peer itself, not a relay";
  const auto* self = llvm::find(on.via, &via);
  if (self != on.via.begin() && isSameValue(via, **std::prev(self)))
    return "the way goes through this relay already";
  const Region* place = placeOf(around);
  const auto* outer = place ? place->as<hir::OnStmt>() : nullptr;
  const bool isFirst = self == on.via.begin() && self != on.via.end();
  if (outer && isFirst && isSameValue(via, *outer->peer))
    return "this relay is where the code runs";
  return nullptr;
}

} // namespace

void checkRedundantVia(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
      if (!on) continue;
      const hir::Expr* before = on->peer;
      for (const hir::Expr* via : on->via) {
        if (const char* why = whyNeedless(facts.region, *on, *via)) {
          auto& finding = reporter.report(via->loc, why);
          const support::SourceRange word{before->loc.range.end, via->loc.range.end};
          finding.fixes.push_back({"remove the `via`", {{{module.ast.id, word}, ""}}});
          break; // the others may be what makes this one needless
        }
        before = via;
      }
    }
}

} // namespace aqua::lint::rules
