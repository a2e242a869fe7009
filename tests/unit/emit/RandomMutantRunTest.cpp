// Damages of routes that the verifier does not report: on our VM nearly all of them do what the
// sound route does, so they are no damages.

#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

#include "../route/Mutation.h"
#include "RandomNetwork.h"
#include "air/Print.h"
#include "emit/EmitAir.h"

namespace aqua::test {
namespace {

struct Counts {
  unsigned all = 0, reported = 0, alike = 0;
  std::vector<std::string> different;
};

std::string scriptOf(const route::Process& routed) {
  return air::toText(emit::emitAir(routed).script);
}

bool isAlike(const Observation& sound, const Observation& damaged) {
  return sound.answers == damaged.answers && missingCalls(sound, damaged).empty();
}

void tryMutants(const RandomProgram& program, Counts& counts) {
  const flow::Process process = toProcess(program);
  const route::Process routed = route::routeProcess(process);
  const std::string air = scriptOf(routed);
  const Observation sound = run(program, air, std::nullopt);
  const Observation delayed = run(program, air, program.seed);
  for (const Mutant& mutant : mutantsOf(routed)) {
    const route::Process damaged = apply(routed, mutant);
    ++counts.all;
    if (!route::verify(damaged).empty()) {
      ++counts.reported;
      continue;
    }
    const std::string text = scriptOf(damaged);
    if (text == air || (isAlike(sound, run(program, text, std::nullopt)) &&
                        isAlike(delayed, run(program, text, program.seed)))) {
      ++counts.alike;
    } else {
      counts.different.push_back(llvm::formatv("seed {0}: {1} {2} at node {3}", program.seed,
                                               nameOf(mutant.mutation), mutant.text, mutant.node));
    }
  }
}

TEST(RandomMutantRun, DamagesThatAreNotReportedAreHarmless) {
  Counts counts;
  for (uint32_t seed = 1; seed <= 100; ++seed)
    tryMutants(randomProgram(seed, derivedOptions(seed)), counts);
  llvm::outs() << llvm::formatv("{0} damages: {1} reported, {2} harmless, {3} unnoticed\n",
                                counts.all, counts.reported, counts.alike, counts.different.size());
  for (const std::string& different : counts.different)
    llvm::outs() << different << '\n';
  EXPECT_LT(counts.different.size() * 100, counts.all);
}

} // namespace
} // namespace aqua::test
