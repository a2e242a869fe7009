// missing-via: an `on` without relay, for a peer that is reached through its relay elsewhere in
// the function. A client has no other connection.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// An `on` of the same peer with one relay, which belongs to it: HOST_PEER_ID is a way for all.
const hir::OnStmt* withRelay(const FunctionFacts& function, const hir::Expr& peer) {
  for (const StmtFacts& facts : function.statements()) {
    const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
    if (!on || on->via.size() != 1 || !isSameValue(*on->peer, peer)) continue;
    if (!llvm::isa<hir::PredefinedExpr>(on->via.front())) return on;
  }
  return nullptr;
}

/// The code around runs on the peer, or on its relay.
bool isThereAlready(const Region* region, const hir::OnStmt& relayed) {
  const Region* around = placeOf(region);
  if (!around) return false;
  const auto* on = around->as<hir::OnStmt>();
  return !on || isSameValue(*on->peer, *relayed.peer) ||
         isSameValue(*on->peer, *relayed.via.front());
}

} // namespace

void checkMissingVia(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
      if (!on || !on->via.empty() || !llvm::isa<hir::LocalRef>(on->peer)) continue;
      const hir::OnStmt* relayed = withRelay(function, *on->peer);
      if (!relayed || isThereAlready(facts.region, *relayed)) continue;
      auto& finding = reporter.report(
          on->peer->loc, "this peer is reached through a relay elsewhere, so this may get lost");
      finding.labels.push_back({headOf(module, *relayed), "with the relay"});
      const support::SourceRange behind{on->peer->loc.range.end, on->peer->loc.range.end};
      finding.fixes.push_back({"go through the relay",
                               {{{module.ast.id, behind},
                                 " via " + module.text(relayed->via.front()->loc.range).str()}},
                               support::FixSafety::Unsafe});
    }
}

} // namespace aqua::lint::rules
