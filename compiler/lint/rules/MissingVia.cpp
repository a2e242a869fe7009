// missing-via: an `on` without relay, for a peer that is reached through its relay elsewhere in
// the function. A client has no other connection.

#include <map>

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

/// By process and peer: where a script names it with the relay that it has.
using Relayed = std::map<std::pair<uint32_t, uint32_t>, const route::Visit*>;

Relayed findRelayed(const route::PlacesOfLines& places) {
  Relayed relayed;
  for (const route::Visit& visit : places.visits) {
    if (visit.via.size() != 1) continue;
    const route::NamedPeer& relay = places.peer(visit.via.front());
    if (!relay.isRelay && !relay.isInit && !relay.isList)
      relayed.try_emplace({visit.process, visit.peer.value}, &visit);
  }
  return relayed;
}

/// Also where the peer is named with its relay in one function and without in another.
void checkVisitsWithoutRelay(const ModuleFacts& module, Reporter& reporter) {
  const route::PlacesOfLines& places = module.routes.places;
  const Relayed all = findRelayed(places);
  if (all.empty()) return;
  for (const route::Visit& visit : module.routes.visitsIn(module.ast.id)) {
    const auto sender = senderTo(visit);
    const route::NamedPeer& peer = places.peer(visit.peer);
    if (!visit.via.empty() || !sender || peer.isInit || peer.isRelay) continue;
    const auto found = all.find({visit.process, visit.peer.value});
    if (found == all.end() || found->second->via.front() == *sender) continue;
    const route::Visit* relayed = found->second;
    const hir::OnStmt* on = module.bareOnAround(visit.loc);
    if (!on) continue;
    auto& finding = reporter.report(
        on->peer->loc, quoted(peer.text) + " is reached through a relay elsewhere, so this may get "
                                           "lost");
    finding.labels.push_back(
        {relayed->loc, "with the relay " + quoted(places.peer(relayed->via.front()).text)});
    finding.labels.push_back({visit.loc, "sent from " + quoted(places.peer(*sender).text)});
  }
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
  checkVisitsWithoutRelay(module, reporter);
}

} // namespace aqua::lint::rules
