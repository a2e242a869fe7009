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

constexpr llvm::StringLiteral clockOnGuardedPeer =
    "this runs on the peer that it guards: if that is dead, the time never runs out";

/// The first step in the part for which the predicate holds.
template <typename Predicate>
const flow::Node* findStep(const flow::Node& part, Predicate holds) {
  if (holds(part)) return &part;
  for (const flow::Node* child : flow::children(part))
    if (const flow::Node* found = findStep(*child, holds)) return found;
  return nullptr;
}

/// Two branches of one group on one peer, which control has to go to; on one of them the time runs.
void checkGroup(const ModuleFacts& module, const flow::Process& process, const flow::Par& group,
                Reporter& reporter) {
  for (const flow::Node* branch : group.branches) {
    const flow::Node* timeout =
        findStep(*branch, [](const flow::Node& node) { return isTimeout(node); });
    if (!timeout || timeout->at->peer == group.at->peer || timeout->at->depth == 0) continue;
    if (process.hasRelay && timeout->at->peer == process.root->via.front().peer) continue;
    const StmtFacts* own = module.around(timeout->loc).statement;
    for (const flow::Node* other : group.branches) {
      const flow::Node* guarded =
          other == branch ? nullptr : findStep(*other, [&](const flow::Node& node) {
            return llvm::isa<flow::Call>(node) && !isTimeout(node) &&
                   node.at->peer == timeout->at->peer;
          });
      if (!own || !guarded) continue;
      reporter.report(own->stmt->loc, clockOnGuardedPeer.str())
          .labels.push_back({guarded->loc, "the part that it races runs there, too"});
    }
  }
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
      auto& finding = reporter.report(facts.stmt->loc, clockOnGuardedPeer.str());
      finding.labels.push_back({headOf(module, *guarded), "the part that it races"});
      finding.help = "call it outside of the `on`";
    }
  // Also where the time, or what it races, is in a function of its own.
  for (const Race& race : module.routes.races)
    checkGroup(module, *race.process, *race.group, reporter);
}

} // namespace aqua::lint::rules
