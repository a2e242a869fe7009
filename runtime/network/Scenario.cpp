#include "Scenario.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SHA256.h"

#include "DefaultPeers.h"
#include "host/Keys.h"

namespace aqua::network {

Scenario defaultScenario() {
  Scenario scenario;
  scenario.peers = defaultPeers();
  scenario.unknownPeers = UnknownPeers::Create;
  return scenario;
}

const PeerDescription* findPeer(const Scenario& scenario, llvm::StringRef name) {
  const auto found =
      llvm::find_if(scenario.peers, [&](const PeerDescription& peer) { return peer.name == name; });
  return found == scenario.peers.end() ? nullptr : &*found;
}

std::array<uint8_t, 32> peerSeed(const PeerDescription& peer) {
  if (peer.key) return *peer.key;
  llvm::SHA256 hash;
  hash.update("aqua-oracle peer: ");
  hash.update(peer.name);
  return hash.final();
}

std::string peerId(const PeerDescription& peer) {
  if (!peer.key)
    if (const auto known = defaultPeerId(peer.name)) return known->str();
  return host::peerIdOfSeed(peerSeed(peer));
}

PeerNames peerNames(const Scenario& scenario) {
  PeerNames names;
  for (const PeerDescription& peer : scenario.peers)
    names.add(peer.name, peerId(peer));
  return names;
}

namespace {

bool hasExpression(const host::Mock& mock) {
  return mock.kind == host::Mock::Kind::Expression || llvm::any_of(mock.sequence, hasExpression) ||
         llvm::any_of(mock.cases,
                      [](const host::MockCase& one) { return hasExpression(one.then); }) ||
         llvm::any_of(mock.otherwise, hasExpression);
}

std::optional<std::string> findExpression(const host::MockFunctions& functions,
                                          llvm::StringRef path) {
  for (const auto& [function, mock] : functions)
    if (hasExpression(mock)) return path.str() + "." + function;
  return std::nullopt;
}

std::optional<std::string> findExpression(const host::MockTable& table, llvm::StringRef path) {
  for (const auto& [service, functions] : table)
    if (auto found = findExpression(functions, path.str() + "." + service)) return found;
  return std::nullopt;
}

} // namespace

std::optional<std::string> findExpressionMock(const Scenario& scenario) {
  if (auto found = findExpression(scenario.callbacks, "callbacks")) return found;
  if (auto found = findExpression(scenario.services, "services")) return found;
  for (const PeerDescription& peer : scenario.peers)
    if (auto found = findExpression(peer.services, "peers." + peer.name + ".services"))
      return found;
  return std::nullopt;
}

} // namespace aqua::network
