// unused-via: a relay that no script goes through for its sake: whenever the block is reached,
// control is at the relay, and it comes back there, or nowhere. `redundant-via` says it where the
// text around shows it; here it depends on who calls the function.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// How often the block is reached, and whether ever with the help of its relay.
struct Journeys {
  size_t count = 0;
  bool needRelay = false;
  const route::Visit* first = nullptr;
};

void addJourney(const ModuleFacts& module, const route::Visit& visit, Journeys& journeys) {
  if (visit.via.size() != 1 || !visit.from) {
    journeys.needRelay = true; // not known
    return;
  }
  const route::PeerNumber relay = visit.via.front();
  if (*visit.from != visit.peer) {
    ++journeys.count;
    if (!journeys.first) journeys.first = &visit;
    journeys.needRelay |= *visit.from != relay || !visit.hops.empty();
  }
  const route::Visit* next = module.routes.visitAfter(visit);
  if (next && next->peer != visit.peer)
    journeys.needRelay |= next->peer != relay || !next->hops.empty() || next->from != visit.peer;
}

Journeys journeysTo(const ModuleFacts& module, const Region* place) {
  Journeys journeys;
  for (const route::Visit& visit : module.routes.visitsIn(module.ast.id)) {
    const StmtFacts* statement = visit.isBound ? module.around(visit.loc).statement : nullptr;
    if (statement && placeOf(statement->region) == place) addJourney(module, visit, journeys);
  }
  return journeys;
}

/// The region of the body of an `on`; null if nothing stands in it.
const Region* bodyOf(const FunctionFacts& function, const hir::OnStmt& on) {
  for (const StmtFacts& facts : function.statements())
    if (facts.region->owner == &on) return facts.region;
  return nullptr;
}

} // namespace

void checkUnusedVia(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
      if (!on || on->via.size() != 1 || placeOf(facts.region)) continue;
      if (llvm::isa<hir::PredefinedExpr>(on->via.front())) continue; // a way for all
      const Region* body = bodyOf(function, *on);
      const Journeys journeys = body ? journeysTo(module, body) : Journeys();
      if (journeys.needRelay || journeys.count == 0) continue;
      const std::string relay = quoted(module.routes.places.peer(journeys.first->via.front()).text);
      reporter
          .report(on->via.front()->loc, "this changes no way: it is always reached from " + relay)
          .labels.push_back({journeys.first->loc, "from " + relay + " without a stop"});
    }
}

} // namespace aqua::lint::rules
