// return-to-wrong-peer: a function turns to the client, but is called on another peer, where the
// script goes on: what looks like the way back to the caller is a detour, and the client may be
// gone.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// The `on INIT_PEER_ID` around a step, if the function itself puts it nowhere else.
const hir::OnStmt* ownReturn(const ModuleFacts& module, const route::Visit& visit) {
  const StmtFacts* statement = module.around(visit.loc).statement;
  const Region* place = statement ? placeOf(statement->region) : nullptr;
  const auto* on = place ? place->as<hir::OnStmt>() : nullptr;
  const auto* peer = on ? llvm::dyn_cast<hir::PredefinedExpr>(on->peer) : nullptr;
  const bool isReturn = peer && peer->value == hir::Predefined::InitPeer;
  return isReturn && !placeOf(place->outer) ? on : nullptr;
}

/// The first step elsewhere after the one on the client.
const route::Visit* wayBack(const Routes& routes, const route::Visit& visit) {
  const route::Visit* next = routes.visitAfter(visit);
  while (next && next->peer == visit.peer)
    next = routes.visitAfter(*next);
  return next;
}

} // namespace

void checkReturnToWrongPeer(const ModuleFacts& module, Reporter& reporter) {
  const Routes& routes = module.routes;
  llvm::SmallVector<const hir::OnStmt*> reported;
  for (const route::Visit& visit : routes.visitsIn(module.ast.id)) {
    if (!visit.isBound || !visit.from || *visit.from == visit.peer) continue;
    if (visit.caller != visit.from) continue; // control was there only by the way
    const route::NamedPeer& caller = routes.places.peer(*visit.from);
    if (!routes.places.peer(visit.peer).isInit || caller.isRelay) continue;
    const hir::OnStmt* on = ownReturn(module, visit);
    if (!on || llvm::is_contained(reported, on)) continue;
    const route::Visit* back = wayBack(routes, visit);
    if (!back || back->from != visit.peer || back->peer != *visit.from) continue;
    reported.push_back(on);
    auto& finding =
        reporter.report(on->peer->loc, "this turns to the client, but the function is called on " +
                                           quoted(caller.text) + ", where the script goes on");
    finding.labels.push_back({back->loc, "this is on " + quoted(caller.text) + " again"});
    finding.help = "return the value instead: callers go on where they are";
  }
}

} // namespace aqua::lint::rules
