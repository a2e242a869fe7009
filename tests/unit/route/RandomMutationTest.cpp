// How many random damages of random routes the verifier notices.

#include <map>

#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

#include "Mutation.h"
#include "RandomProgram.h"

namespace aqua::test {
namespace {

struct Rate {
  unsigned found = 0;
  unsigned all = 0;

  [[nodiscard]] double value() const { return all ? double(found) / all : 1; }
};

std::map<Mutation, Rate> measure(uint32_t programs) {
  std::map<Mutation, Rate> rates;
  for (uint32_t seed = 1; seed <= programs; ++seed) {
    const RandomProgram program = randomProgram(seed, derivedOptions(seed));
    const flow::Process process = toProcess(program);
    const route::Process routed = route::routeProcess(process);
    for (const Mutant& mutant : mutantsOf(routed)) {
      Rate& rate = rates[mutant.mutation];
      ++rate.all;
      if (!route::verify(apply(routed, mutant)).empty()) ++rate.found;
    }
  }
  return rates;
}

/// What remains is harmless (tests/unit/emit/RandomMutantRunTest.cpp runs it).
struct Expectation {
  Mutation mutation;
  double atLeast;
};
constexpr Expectation expectations[] = {
    {Mutation::RemoveHop, 0.85},    // others: between nodes, or to where control is anyway
    {Mutation::ChangeHop, 0.88},    // others: another node instead of a node
    {Mutation::ReverseHop, 0.85},   // others: between places that are nodes themselves
    {Mutation::RemoveWait, 0.7},    // others: the next step waits for the value, too
    {Mutation::RemoveWrapper, 0.9}, // others: around what fails near its handler in all runs
    {Mutation::RemoveNever, 1},
    {Mutation::FlipCarrier, 0.7}, // others: a branch that never completes may carry control
    {Mutation::RemoveMeeting, 1},
    {Mutation::RemoveExit, 1},
    {Mutation::RemoveEntry, 0.8}, // others: the loop starts on a node
};

TEST(RandomMutation, TheVerifierNoticesAllButHarmlessDamages) {
  std::map<Mutation, Rate> rates = measure(300);
  for (const auto& [mutation, atLeast] : expectations) {
    const Rate& rate = rates[mutation];
    llvm::outs() << llvm::formatv("{0,-16} {1,5} of {2,5}: {3:P1}\n", nameOf(mutation), rate.found,
                                  rate.all, rate.value());
    EXPECT_GT(rate.all, 0U) << nameOf(mutation).str();
    EXPECT_GE(rate.value(), atLeast) << nameOf(mutation).str();
  }
}

} // namespace
} // namespace aqua::test
