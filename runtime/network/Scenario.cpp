#include "Scenario.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SHA256.h"

#include "DefaultPeers.h"
#include "host/Keys.h"

#include <fmt/format.h>

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
  if (!peer.id.empty()) return peer.id;
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

using VisitMock = llvm::function_ref<void(const host::Mock&, const std::string&)>;

void visitMock(const host::Mock& mock, const std::string& path, VisitMock visit) {
  visit(mock, path);
  for (const host::Mock& item : mock.sequence)
    visitMock(item, path, visit);
  for (const host::MockCase& one : mock.cases)
    visitMock(one.then, path, visit);
  for (const host::Mock& otherwise : mock.otherwise)
    visitMock(otherwise, path, visit);
}

void visitMocks(const host::MockFunctions& functions, const std::string& path, VisitMock visit) {
  for (const auto& [function, mock] : functions)
    visitMock(mock, path + "." + function, visit);
}

void visitMocks(const host::MockTable& table, const std::string& path, VisitMock visit) {
  for (const auto& [service, functions] : table)
    visitMocks(functions, path + "." + service, visit);
}

} // namespace

void forEachMock(const Scenario& scenario, VisitMock visit) {
  visitMocks(scenario.callbacks, "callbacks", visit);
  visitMocks(scenario.services, "services", visit);
  for (const PeerDescription& peer : scenario.peers)
    visitMocks(peer.services, "peers." + peer.name + ".services", visit);
}

std::string needsProcess(const Scenario& scenario, llvm::StringRef engine) {
  std::string reason;
  forEachMock(scenario, [&](const host::Mock& mock, const std::string& path) {
    if (!reason.empty()) return;
    if (mock.kind == host::Mock::Kind::Expression)
      reason = fmt::format("the mock `{}` is JavaScript: `--allow-process` lets `{}` evaluate it",
                           path, engine.str());
    if (mock.kind == host::Mock::Kind::Process)
      reason = fmt::format("the mock `{}` asks the process `{}`: `--allow-process` lets it start",
                           path, mock.process);
  });
  return reason;
}

} // namespace aqua::network
