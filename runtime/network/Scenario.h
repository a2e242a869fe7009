// A scenario: everything outside the program, as plain data (spec/07 §17.5).

#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "Fault.h"
#include "PeerNames.h"
#include "host/Peer.h"
#include "value/FieldReader.h"

namespace aqua::network {

enum class PeerKind : uint8_t { Node, Client };

/// A peer as the scenario describes it.
struct PeerDescription {
  std::string name;
  PeerKind kind = PeerKind::Node;
  std::optional<host::Profile> profile; // none: by kind
  std::string relay;                    // name of a node, or empty
  host::MockTable services;
  std::vector<std::string> addresses;
  bool down = false;
  std::optional<std::array<uint8_t, 32>> key;    // none: derived from the name
  std::string id;                                // empty: peerId() makes it each time it is asked
  std::optional<std::vector<std::string>> links; // names; none: by kind
  int64_t clock = 0;                             // ms added to the virtual clock
};

/// Fixed delays in virtual ms, used without a seed.
struct Latency {
  uint64_t hop = 10;
  uint64_t call = 1;
};

/// What happens to a particle for an id that is no peer of the scenario.
enum class UnknownPeers : uint8_t { Undelivered, Create };

/// A process that answers calls. Paths are relative to the scenario file.
struct ProcessDescription {
  std::vector<std::string> command; // the program and its arguments
  std::string folder;               // where it runs; empty: the folder of the scenario file
  std::map<std::string, std::string> environment; // besides ours
  uint64_t timeoutMs = 10000;                     // wall time for one request
};

/// `{{name}}` is replaced by peer ids in all strings already.
struct Scenario {
  std::vector<PeerDescription> peers; // the default ones first
  std::string init = "client";        // name
  std::map<std::string, value::Value> args;
  host::MockFunctions callbacks;
  host::MockTable services;
  std::map<std::string, ProcessDescription> processes; // by name
  std::optional<uint32_t> seed;
  Latency latency;
  uint32_t ttl = 7000;
  uint64_t timestamp = 1700000000000;
  std::string particleId = "oracle-particle";
  bool stopAtResponse = false;
  uint64_t maxSteps = 2000;
  double maxWallMs = 60000;
  vm::Limits limits;
  UnknownPeers unknownPeers = UnknownPeers::Undelivered;
  std::vector<Fault> faults; // a rate between 0 and 1 needs a seed
  // More detail in the outcome.
  bool data = false;
  bool tetraplets = false;
  bool trace = false;
  // The script: one of them, for tools that run AIR.
  std::string air;
  std::string airFile; // relative to the scenario file
};

/// The scenario that is used without a file: the default peers, unknown peers are created.
[[nodiscard]] Scenario defaultScenario();

/// Null if the scenario has no such peer.
[[nodiscard]] const PeerDescription* findPeer(const Scenario& scenario, llvm::StringRef name);

/// The peer's id: that of its key or, without one, of SHA-256("aqua-oracle peer: NAME"). Making one
/// takes a tenth of a millisecond.
[[nodiscard]] std::string peerId(const PeerDescription& peer);
/// The seed of its key pair.
[[nodiscard]] std::array<uint8_t, 32> peerSeed(const PeerDescription& peer);

/// The names of all peers, for `--const`, `--data`, `--arg` and for printing.
[[nodiscard]] PeerNames peerNames(const Scenario& scenario);

/// Calls `visit` for each mock, also those inside of others, with its path like `services.m.f`.
void forEachMock(const Scenario& scenario,
                 llvm::function_ref<void(const host::Mock& mock, const std::string& path)> visit);

/// Why the scenario needs leave to start programs, for people: it has `js` mocks, which `engine`
/// evaluates, or uses processes. Empty if it does not.
[[nodiscard]] std::string needsProcess(const Scenario& scenario, llvm::StringRef engine);

/// What is wrong with a scenario file, and where.
struct ScenarioError {
  std::string path;    // of the field, like `peers.node1.kind`; empty for syntax errors
  std::string message; // one line, without position
  size_t offset = 0;   // of the field in the text
  uint32_t line = 0;   // 1-based; 0: position unknown
  uint32_t column = 0; // 1-based, in code points
};

/// A scenario, or why there is none.
struct ScenarioResult {
  std::optional<Scenario> scenario;  // present iff there are no errors
  std::vector<ScenarioError> errors; // all, in order of the text as far as positions are known
};

/// Whether the file must have the `seed` that some of its faults need.
enum class SeedFrom : uint8_t { File, Elsewhere };

/// Reads JSON or YAML. Unknown fields are errors with the closest name; fields that this version
/// does not implement are errors that say so.
[[nodiscard]] ScenarioResult readScenario(llvm::StringRef text, SeedFrom seed = SeedFrom::File);

/// Where a part of a scenario, or its name, stands in its text; none if the text cannot be
/// followed.
[[nodiscard]] std::optional<size_t>
locatePart(llvm::StringRef text, const PeerNames& names, std::vector<value::PathStep> path,
           value::FieldProblem::At at = value::FieldProblem::At::Value);

/// `FILE:LINE:COLUMN: PATH: MESSAGE`.
[[nodiscard]] std::string toText(const ScenarioError& error, llvm::StringRef fileName);

} // namespace aqua::network
