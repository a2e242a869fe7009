// Random programs on our VM: our script does what the naive one does, under fixed and random
// delays. AQUA_RUN_FROM, AQUA_RUN_PROGRAMS and AQUA_RUN_ORDERS choose how many.

#include <cstdlib>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

#include "../route/NaiveScript.h"
#include "RandomNetwork.h"
#include "air/Parse.h"
#include "air/Print.h"
#include "emit/EmitAir.h"

namespace aqua::test {
namespace {

uint32_t setting(const char* name, uint32_t standard) {
  const char* text = std::getenv(name);
  return text ? static_cast<uint32_t>(std::atoi(text)) : standard;
}

bool hasNever(const route::Node& node) {
  if (llvm::isa<route::Never>(node)) return true;
  return llvm::any_of(route::children(node),
                      [](const route::Node* child) { return hasNever(*child); });
}

struct OurScript {
  std::string air;
  /// A branch that must not complete may be the only one that succeeds (spec/03 §14.3.5).
  bool mayGiveUp = false;
};

OurScript ourScript(const RandomProgram& program) {
  const flow::Process process = toProcess(program);
  const route::Process routed = route::routeProcess(process);
  const bool hasFailures = !program.failing.empty() || !program.bad.empty() || program.down;
  return {air::toText(emit::emitAir(routed).script), hasFailures && hasNever(*routed.body)};
}

struct Totals {
  uint64_t hops = 0, naiveHops = 0, runs = 0, naiveSilent = 0, naiveLost = 0, bothSilent = 0;
  uint64_t givenUp = 0;
  uint64_t bytes = 0, naiveBytes = 0;
};

/// Empty if our script does what the program says.
std::string judge(const RandomProgram& program, std::optional<uint32_t> seed, Totals& totals) {
  const Observation naive = run(program, naiveScript(program, Join::No), seed);
  const OurScript script = ourScript(program);
  const Observation ours = run(program, script.air, seed);
  const auto joined = [&] { return run(program, naiveScript(program, Join::Yes), seed); };
  ++totals.runs;
  for (const std::string& failure : ours.failures)
    if (failure.find(": 2") != std::string::npos) return "uncatchable: " + failure;
  if (naive.hasAnswer() && ours.hasAnswer()) {
    totals.hops += ours.hops;
    totals.naiveHops += naive.hops;
  }
  if (!naive.hasAnswer()) ++totals.naiveSilent;
  const Observation yardstick = naive.hasAnswer() ? naive : joined();
  if (!yardstick.hasAnswer()) {
    if (!ours.hasAnswer()) ++totals.bothSilent;
    return "";
  }
  if (!ours.hasAnswer() && script.mayGiveUp) {
    ++totals.givenUp;
    return "";
  }
  std::string difference;
  if (yardstick.answers != ours.answers)
    difference += "expected " + llvm::join(yardstick.answers, "; ") + "\nbut got  " +
                  llvm::join(ours.answers, "; ") + '\n';
  for (const std::string& call : missingCalls(yardstick, ours))
    difference += "missing: " + call + '\n';
  if (!difference.empty()) return difference;
  // The naive script may have lost a value in a race, or on a client that it does not leave. Then
  // it makes the calls that ours makes if it waits, or if everybody reaches everybody.
  std::vector<std::string> more = missingCalls(ours, yardstick);
  if (more.empty()) return "";
  ++totals.naiveLost;
  for (const Reachability reach : {Reachability::Relays, Reachability::Everybody})
    for (const Join join : {Join::No, Join::Yes}) {
      const Observation other = run(program, naiveScript(program, join), seed, reach);
      llvm::erase_if(more, [&](const std::string& call) { return other.calls.count(call) > 0; });
    }
  return more.empty() ? "" : "too much: " + llvm::join(more, "\n          ") + '\n';
}

using Options = RandomProgramOptions(uint32_t seed);

void compare(Options* optionsOf, uint32_t standardCount) {
  const uint32_t from = setting("AQUA_RUN_FROM", 1);
  const uint32_t count = setting("AQUA_RUN_PROGRAMS", standardCount);
  const uint32_t orders = setting("AQUA_RUN_ORDERS", 2);
  Totals totals;
  for (uint32_t seed = from; seed < from + count; ++seed) {
    const RandomProgram program = randomProgram(seed, optionsOf(seed));
    totals.bytes += ourScript(program).air.size();
    totals.naiveBytes += naiveScript(program, Join::No).size();
    for (uint32_t order = 0; order < orders; ++order) {
      const auto delays = order == 0 ? std::nullopt : std::optional(seed * 100 + order);
      const std::string difference = judge(program, delays, totals);
      EXPECT_EQ(difference, "") << "seed " << seed << ", order " << order;
      if (!difference.empty()) break;
    }
  }
  EXPECT_LT(totals.hops, totals.naiveHops);
  EXPECT_LT(totals.bytes, totals.naiveBytes);
  llvm::outs() << llvm::formatv(
      "{0} runs; hops {1}, naive {2}; bytes {3}, naive {4}; naive without answer {5}, lost a call "
      "{6}; both without answer {7}, given up {8}\n",
      totals.runs, totals.hops, totals.naiveHops, totals.bytes, totals.naiveBytes,
      totals.naiveSilent, totals.naiveLost, totals.bothSilent, totals.givenUp);
}

TEST(RandomRun, OurScriptDoesWhatTheNaiveOneDoes) {
  compare(mixedOptions, 100);
}

TEST(RandomRun, OurScriptDoesWhatTheNaiveOneDoesWithAllConstructs) {
  compare(derivedOptions, 100);
}

TEST(RandomRun, OurScriptDoesWhatTheNaiveOneDoesWhereAnswersMeet) {
  compare(meetingOptions, 100);
}

TEST(RandomRun, EveryScriptIsValidAndReadsBackEqual) {
  for (uint32_t seed = 1; seed <= 1000; ++seed) {
    const RandomProgram program = randomProgram(seed, derivedOptions(seed));
    const flow::Process process = toProcess(program);
    const route::Process routed = route::routeProcess(process);
    const emit::AirScript emitted = emit::emitAir(routed);
    ASSERT_TRUE(air::validate(emitted.script).empty()) << "seed " << seed;
    const std::string text = air::toText(emitted.script);
    const air::ParseResult parsed = air::parseScript(text);
    ASSERT_TRUE(parsed.script.has_value())
        << "seed " << seed << ": " << air::errorText(text, parsed.errors);
    ASSERT_EQ(air::toText(*parsed.script), text);
  }
}

} // namespace
} // namespace aqua::test
