// The laws of merging (spec/04 §12.4) over the histories of random.txt: several peers, particles
// and answers that come late, twice and out of order, peers that have forgotten what they knew. And
// whether the laws would notice a merge that is wrong.

#include <gtest/gtest.h>

#include <limits>

#include "MergeLaws.h"
#include "trace/Data.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

namespace aqua::vm::test {
namespace {

class MergeProperties : public testing::Test {
protected:
  void SetUp() override {
    const auto buffer =
        llvm::MemoryBuffer::getFile(AQUA_TEST_DATA "/../../conformance/vm/random.txt");
    ASSERT_TRUE(buffer);
    constexpr size_t enough = 5; // data of a particle
    for (const Sequence& sequence : readRecord((*buffer)->getBuffer()))
      particles_.push_back(particleOf(sequence, enough));
  }

  [[nodiscard]] LawCounts tried(Law law, Merge merge = observe,
                                size_t particles = std::numeric_limits<size_t>::max()) const {
    LawCounts counts;
    for (const Particle& particle : llvm::ArrayRef(particles_).take_front(particles))
      tryLaw(law, particle, counts, merge);
    return counts;
  }

  std::vector<Particle> particles_;
};

Outcome unchanged(const DataRef& data) {
  Outcome outcome;
  outcome.data = data;
  return outcome;
}

// ---- merges that are wrong

Outcome ignoresWhatArrives(const Particle&, const DataRef& previous, const DataRef& current) {
  return unchanged(previous ? previous : current);
}

Outcome forgetsWhatItHad(const Particle&, const DataRef& previous, const DataRef& current) {
  return unchanged(current ? current : previous);
}

Outcome losesTheLastState(const Particle& particle, const DataRef& previous,
                          const DataRef& current) {
  Outcome outcome = observe(particle, previous, current);
  if (!outcome.data || outcome.data->trace().size() < 2 || !current) return outcome;
  const llvm::ArrayRef<trace::State> states = outcome.data->trace().drop_back();
  outcome.data = std::make_shared<const trace::Data>(states.vec(), 0);
  return outcome;
}

/// The answers of the first two calls are exchanged.
Outcome mixesAnswers(const Particle& particle, const DataRef& previous, const DataRef& current) {
  Outcome outcome = observe(particle, previous, current);
  if (!outcome.data || !previous || !current) return outcome;
  std::vector<trace::State> states = outcome.data->trace().vec();
  trace::State* first = nullptr;
  for (trace::State& state : states) {
    const auto* call = std::get_if<trace::CallState>(&state);
    if (!call || !call->result) continue;
    if (first) {
      std::swap(*first, state);
      break;
    }
    first = &state;
  }
  outcome.data = std::make_shared<const trace::Data>(std::move(states), 0);
  return outcome;
}

Outcome sendsAgain(const Particle& particle, const DataRef& previous, const DataRef& current) {
  Outcome outcome = observe(particle, previous, current);
  if (previous && current) outcome.nextPeers.emplace_back("somebody");
  return outcome;
}

/// Of what arrives only the first half counts.
Outcome takesHalf(const Particle& particle, const DataRef& previous, const DataRef& current) {
  if (!previous || !current) return observe(particle, previous, current);
  const size_t half = current->trace().size() / 2;
  return observe(particle, previous,
                 std::make_shared<const trace::Data>(current->trace().take_front(half).vec(), 0));
}

} // namespace

TEST_F(MergeProperties, HoldUpToTheOrderOfStreams) {
  for (const Law law : allLaws) {
    const LawCounts counts = tried(law);
    EXPECT_TRUE(counts.broken.empty()) << nameOf(law) << "\n" << llvm::join(counts.broken, "\n");
    EXPECT_GT(counts.checked, 2000U) << nameOf(law);
    EXPECT_GT(counts.informative, 400U) << nameOf(law) << ": merges that make something new";
    size_t explained = 0;
    for (const auto& [reason, count] : counts.explained)
      explained += count;
    EXPECT_LT(explained, counts.checked / 100) << nameOf(law) << ": exceptions";
  }
}

TEST_F(MergeProperties, WouldNoticeAWrongMerge) {
  constexpr size_t few = 70;
  const auto breaks = [&](Law law, Merge merge) { return !tried(law, merge, few).broken.empty(); };
  EXPECT_TRUE(breaks(Law::Commutative, ignoresWhatArrives));
  EXPECT_TRUE(breaks(Law::Commutative, forgetsWhatItHad));
  EXPECT_TRUE(breaks(Law::Absorbing, forgetsWhatItHad));
  EXPECT_TRUE(breaks(Law::Idempotent, losesTheLastState));
  EXPECT_TRUE(breaks(Law::Associative, losesTheLastState));
  EXPECT_TRUE(breaks(Law::Idempotent, mixesAnswers));
  EXPECT_TRUE(breaks(Law::Absorbing, mixesAnswers));
  EXPECT_TRUE(breaks(Law::Associative, mixesAnswers));
  EXPECT_TRUE(breaks(Law::Idempotent, sendsAgain));
  EXPECT_TRUE(breaks(Law::Commutative, takesHalf));
  EXPECT_TRUE(breaks(Law::Associative, takesHalf));
}

} // namespace aqua::vm::test
