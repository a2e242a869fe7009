// timeout-on-guarded-peer: the time that races a remote branch runs on the same peer as that
// branch. If the peer is dead, so is its clock.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// An `on` for the same peer in another branch of the group.
const hir::OnStmt* sameInOtherBranch(const FunctionFacts& function, const Region& branch,
                                     const hir::OnStmt& own) {
  for (const StmtFacts& facts : function.statements()) {
    const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
    if (!on || !isInside(facts.region, *branch.owner) || !isSameValue(*on->peer, *own.peer))
      continue;
    if (commonRegion(facts.region, &branch) != &branch) return on;
  }
  return nullptr;
}

} // namespace

void checkTimeoutOnGuardedPeer(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      if (!isTimeout(facts.stmt)) continue;
      const Region* branch = facts.region;
      while (branch && branch->kind != RegionKind::Branch)
        branch = branch->outer;
      const Region* place = placeOf(facts.region);
      if (!branch || !place || !isInside(place, *branch->owner)) continue;
      const auto* own = place->as<hir::OnStmt>();
      const hir::OnStmt* guarded = own ? sameInOtherBranch(function, *branch, *own) : nullptr;
      if (!guarded) continue;
      auto& finding = reporter.report(
          facts.stmt->loc,
          "this runs on the peer that it guards: if that is dead, the time never runs out");
      finding.labels.push_back({headOf(module, *guarded), "the part that it races"});
      finding.help = "call it outside of the `on`";
    }
}

} // namespace aqua::lint::rules
