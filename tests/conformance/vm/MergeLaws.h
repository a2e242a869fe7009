// Merging as an operation on data, and the laws it obeys up to the order of streams (spec/04
// §12.4): commutative, associative, and nothing changes if something is merged again. An observer,
// for whom the script has no call, merges.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "Replay.h"

namespace aqua::vm::test {

/// One particle: its script, and different data that peers had of it.
struct Particle {
  std::string name;
  std::string initPeer;
  air::ParseResult script;
  std::vector<DataRef> data;
};

/// At most `enough` data, the latest ones: they know most. No data, if the script is refused.
[[nodiscard]] Particle particleOf(const Sequence& sequence, size_t enough);

/// What an observer makes of data that it has and data that arrive.
[[nodiscard]] Outcome observe(const Particle& particle, const DataRef& previous,
                              const DataRef& current);

/// What is merged with what: observe(), or something that is to be found out.
using Merge =
    llvm::function_ref<Outcome(const Particle&, const DataRef& previous, const DataRef& current)>;

/// How often a law was tried, and what became of it.
struct LawCounts {
  size_t checked = 0;
  size_t informative = 0;                  // the merge has something of both sides
  std::map<std::string, size_t> explained; // exceptions, by their reason
  std::vector<std::string> broken;         // the others, in words
};

enum class Law : uint8_t { Idempotent, Absorbing, Commutative, Associative };
[[nodiscard]] const char* nameOf(Law law);
constexpr Law allLaws[] = {Law::Idempotent, Law::Absorbing, Law::Commutative, Law::Associative};

/// Tries the law on all data of the particle; on the first three for triples.
void tryLaw(Law law, const Particle& particle, LawCounts& counts, Merge merge = observe);

/// The trace as a tree, without what is each peer's own affair: the order of values in streams and
/// so of iterations, who has sent the particle, and which request an answer belongs to.
[[nodiscard]] std::string withoutOrder(const DataRef& data);

} // namespace aqua::vm::test
