// init-peer-without-relay: `on INIT_PEER_ID` from another peer without its relay. The client can be
// reached through its relay only; elsewhere the particle is lost.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool isPredefined(const hir::Expr& expr, hir::Predefined value) {
  const auto* predefined = llvm::dyn_cast<hir::PredefinedExpr>(&expr);
  return predefined && predefined->value == value;
}

constexpr llvm::StringLiteral lostWithoutRelay =
    "the client is reached through its relay only: from here this gets lost";

support::Diagnostic& reportOn(const ModuleFacts& module, const hir::OnStmt& on,
                              Reporter& reporter) {
  auto& finding = reporter.report(on.peer->loc, lostWithoutRelay.str());
  const support::SourceRange behind{on.peer->loc.range.end, on.peer->loc.range.end};
  finding.fixes.push_back({"go through the relay",
                           {{{module.ast.id, behind}, " via HOST_PEER_ID"}},
                           support::FixSafety::Unsafe});
  return finding;
}

/// Also where the `on` and the peer it is called from stand in different functions.
void checkVisitsOfClient(const ModuleFacts& module, Reporter& reporter) {
  const route::PlacesOfLines& places = module.routes.places;
  for (const route::Visit& visit : module.routes.visitsIn(module.ast.id)) {
    const auto sender = senderTo(visit);
    const bool isBare = visit.via.empty() && places.peer(visit.peer).isInit;
    if (!isBare || !sender || places.peer(*sender).isRelay) continue;
    const hir::OnStmt* on = module.bareOnAround(visit.loc);
    if (!on || !isPredefined(*on->peer, hir::Predefined::InitPeer)) continue;
    reportOn(module, *on, reporter)
        .labels.push_back({visit.loc, "this is called from " + quoted(places.peer(*sender).text)});
  }
}

} // namespace

void checkInitPeerWithoutRelay(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& inner : function.statements()) {
      const auto* on = llvm::dyn_cast<hir::OnStmt>(inner.stmt);
      if (!on || !on->via.empty() || !isPredefined(*on->peer, hir::Predefined::InitPeer)) continue;
      const Region* around = placeOf(inner.region);
      const auto* outer = around ? around->as<hir::OnStmt>() : nullptr;
      if (!outer || isPredefined(*outer->peer, hir::Predefined::HostPeer) ||
          isPredefined(*outer->peer, hir::Predefined::InitPeer))
        continue;
      reportOn(module, *on, reporter).labels.push_back({outer->peer->loc, "here is another peer"});
    }
  checkVisitsOfClient(module, reporter);
}

} // namespace aqua::lint::rules
