// A network is a value: whatever a run is doing, a copy of it has the same future, and neither sees
// what becomes of the other.

#include <set>

#include "air/Parse.h"
#include "gtest/gtest.h"

#include "RandomRun.h"

namespace aqua::network {
namespace {

constexpr uint32_t runs = 250;

/// Everything that can be seen of a run: outcome, data of the peers, log.
std::string textOf(const Network& network) {
  const RunResult result = network.result();
  std::string text;
  llvm::raw_string_ostream out(text);
  out << network.now() << "\n";
  printOutcome(result, vm::readable, out);
  printLog(result, out);
  for (const FaultRecord& fault : result.outcome.faults)
    out << fault.time << " " << faultText(result, fault) << "\n";
  for (const PeerResult& peer : result.peers)
    for (const vm::Wait& wait : peer.waits)
      out << peer.name << " " << static_cast<int>(wait.kind) << " " << wait.instruction << "\n";
  return text;
}

std::string finish(Network& network) {
  while (network.step()) {
  }
  return textOf(network);
}

/// A random run, and how far to go before it is forked.
class Fork {
public:
  explicit Fork(uint32_t seed) : run_(randomRun(seed)), parsed_(air::parseScript(run_.air)) {
    if (!parsed_.script) {
      ADD_FAILURE() << "seed " << seed << ": " << air::errorText(run_.air, parsed_.errors);
      return;
    }
    Network whole = start();
    while (whole.step())
      ++steps;
    outcome = whole.result().outcome;
    atEnd = textOf(whole);
    prefix = seed * 7919 % (steps + 1);
  }

  [[nodiscard]] bool isValid() const { return parsed_.script.has_value(); }

  [[nodiscard]] Network start() const {
    RunOptions options;
    options.machine = {vm::invoke, vm::dataSize};
    options.log = Log::On;
    options.wallClock = [] { return 0.0; };
    return Network(run_.scenario, {&*parsed_.script, run_.air.size()}, options);
  }

  [[nodiscard]] Network startAndStep() const {
    Network network = start();
    for (size_t step = 0; step < prefix; ++step)
      EXPECT_TRUE(network.step());
    return network;
  }

  size_t steps = 0;
  size_t prefix = 0;
  Outcome outcome;
  std::string atEnd;

private:
  RandomRun run_;
  air::ParseResult parsed_;
};

TEST(Fork, SteppingAForkLeavesTheOriginalUntouched) {
  for (uint32_t seed = 1; seed <= runs; ++seed) {
    SCOPED_TRACE(seed);
    const Fork run(seed);
    ASSERT_TRUE(run.isValid());
    Network original = run.startAndStep();
    const std::string before = textOf(original);
    Network fork = original.fork();
    EXPECT_EQ(textOf(fork), before);
    ASSERT_EQ(finish(fork), run.atEnd);
    ASSERT_EQ(textOf(original), before);
    ASSERT_EQ(finish(original), run.atEnd);
    ASSERT_EQ(textOf(fork), run.atEnd);
  }
}

TEST(Fork, ForksThatAreSteppedInTurnAgreeAfterEachStep) {
  for (uint32_t seed = 1; seed <= runs; seed += 3) {
    SCOPED_TRACE(seed);
    const Fork run(seed);
    ASSERT_TRUE(run.isValid());
    Network first = run.startAndStep();
    Network second = first.fork();
    bool isRunning = true;
    while (isRunning) {
      isRunning = first.step();
      ASSERT_EQ(second.step(), isRunning);
      ASSERT_EQ(textOf(second), textOf(first));
    }
    ASSERT_EQ(textOf(first), run.atEnd);
  }
}

TEST(Fork, AForkOutlivesItsOriginalAndCanBeForkedAgain) {
  for (uint32_t seed = 1; seed <= runs; seed += 3) {
    SCOPED_TRACE(seed);
    const Fork run(seed);
    ASSERT_TRUE(run.isValid());
    auto original = std::make_unique<Network>(run.startAndStep());
    auto fork = std::make_unique<Network>(original->fork());
    original.reset();
    fork->step();
    Network grandchild = fork->fork();
    fork.reset();
    ASSERT_EQ(finish(grandchild), run.atEnd);
  }
}

/// What the properties above are worth.
TEST(Fork, RandomRunsReachEveryKindOfFaultAndOfEnd) {
  size_t steps = 0;
  size_t responses = 0;
  std::set<Fault::Kind> faults;
  std::set<Status> ends;
  std::set<AnswerLoss> losses;
  for (uint32_t seed = 1; seed <= runs; ++seed) {
    const Fork run(seed);
    steps += run.steps;
    responses += run.outcome.responses.size();
    ends.insert(run.outcome.status);
    for (const FaultRecord& fault : run.outcome.faults)
      faults.insert(fault.kind);
    for (const CallRecord& call : run.outcome.calls)
      losses.insert(call.loss);
  }
  EXPECT_EQ(faults.size(), 9u);
  EXPECT_EQ(losses.size(), 3u);
  EXPECT_TRUE(ends.contains(Status::Quiescent));
  EXPECT_TRUE(ends.contains(Status::Expired));
  EXPECT_TRUE(ends.contains(Status::Stopped));
  EXPECT_GT(steps, runs * 8);
  EXPECT_GT(responses, runs / 8);
}

} // namespace
} // namespace aqua::network
