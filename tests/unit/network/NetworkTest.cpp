#include "network/Network.h"

#include "gtest/gtest.h"

#include "FakeVm.h"

namespace aqua::network {
namespace {

using value::Value;

std::string id(const std::string& name) {
  return peerNames(defaultScenario()).toIds("{{" + name + "}}");
}

host::Mock answering(int64_t number, uint64_t delay = 0) {
  host::Mock mock;
  mock.value = Value::integer(number);
  mock.delay = delay;
  return mock;
}

class NetworkTest : public testing::Test {
protected:
  NetworkTest() {
    scenario_ = defaultScenario();
    scenario_.unknownPeers = UnknownPeers::Undelivered;
    options_.machine = vm_.machine();
    options_.log = Log::On;
    options_.wallClock = [this] { return wallMs_ += 1; };
  }

  RunResult run() { return network::run(scenario_, {}, options_); }

  /// Peers in order of invocation, with the virtual time: "client@0 relay@10".
  static std::string invocations(const RunResult& result) {
    std::string text;
    for (const LogEvent& event : result.log)
      if (event.kind == LogEvent::Kind::Invocation)
        text += (text.empty() ? "" : " ") + result.peers[event.peer].name + "@" +
                std::to_string(event.time);
    return text;
  }

  FakeVm vm_;
  Scenario scenario_;
  RunOptions options_;
  double wallMs_ = 0;
};

TEST_F(NetworkTest, StartsOnTheInitPeerAndRestsWhenNothingIsLeft) {
  const RunResult result = run();
  EXPECT_EQ(invocations(result), "client@0");
  EXPECT_EQ(result.outcome.status, Status::Quiescent);
  EXPECT_EQ(vm_.inputs[0].params.initPeer, id("client"));
  EXPECT_EQ(vm_.inputs[0].params.timestamp, 1700000000000u);
  EXPECT_EQ(vm_.inputs[0].params.ttl, 7000u);
  EXPECT_EQ(vm_.inputs[0].params.particleId, "oracle-particle");
}

TEST_F(NetworkTest, AHopTakesTenMillisecondsAndACallOne) {
  vm::Outcome& first = vm_.prepare(id("client"));
  first.nextPeers = {id("relay")};
  first.requests = {request(1, "s", "f")};
  scenario_.services["s"]["f"] = answering(5, 30);
  const RunResult result = run();
  EXPECT_EQ(invocations(result), "client@0 relay@10 client@31");
  ASSERT_EQ(vm_.inputs.size(), 3u);
  EXPECT_NE(vm_.inputs[1].current, nullptr);
  EXPECT_EQ(vm_.inputs[2].current, nullptr);
  EXPECT_EQ(vm_.inputs[2].results.at(1).result, "5");
  EXPECT_EQ(result.outcome.stats.hops, 1u);
  EXPECT_EQ(result.outcome.stats.bytesMoved, 100u);
  EXPECT_EQ(result.outcome.stats.virtualMs, 31u);
  EXPECT_EQ(result.outcome.stats.vmMs, 3);
}

TEST_F(NetworkTest, TheScenarioSetsFixedDelays) {
  scenario_.latency = {100, 7};
  vm::Outcome& first = vm_.prepare(id("client"));
  first.nextPeers = {id("relay")};
  first.requests = {request(1, "s", "f")};
  EXPECT_EQ(invocations(run()), "client@0 client@7 relay@100");
}

TEST_F(NetworkTest, EventsOfTheSameTimeComeInOrderOfCreation) {
  vm::Outcome& first = vm_.prepare(id("client"));
  first.requests = {request(1, "s", "f"), request(2, "s", "g"), request(3, "s", "f")};
  scenario_.services["s"]["f"] = answering(1, 1);
  scenario_.services["s"]["g"] = answering(2);
  run();
  ASSERT_EQ(vm_.inputs.size(), 4u);
  EXPECT_EQ(vm_.inputs[1].results.begin()->first, 2u);
  EXPECT_EQ(vm_.inputs[2].results.begin()->first, 1u);
  EXPECT_EQ(vm_.inputs[3].results.begin()->first, 3u);
}

// The first numbers of seed 1 are 0.627, 0.0027, 0.527, 0.981.
TEST_F(NetworkTest, SeededDelaysAreDrawnForSendsFirstAndForNothingThatIsNotScheduled) {
  scenario_.init = "relay";
  scenario_.seed = 1;
  vm::Outcome& first = vm_.prepare(id("relay"));
  first.nextPeers = {id("client2"), id("node1"), "nobody", id("node2")};
  first.requests = {request(1, "s", "never"), request(2, "s", "f")};
  scenario_.services["s"]["never"].kind = host::Mock::Kind::Never;
  scenario_.services["s"]["f"] = answering(1, 100);
  const RunResult result = run();
  EXPECT_EQ(invocations(result), "relay@0 node2@1 node1@26 relay@111");
  ASSERT_EQ(result.outcome.undelivered.size(), 2u);
  EXPECT_EQ(result.outcome.undelivered[0].obstacle, Obstacle::ForeignClient);
  EXPECT_EQ(result.outcome.undelivered[1].obstacle, Obstacle::UnknownPeer);
  EXPECT_EQ(receiverText(result, result.outcome.undelivered[0]), "client2");
  EXPECT_EQ(receiverText(result, result.outcome.undelivered[1]), "nobody");
}

TEST_F(NetworkTest, EventsAfterTheTtlAreNotHandled) {
  scenario_.ttl = 10;
  vm_.prepare(id("client")).nextPeers = {id("relay")};
  vm_.prepare(id("relay")).nextPeers = {id("node1")};
  const RunResult result = run();
  EXPECT_EQ(result.outcome.status, Status::Expired);
  EXPECT_EQ(invocations(result), "client@0 relay@10");
  EXPECT_EQ(result.outcome.stats.virtualMs, 10u);
}

TEST_F(NetworkTest, ATimeoutThatIsLongerThanTheParticleLivesNeverAnswers) {
  for (const char* duration : {"7001", "18446744073709551615"}) {
    SCOPED_TRACE(duration);
    scenario_.init = "relay";
    vm_.inputs.clear();
    vm_.prepare(id("relay")).requests = {
        request(1, "peer", "timeout", {Value::string(duration), Value::string("late")})};
    const RunResult result = run();
    EXPECT_EQ(result.outcome.status, Status::Expired);
    EXPECT_EQ(vm_.inputs.size(), 1u);
  }
}

TEST_F(NetworkTest, StopsAtTheFirstResponseIfAskedTo) {
  vm::Outcome& first = vm_.prepare(id("client"));
  first.requests = {request(1, "callbackSrv", "response", {Value::integer(4)})};
  scenario_.stopAtResponse = true;
  const RunResult result = run();
  EXPECT_EQ(result.outcome.status, Status::Stopped);
  ASSERT_EQ(result.outcome.responses.size(), 1u);
  EXPECT_EQ(result.outcome.responses[0], std::vector<Value>{Value::integer(4)});
  EXPECT_EQ(vm_.inputs.size(), 1u);
}

TEST_F(NetworkTest, TheFirstEndOfTheFunctionCounts) {
  EXPECT_EQ(firstEnding(run().outcome), Ending::None);
  vm_.prepare(id("client")).requests = {request(1, "s", "f"),
                                        request(2, "errorHandlingSrv", "error"),
                                        request(3, "callbackSrv", "response")};
  EXPECT_EQ(firstEnding(run().outcome), Ending::Error);
  vm_.prepare(id("client")).requests = {request(1, "callbackSrv", "response"),
                                        request(2, "errorHandlingSrv", "error")};
  EXPECT_EQ(firstEnding(run().outcome), Ending::Response);
}

TEST_F(NetworkTest, AResponseOfAnotherPeerIsAnOrdinaryCall) {
  vm_.prepare(id("client")).nextPeers = {id("relay")};
  vm_.prepare(id("relay")).requests = {request(1, "callbackSrv", "response"),
                                       request(2, "errorHandlingSrv", "error")};
  const RunResult result = run();
  EXPECT_TRUE(result.outcome.responses.empty());
  EXPECT_TRUE(result.outcome.errors.empty());
  EXPECT_EQ(firstEnding(result.outcome), Ending::None);
  EXPECT_EQ(result.outcome.calls.size(), 2u);
  EXPECT_EQ(result.outcome.calls[0].answer.source, host::Answer::Source::Nobody);
}

TEST_F(NetworkTest, LimitsEndEndlessRuns) {
  for (int i = 0; i < 50; ++i) {
    vm_.prepare(id("client")).requests = {request(1, "s", "f")};
  }
  scenario_.maxSteps = 20;
  EXPECT_EQ(run().outcome.status, Status::StepLimit);
  EXPECT_EQ(vm_.inputs.size(), 20u);
  scenario_.maxSteps = 2000;
  scenario_.maxWallMs = 5;
  const RunResult result = run();
  EXPECT_EQ(result.outcome.status, Status::TimeLimit);
  EXPECT_EQ(result.outcome.stats.vmInvocations, 5u);
}

TEST_F(NetworkTest, ReachabilityFollowsTheKindOfThePeers) {
  scenario_.peers[3].down = true; // relay2
  vm::Outcome& first = vm_.prepare(id("client"));
  first.nextPeers = {id("client2"), id("node1"), id("relay")};
  vm_.prepare(id("relay")).nextPeers = {id("client"), id("relay2")};
  const RunResult result = run();
  EXPECT_EQ(invocations(result), "client@0 relay@10 client@20");
  std::vector<Obstacle> obstacles;
  for (const Undelivered& one : result.outcome.undelivered)
    obstacles.push_back(one.obstacle);
  EXPECT_EQ(obstacles,
            (std::vector<Obstacle>{Obstacle::NotTheRelay, Obstacle::NotTheRelay, Obstacle::Down}));
}

TEST_F(NetworkTest, LinksReplaceTheRuleOfTheKind) {
  scenario_.peers[0].links = {"node1"};
  vm_.prepare(id("client")).nextPeers = {id("node1"), id("relay")};
  vm_.prepare(id("node1")).nextPeers = {id("client")};
  const RunResult result = run();
  EXPECT_EQ(invocations(result), "client@0 node1@10");
  ASSERT_EQ(result.outcome.undelivered.size(), 2u);
  EXPECT_EQ(result.outcome.undelivered[0].obstacle, Obstacle::NotLinked);
  EXPECT_EQ(result.outcome.undelivered[1].obstacle, Obstacle::ForeignClient);
}

TEST_F(NetworkTest, UnknownPeersCanBeCreatedOnce) {
  scenario_.unknownPeers = UnknownPeers::Create;
  scenario_.init = "relay";
  vm_.prepare(id("relay")).nextPeers = {"stranger"};
  vm_.prepare("stranger").nextPeers = {id("node1")};
  vm_.prepare(id("node1")).nextPeers = {"stranger"};
  const RunResult result = run();
  EXPECT_EQ(invocations(result), "relay@0 stranger@10 node1@20 stranger@30");
  EXPECT_EQ(result.peers.size(), 9u);
  EXPECT_EQ(result.peers.back().invocations, 2u);
}

TEST_F(NetworkTest, AFailedOutcomeIsReportedAndDroppedByClients) {
  vm::Outcome& first = vm_.prepare(id("client"));
  first.code = 10006;
  first.errorMessage = "fail on " + id("client");
  first.nextPeers = {id("relay")};
  const RunResult result = run();
  EXPECT_EQ(invocations(result), "client@0");
  ASSERT_EQ(result.outcome.vmErrors.size(), 1u);
  EXPECT_EQ(result.outcome.vmErrors[0].code, 10006);
  EXPECT_EQ(result.outcome.stats.maxDataBytes, 0u);
  EXPECT_EQ(result.peers[0].data, nullptr);
}

TEST_F(NetworkTest, ABrokenMockAbortsTheRun) {
  vm_.prepare(id("client")).requests = {request(1, "s", "f"), request(2, "t", "g")};
  scenario_.services["s"]["f"].kind = host::Mock::Kind::Expression;
  const RunResult result = run();
  EXPECT_EQ(result.outcome.status, Status::Aborted);
  EXPECT_EQ(result.outcome.fault, "mock of client/s.f: a `js` mock needs an external engine");
}

TEST_F(NetworkTest, ACopyHasTheSameFuture) {
  scenario_.seed = 5;
  scenario_.init = "relay";
  vm::Outcome& first = vm_.prepare(id("relay"));
  first.nextPeers = {id("node1"), id("node2"), id("node3")};
  first.requests = {request(1, "s", "f"), request(2, "s", "f")};
  Network network(scenario_, {}, options_);
  EXPECT_TRUE(network.step());
  Network copy = network;
  while (network.step()) {
  }
  EXPECT_EQ(copy.now(), 0u);
  while (copy.step()) {
  }
  EXPECT_EQ(invocations(network.result()), invocations(copy.result()));
  EXPECT_EQ(invocations(copy.result()), "relay@0 relay@2 node3@9 relay@13 node1@28 node2@31");
}

TEST_F(NetworkTest, TheLogLinksEveryEventToItsCause) {
  vm::Outcome& first = vm_.prepare(id("client"));
  vm::Wait wait;
  wait.kind = vm::Wait::Kind::RemoteCall;
  wait.subject = value::Value::string(id("relay"));
  wait.instruction = 17;
  first.waits = {wait};
  first.nextPeers = {id("relay")};
  first.requests = {request(1, "s", "f")};
  first.requests[0].instruction = 12;
  const RunResult result = run();
  using Kind = LogEvent::Kind;
  std::vector<Kind> kinds;
  for (const LogEvent& event : result.log)
    kinds.push_back(event.kind);
  ASSERT_EQ(kinds, (std::vector<Kind>{Kind::Invocation, Kind::Send, Kind::Call, Kind::Answer,
                                      Kind::Invocation, Kind::Invocation}));
  const auto& log = result.log;
  EXPECT_EQ(log[0].cause, none);
  EXPECT_EQ(log[1].cause, 0u);
  EXPECT_EQ(log[1].instruction, 17u);
  EXPECT_EQ(log[1].due, 10u);
  EXPECT_EQ(log[2].cause, 0u);
  EXPECT_EQ(log[2].instruction, 12u);
  EXPECT_EQ(log[3].cause, 2u);
  EXPECT_EQ(log[3].call, 0u);
  EXPECT_EQ(log[4].cause, 3u);
  EXPECT_EQ(log[4].bytes, 100u);
  EXPECT_EQ(log[5].cause, 1u);
}

TEST_F(NetworkTest, GivesWhatCallsPrintToTheConsole) {
  std::string printed;
  options_.console = [&](llvm::StringRef peer, llvm::StringRef line) {
    printed += peer.str() + ": " + line.str() + "\n";
  };
  scenario_.callbacks["progress"].kind = host::Mock::Kind::Print;
  vm_.prepare(id("client")).requests = {request(1, "callbackSrv", "progress", {Value::integer(3)})};
  run();
  EXPECT_EQ(printed, "client: progress(3)\n");
}

TEST_F(NetworkTest, TheClockOfAPeerShiftsItsTimestampsOnly) {
  scenario_.peers[0].clock = -500;
  vm_.prepare(id("client")).nextPeers = {id("relay")};
  vm_.prepare(id("relay")).nextPeers = {id("client")};
  vm_.prepare(id("client")).requests = {request(1, "peer", "timestamp_ms")};
  const RunResult result = run();
  EXPECT_EQ(vm_.inputs[0].params.timestamp, 1700000000000u);
  ASSERT_EQ(result.outcome.calls.size(), 1u);
  EXPECT_EQ(result.outcome.calls[0].answer.value, Value::integer(1700000000020 - 500));
}

} // namespace
} // namespace aqua::network
