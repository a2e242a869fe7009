// Replays invocations that were recorded on the real AquaVM (tests/conformance/vm/README.md) and
// writes down what our VM does in the same words.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"

namespace aqua::vm::test {

/// Names of peers and their ids.
using PeerNames = std::vector<std::pair<std::string, std::string>>;

/// Some invocations of one particle, as lines of the record.
struct Sequence {
  std::string name;
  std::vector<std::string> lines; // scripts, then for each step what goes in and what comes out
};

struct Record {
  PeerNames peers;
  std::vector<Sequence> sequences;
};

[[nodiscard]] Record readRecord(llvm::StringRef text);

/// How data come from one invocation to the next: as they are, or written as JSON and read again.
enum class Transport : uint8_t { Direct, AsJson };

/// The lines that our VM gives for the inputs of the sequence.
[[nodiscard]] std::vector<std::string> replay(const Sequence& sequence, const PeerNames& peers,
                                              Transport transport = Transport::Direct);

} // namespace aqua::vm::test
