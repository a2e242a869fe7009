#include "gtest/gtest.h"

#include "FakeVm.h"
#include "network/IdleFaults.h"

namespace aqua::network {
namespace {

using value::Value;

/// The relay starts, sends to node1, and asks the service s.f, which takes 100 ms.
class FaultTest : public testing::Test {
protected:
  FaultTest() {
    scenario_ = defaultScenario();
    scenario_.unknownPeers = UnknownPeers::Undelivered;
    scenario_.init = "relay";
    host::Mock& mock = scenario_.services["s"]["f"];
    mock.kind = host::Mock::Kind::Sequence;
    for (int64_t number : {1, 2, 3}) {
      host::Mock& element = mock.sequence.emplace_back();
      element.value = Value::integer(number);
      element.delay = 100;
    }
    options_.machine = vm_.machine();
    options_.log = Log::On;
    options_.wallClock = [] { return 0.0; };
  }

  static std::string id(const std::string& name) {
    return peerNames(defaultScenario()).toIds("{{" + name + "}}");
  }

  Fault& fault(Fault::Kind kind) {
    scenario_.faults.emplace_back().kind = kind;
    return scenario_.faults.back();
  }

  Fault& link(Fault::Kind kind, const std::string& from, const std::string& to) {
    Fault& one = fault(kind);
    one.from = from;
    one.to = to;
    return one;
  }

  void sendTo(std::vector<std::string> names) {
    for (std::string& name : names)
      name = id(name);
    vm_.prepare(id("relay")).nextPeers = std::move(names);
  }

  void callOn(const std::string& peer, const std::vector<std::string>& functions) {
    vm::Outcome& outcome = vm_.prepare(id(peer));
    uint32_t number = 0;
    for (const std::string& function : functions)
      outcome.requests.push_back(request(++number, "s", function));
  }

  /// "relay@0 node1@10", then each loss: "relay->node1 down", then the lost answers.
  std::string happenings() {
    result_ = run(scenario_, {}, options_);
    std::string text;
    for (const LogEvent& event : result_.log)
      if (event.kind == LogEvent::Kind::Invocation)
        text += (text.empty() ? "" : " ") + result_.peers[event.peer].name + "@" +
                std::to_string(event.time);
    for (const Undelivered& one : result_.outcome.undelivered)
      text += "; " + result_.peers[one.from].name + "->" + receiverText(result_, one) + " " +
              obstacleText(one.obstacle).str();
    for (const CallRecord& call : result_.outcome.calls)
      if (call.loss != AnswerLoss::None) text += "; " + lossText(call.loss).str();
    return text;
  }

  /// What faults did, with times.
  std::string strikes() const {
    std::string text;
    for (const FaultRecord& one : result_.outcome.faults)
      text += (text.empty() ? "" : "; ") + std::to_string(one.time) + " " + faultText(result_, one);
    return text;
  }

  FakeVm vm_;
  Scenario scenario_;
  RunOptions options_;
  RunResult result_;
};

TEST_F(FaultTest, AMessageToAPeerThatIsDownWhenItWouldArriveIsLost) {
  Fault& down = fault(Fault::Kind::Down);
  down.peer = "node1";
  down.at = 10;
  sendTo({"node1", "node2"});
  EXPECT_EQ(happenings(), "relay@0 node2@10; relay->node1 down");
  EXPECT_EQ(strikes(), "10 node1 went down");
  EXPECT_EQ(result_.outcome.stats.hops, 1u);
  EXPECT_EQ(result_.outcome.stats.bytesMoved, 100u);
}

TEST_F(FaultTest, AFaultAfterTheArrivalDoesNotTouchTheMessage) {
  Fault& down = fault(Fault::Kind::Down);
  down.peer = "node1";
  down.at = 11;
  sendTo({"node1"});
  EXPECT_EQ(happenings(), "relay@0 node1@10");
  EXPECT_EQ(strikes(), "") << "nothing happened after it";
}

TEST_F(FaultTest, UpEndsDown) {
  scenario_.peers[4].down = true; // node1
  Fault& up = fault(Fault::Kind::Up);
  up.peer = "node1";
  sendTo({"node1"});
  EXPECT_EQ(happenings(), "relay@0 node1@10");
}

TEST_F(FaultTest, AnswersAreLostWhileThePeerIsDownOnly) {
  Fault& down = fault(Fault::Kind::Down);
  down.peer = "relay";
  down.at = 50;
  callOn("relay", {"f"});
  EXPECT_EQ(happenings(), "relay@0; the peer was down");
  Fault& up = fault(Fault::Kind::Up);
  up.peer = "relay";
  up.at = 101;
  callOn("relay", {"f"});
  EXPECT_EQ(happenings(), "relay@0 relay@101");
}

TEST_F(FaultTest, AForgetfulPeerStartsAfreshAndGetsNoAnswersOfItsFormerLife) {
  Fault& forget = fault(Fault::Kind::Forget);
  forget.peer = "node1";
  forget.at = 15;
  sendTo({"node1", "node2"});
  callOn("node1", {"f"});
  vm_.prepare(id("node2")).nextPeers = {id("node1")};
  EXPECT_EQ(happenings(), "relay@0 node1@10 node2@10 node1@20; the peer had lost its data");
  EXPECT_EQ(vm_.inputs[3].previous, nullptr);
  EXPECT_EQ(strikes(), "15 node1 lost its data");
}

TEST_F(FaultTest, ACutLinkLosesWhatIsSentInItsTimeAndInItsDirection) {
  link(Fault::Kind::Cut, "relay", "node1").until = 5;
  sendTo({"node1", "node2"});
  vm_.prepare(id("node2")).nextPeers = {id("node1"), id("relay")};
  sendTo({"node1"});
  EXPECT_EQ(happenings(), "relay@0 node2@10 node1@20 relay@20 node1@30; relay->node1 cut");
  EXPECT_EQ(strikes(), "0 no link from relay to node1");
}

TEST_F(FaultTest, DroppedMessagesVanish) {
  link(Fault::Kind::Drop, "*", "node1");
  sendTo({"node1", "node2"});
  EXPECT_EQ(happenings(), "relay@0 node2@10; relay->node1 dropped");
}

TEST_F(FaultTest, DuplicatesArriveTwiceAndSlowHopsLate) {
  link(Fault::Kind::Slow, "relay", "*").ms = 5;
  link(Fault::Kind::Duplicate, "relay", "node1");
  link(Fault::Kind::Slow, "relay", "node1").ms = 20;
  sendTo({"node1", "node2"});
  EXPECT_EQ(happenings(), "relay@0 node2@15 node1@35 node1@35");
  EXPECT_EQ(result_.outcome.stats.hops, 3u);
}

// The first numbers of seed 1 are 0.627, 0.0027, 0.527, 0.981.
TEST_F(FaultTest, ARateDrawsOneNumberBeforeTheDelay) {
  scenario_.seed = 1;
  link(Fault::Kind::Drop, "relay", "*").rate = 0.6;
  sendTo({"node1", "node2"});
  EXPECT_EQ(happenings(), "relay@0 node1@1; relay->node2 dropped");
}

TEST_F(FaultTest, RatesOfZeroAndOneDrawNothing) {
  scenario_.seed = 1;
  link(Fault::Kind::Drop, "relay", "*").rate = 0;
  link(Fault::Kind::Slow, "relay", "*").rate = 1;
  sendTo({"node1"});
  EXPECT_EQ(happenings(), "relay@0 node1@26");
}

TEST_F(FaultTest, TheNthCallFailsOverAllPeersAndTheMockGoesOn) {
  Fault& fail = fault(Fault::Kind::Fail);
  fail.service = "s";
  fail.function = "f";
  fail.nth = 2;
  fail.error = Value::string("full");
  fail.code = 7;
  callOn("relay", {"g", "f", "f", "f"});
  happenings();
  const auto& calls = result_.outcome.calls;
  ASSERT_EQ(calls.size(), 4u);
  EXPECT_EQ(calls[1].answer.value, Value::integer(1));
  EXPECT_EQ(calls[2].answer.value, Value::string("full"));
  EXPECT_EQ(calls[2].answer.code, 7);
  EXPECT_EQ(calls[2].answer.source, host::Answer::Source::Fault);
  EXPECT_EQ(calls[3].answer.value, Value::integer(3)) << "the failed call took the second element";
  EXPECT_EQ(strikes(), "0 failed s.f on relay");
}

TEST_F(FaultTest, CallsHangOnOnePeerOnlyWhoeverWouldAnswer) {
  Fault& hang = fault(Fault::Kind::Hang);
  hang.peer = "relay";
  vm::Outcome& first = vm_.prepare(id("relay"));
  first.requests = {request(1, "callbackSrv", "response", {Value::integer(1)})};
  first.nextPeers = {id("node1")};
  callOn("node1", {"f"});
  EXPECT_EQ(happenings(), "relay@0 node1@10 node1@111");
  EXPECT_TRUE(result_.outcome.responses.empty()) << "the service never saw the call";
  EXPECT_TRUE(result_.outcome.calls[0].answer.never);
}

TEST_F(FaultTest, FaultsThatChangeNothingAreToldOfWithTheReason) {
  scenario_.seed = 3;
  fault(Fault::Kind::Down).peer = "node1"; // comes too late for the message
  scenario_.faults.back().at = 500;
  fault(Fault::Kind::Forget).peer = "node3";
  link(Fault::Kind::Drop, "relay", "node2");
  link(Fault::Kind::Slow, "relay", "node1").ms = 1;
  link(Fault::Kind::Drop, "relay", "node1").at = 3;
  link(Fault::Kind::Drop, "relay", "node1").rate = 1e-9;
  fault(Fault::Kind::Hang).service = "t";
  Fault& fourth = fault(Fault::Kind::Fail);
  fourth.service = "s";
  fourth.nth = 4;
  sendTo({"node1"});
  callOn("node1", {"f"});
  (void)happenings();
  FaultTally tally;
  tally.add(result_);
  std::string text;
  for (const IdleFault& idle : tally.idle(scenario_))
    text += std::to_string(idle.fault) + ": " + idle.reason + "\n";
  const std::string end = std::to_string(result_.outcome.stats.virtualMs);
  EXPECT_EQ(text, "0: the run was over at " + end + " ms\n" +
                      "1: `node3` took no part\n"
                      "2: nothing was sent from `relay` to `node2`\n"
                      "4: one message was sent from `relay` to `node1`, but not at that time\n"
                      "6: nobody called anything of `t`; did you mean `s`?\n"
                      "7: anything of `s` was called once\n");
}

TEST_F(FaultTest, AFaultIsIdleOnlyIfItStruckInNoRun) {
  link(Fault::Kind::Slow, "relay", "node1").ms = 1;
  FaultTally tally;
  sendTo({"node2"});
  (void)happenings();
  tally.add(result_);
  EXPECT_EQ(tally.idle(scenario_).size(), 1U);
  vm_ = FakeVm();
  options_.machine = vm_.machine();
  sendTo({"node1"});
  (void)happenings();
  tally.add(result_);
  EXPECT_TRUE(tally.idle(scenario_).empty());
}

TEST_F(FaultTest, EqualSeedsGiveEqualRuns) {
  scenario_.seed = 11;
  link(Fault::Kind::Drop, "*", "*").rate = 0.3;
  link(Fault::Kind::Duplicate, "*", "*").rate = 0.3;
  const auto prepare = [this] {
    for (int round = 0; round < 5; ++round) {
      sendTo({"node1", "node2", "node3"});
      for (const char* name : {"node1", "node2", "node3"})
        vm_.prepare(id(name)).nextPeers = {id("relay")};
    }
  };
  prepare();
  const std::string first = happenings();
  const std::string firstStrikes = strikes();
  vm_ = FakeVm();
  prepare();
  options_.machine = vm_.machine();
  EXPECT_EQ(happenings(), first);
  EXPECT_EQ(strikes(), firstStrikes);
}

} // namespace
} // namespace aqua::network
