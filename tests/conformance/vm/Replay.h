// Replays invocations that were recorded on the real AquaVM (tests/conformance/vm/README.md) and
// writes down what our VM does in the same words.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "air/Parse.h"
#include "vm/Vm.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::vm::test {

/// Names of peers and their ids.
using PeerNames = std::vector<std::pair<std::string, std::string>>;

/// Some invocations of one particle, as lines of the record.
struct Sequence {
  std::string name;
  PeerNames peers; // the first one is the init peer
  uint64_t timestamp = 1700000000000;
  uint32_t ttl = 7000;
  std::vector<std::string> lines; // scripts, then for each step what goes in and what comes out
};

[[nodiscard]] std::vector<Sequence> readRecord(llvm::StringRef text);

/// What becomes of data between two invocations.
using Transport = llvm::function_ref<DataRef(const DataRef&)>;
/// Nothing.
[[nodiscard]] DataRef directly(const DataRef& data);

/// Is told of each invocation.
using Observer = llvm::function_ref<void(const air::Script&, const Outcome&)>;
inline void tellNobody(const air::Script&, const Outcome&) {}

/// The lines that our VM gives for the inputs of the sequence.
[[nodiscard]] std::vector<std::string>
replay(const Sequence& sequence, Transport transport = directly, Observer observer = tellNobody);

/// What a particle has been through.
struct History {
  air::ParseResult script;   // the first one of the sequence
  std::vector<DataRef> data; // of each step
};
[[nodiscard]] History historyOf(const Sequence& sequence);

/// The first line in which a replay differs from the record; none if they are the same. Both may be
/// at their end.
struct Mismatch {
  size_t line = 0;
  std::string expected, got;
};
[[nodiscard]] std::optional<Mismatch> firstMismatch(const Sequence& sequence,
                                                    llvm::ArrayRef<std::string> replayed);

} // namespace aqua::vm::test
