// Where the statements of the source run, and what it takes to get there, read off routed
// processes: for the linter and for hints in editors. Print it with `aqua compile --emit=places`.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "Routed.h"

namespace aqua::route {

/// Index into PlacesOfLines::peers.
struct PeerNumber {
  uint32_t value = 0;
  friend bool operator==(PeerNumber, PeerNumber) = default;
};

/// A peer as the source names it: `INIT_PEER_ID`, `HOST_PEER_ID`, `p`, `peers[0]`, `"12D3…"`. Equal
/// numbers are equal peers; different numbers may have one text, if two names are spelt alike.
struct NamedPeer {
  std::string text;
  bool isInit = false;
  bool isRelay = false; // of the client that started the script
  bool isList = false;  // a list of relays, in `via` and `hops` only
};

/// One step of a script and the statement (or expression) that it comes from. A statement that is
/// inlined several times has several.
struct Visit {
  Loc loc;
  PeerNumber peer;                  // where it runs
  std::vector<PeerNumber> via;      // relays that the `on` around it names
  std::optional<PeerNumber> caller; // of the `on` that this one stands in, if there is one
  /// Where the step before ran. Nothing: there are several.
  std::optional<PeerNumber> from;
  std::vector<PeerNumber> hops; // peers that are passed on the way, without both ends
  /// False for what happens wherever control is, such as pushes: nobody goes there for its sake.
  bool isBound = true;
  uint32_t process = 0; // which of the processes
  uint32_t order = 0;   // in the text of the script

  /// How often the particle is sent to get here.
  [[nodiscard]] size_t sends() const {
    return hops.size() + (from == peer && hops.empty() ? 0 : 1);
  }
};

struct PlacesOfLines {
  std::vector<NamedPeer> peers;
  std::vector<Visit> visits; // by position, then by process and order
  /// The names of the functions that the processes are made of, by process, if whoever asked for it
  /// has filled it in.
  std::vector<Loc> functions;

  [[nodiscard]] const NamedPeer& peer(PeerNumber number) const { return peers[number.value]; }
  /// Those that begin in the range.
  [[nodiscard]] llvm::ArrayRef<Visit> within(Loc range) const;
};

/// All of it for these processes. Ways of errors to their handlers are left out.
[[nodiscard]] PlacesOfLines placesOfLines(llvm::ArrayRef<const Process*> processes);

void print(const PlacesOfLines& places, const support::SourceManager& sources,
           llvm::raw_ostream& out);

} // namespace aqua::route
