#include "DefaultPeers.h"

namespace aqua::network {

namespace {

struct DefaultPeer {
  llvm::StringLiteral name;
  llvm::StringLiteral relay; // empty: it is a node
  llvm::StringLiteral id;
};

constexpr DefaultPeer defaultPeerTable[] = {
    {"client", "relay", "12D3KooWCnwJA6DC5MvouR9FShTk3NLvT3mzwWZnWxsMBS7c9uvm"},
    {"client2", "relay2", "12D3KooWPKzqkCcDJ3hbie4swNxbekzeySFXsCFTErAYJebGbKrL"},
    {"relay", "", "12D3KooWHexCr91ddyp3dse5YyCfuNLouiQYmh2N39JsTW7XjUTo"},
    {"relay2", "", "12D3KooWAywmzH6EsMq1imtt5nCaQmVgNwWxhiVfvv1yiDWbwnhx"},
    {"node1", "", "12D3KooWPRtb2VHr3R5SsgpjFwJCs6DmGoieRmKAE2gTvrkCXykF"},
    {"node2", "", "12D3KooWE9WQ8s8qKTPwYaaxGYMBp7AdZu9FjA6ZTkSTyLcLANyk"},
    {"node3", "", "12D3KooWKnrAV3RCR1wrqs9Z8FLcGY7Vyb8ZG8NPPAMmA7ddNAZu"},
    {"node4", "", "12D3KooWFmmZgyDQAA3LNJKkXFd3mqxLGRmLaaQCmxpzLH27m6Vc"},
};

} // namespace

std::vector<PeerDescription> defaultPeers() {
  std::vector<PeerDescription> peers;
  for (const DefaultPeer& one : defaultPeerTable) {
    PeerDescription& peer = peers.emplace_back();
    peer.name = one.name.str();
    peer.relay = one.relay.str();
    peer.kind = one.relay.empty() ? PeerKind::Node : PeerKind::Client;
  }
  return peers;
}

std::optional<llvm::StringRef> defaultPeerId(llvm::StringRef name) {
  for (const DefaultPeer& peer : defaultPeerTable)
    if (peer.name == name) return peer.id;
  return std::nullopt;
}

} // namespace aqua::network
