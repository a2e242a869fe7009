// Peers, their relays, and the rule of sending.

#include "Reach.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::route {

Reach::Reach(const flow::Process& process, Relays relays) : process_(process), relays_(relays) {
  learn(*process.body);
}

void Reach::learn(const flow::Node& node) {
  learn(node.at, node.loc);
  for (const flow::Node* child : flow::children(node))
    learn(*child);
}

void Reach::learn(const Location* place, Loc loc) {
  if (!place || !learned_.insert(place).second) return;
  learn(place->outer, loc);
  const Spot self = spotOf(place);
  for (const flow::Via& via : place->via) {
    if (via.isCollection) {
      peers_[firstOf(via.peer).value].isNode = true;
      peers_[lastOf(via.peer).value].isNode = true;
    } else {
      peers_[spotOf(via.peer).value].isNode = true;
    }
  }
  if (place->via.empty()) {
    peers_[self.value].isNode = true;
    return;
  }
  const flow::Via& last = place->via.back();
  const Spot relay = last.isCollection ? lastOf(last.peer) : spotOf(last.peer);
  Peer& peer = peers_[self.value];
  if (peer.relays.empty()) peer.named = loc;
  if (llvm::is_contained(peer.relays, relay)) return;
  if (relays_ == Relays::AllNamed || peer.relays.empty())
    peer.relays.push_back(relay);
  else
    peer.renamings.push_back({relay, loc});
}

Spot Reach::intern(llvm::StringRef prefix, const Operand& operand) {
  const auto [known, isNew] =
      spots_.try_emplace(prefix.str() + keyOf(operand), Spot{static_cast<uint32_t>(peers_.size())});
  if (isNew) {
    Peer& peer = peers_.emplace_back();
    const bool isVariable = operand.isVariable() && operand.variable.value < process_.vars.size();
    const llvm::StringRef name =
        isVariable ? process_.vars[operand.variable.value].hint : operand.text;
    const bool isInit = operand.kind == Operand::Kind::InitPeer;
    const bool isRelay =
        process_.hasRelay && operand.isVariable() && operand.variable == process_.relay;
    peer.text = prefix.str() + (isInit ? "INIT" : name.str());
    peer.inSource = prefix.empty() ? "" : "the " + prefix.str();
    peer.inSource += isInit    ? "`INIT_PEER_ID`"
                     : isRelay ? "`HOST_PEER_ID`"
                               : "`" + name.str() + "`";
  }
  return known->second;
}

bool Reach::canSend(Spot from, Spot to) const {
  return from == to || (canMeet(peers_[from.value], to) && canMeet(peers_[to.value], from));
}

bool Reach::canMeet(const Peer& peer, Spot partner) const {
  return peer.isNode || peer.relays.empty() || llvm::is_contained(peer.relays, partner);
}

BlockedPeer Reach::blocked(Spot from, Spot to) const {
  const bool isSender = !canMeet(peers_[from.value], to);
  const Peer& peer = peers_[isSender ? from.value : to.value];
  const Spot other = isSender ? to : from;
  const auto* renaming =
      llvm::find_if(peer.renamings, [&](const auto& known) { return known.first == other; });
  const Loc renamed = renaming == peer.renamings.end() ? Loc() : renaming->second;
  return {peer.inSource, peers_[peer.relays.front().value].inSource, peers_[other.value].inSource,
          peer.named, renamed};
}

} // namespace aqua::route
