// Peers, their relays, and the rule of sending.

#include "Reach.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::route {

Reach::Reach(const flow::Process& process) : process_(process) {
  learn(*process.body);
}

void Reach::learn(const flow::Node& node) {
  learn(node.at);
  for (const flow::Node* child : flow::children(node))
    learn(*child);
}

void Reach::learn(const Location* place) {
  if (!place || !learned_.insert(place).second) return;
  learn(place->outer);
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
  auto& relays = peers_[self.value].relays;
  if (!llvm::is_contained(relays, relay)) relays.push_back(relay);
}

Spot Reach::intern(llvm::StringRef prefix, const Operand& operand) {
  const auto [known, isNew] =
      spots_.try_emplace(prefix.str() + keyOf(operand), Spot{static_cast<uint32_t>(peers_.size())});
  if (isNew) {
    Peer& peer = peers_.emplace_back();
    const bool isVariable = operand.isVariable() && operand.variable.value < process_.vars.size();
    const llvm::StringRef name =
        isVariable ? process_.vars[operand.variable.value].hint : operand.text;
    peer.text = prefix.str() + (operand.kind == Operand::Kind::InitPeer ? "INIT" : name.str());
  }
  return known->second;
}

bool Reach::canSend(Spot from, Spot to) const {
  if (from == to) return true;
  const Peer& start = peers_[from.value];
  const Peer& end = peers_[to.value];
  return (isOpen(start) || llvm::is_contained(start.relays, to)) &&
         (isOpen(end) || llvm::is_contained(end.relays, from));
}

} // namespace aqua::route
