#include "host/Peer.h"

#include "gtest/gtest.h"

namespace aqua::host {
namespace {

using value::Value;

Value text(llvm::StringRef s) {
  return Value::string(s);
}

Mock answering(llvm::StringRef s) {
  Mock mock;
  mock.value = text(s);
  return mock;
}

/// Data that only its address tells apart, as the peer never looks inside.
vm::DataRef fakeData() {
  const auto holder = std::make_shared<int>(0);
  return {holder, reinterpret_cast<const trace::Data*>(holder.get())};
}

/// A peer whose VM gives a prepared outcome.
class PeerTest : public testing::Test {
protected:
  PeerTest() {
    particle_.id = "particle";
    particle_.initPeer = "init";
    peer_.name = "node1";
    peer_.id = "node";
    around_.particle = &particle_;
    around_.entry = &entry_;
    around_.services = &shared_;
    around_.invoke = &invoke_;
  }

  Effects handle(PeerEvent event = {}) {
    return handleEvent(peer_, state_, std::move(event), around_);
  }

  void request(const std::string& service, const std::string& function,
               std::vector<Value> arguments = {}) {
    vm::CallRequest request;
    request.id = static_cast<uint32_t>(outcome_.requests.size() + 1);
    request.service = service;
    request.function = function;
    request.arguments = std::move(arguments);
    outcome_.requests.push_back(std::move(request));
  }

  /// The answer to the only request.
  Answer ask(const std::string& service, const std::string& function,
             std::vector<Value> arguments = {}) {
    outcome_.requests.clear();
    request(service, function, std::move(arguments));
    Effects effects = handle();
    return std::move(effects.calls.at(0).answer);
  }

  Particle particle_;
  EntryServices entry_;
  MockTable shared_;
  PeerSpec peer_;
  PeerState state_;
  Surroundings around_;
  vm::Outcome outcome_;
  vm::Input input_;
  Invoke invoke_ = [this](const vm::Input& input) {
    input_ = input;
    return outcome_;
  };
};

TEST_F(PeerTest, KeepsTheDataAndGivesItToTheNextInvocation) {
  outcome_.data = fakeData();
  outcome_.nextPeers = {"a", "b"};
  const vm::DataRef arrived = fakeData();
  const Effects effects = handle({arrived, {}});
  EXPECT_EQ(input_.current, arrived);
  EXPECT_EQ(input_.previous, nullptr);
  EXPECT_EQ(input_.params.currentPeer, "node");
  EXPECT_EQ(input_.params.initPeer, "init");
  EXPECT_EQ(effects.data, outcome_.data);
  EXPECT_EQ(effects.nextPeers, outcome_.nextPeers);

  std::ignore = handle({nullptr, {{3, {0, "1"}}}});
  EXPECT_EQ(input_.previous, outcome_.data);
  EXPECT_EQ(input_.current, nullptr);
  EXPECT_EQ(input_.results.at(3).result, "1");
}

TEST_F(PeerTest, AClientDropsAFailedOutcomeAndANodeGoesOnWithIt) {
  outcome_.data = fakeData();
  outcome_.code = 10000;
  outcome_.errorMessage = "failed";
  outcome_.nextPeers = {"a"};
  request("s", "f");

  peer_.profile = Profile::Js;
  const Effects dropped = handle();
  EXPECT_TRUE(dropped.dropped);
  EXPECT_EQ(dropped.code, 10000);
  EXPECT_EQ(dropped.errorMessage, "failed");
  EXPECT_TRUE(dropped.nextPeers.empty());
  EXPECT_TRUE(dropped.calls.empty());
  EXPECT_EQ(state_.previous, nullptr);

  peer_.profile = Profile::Nox;
  const Effects kept = handle();
  EXPECT_FALSE(kept.dropped);
  EXPECT_EQ(kept.nextPeers.size(), 1u);
  EXPECT_EQ(kept.calls.size(), 1u);
  EXPECT_EQ(state_.previous, outcome_.data);

  around_.failurePolicy = FailurePolicy::Drop;
  EXPECT_TRUE(handle().dropped);
}

TEST_F(PeerTest, ItsOwnMocksComeBeforeThoseOfAllPeers) {
  shared_["s"]["f"] = answering("shared");
  EXPECT_EQ(ask("s", "f").value, text("shared"));
  peer_.services["*"]["*"] = answering("own");
  EXPECT_EQ(ask("s", "f").value, text("own"));
  EXPECT_EQ(ask("s", "f").source, Answer::Source::Mock);
}

TEST_F(PeerTest, CountsTheCallsOfAMockPerFunction) {
  Mock sequence;
  sequence.kind = Mock::Kind::Sequence;
  sequence.sequence = {answering("first"), answering("second")};
  shared_["s"]["*"] = sequence;
  EXPECT_EQ(ask("s", "f").value, text("first"));
  EXPECT_EQ(ask("s", "g").value, text("first"));
  EXPECT_EQ(ask("s", "f").value, text("second"));
  PeerState copy = state_;
  EXPECT_EQ(copy.mockCalls.at("s.f"), 2u);
}

TEST_F(PeerTest, OnlyTheInitPeerHasTheServicesOfTheFunction) {
  entry_.relay = "relay-id";
  entry_.arguments["x"] = text("argument");
  entry_.callbacks["progress"] = answering("called");
  EXPECT_EQ(ask("getDataSrv", "x").source, Answer::Source::Nobody);
  peer_.id = "init";
  EXPECT_EQ(ask("getDataSrv", "x").value, text("argument"));
  EXPECT_EQ(ask("getDataSrv", "-relay-").value, text("relay-id"));
  EXPECT_EQ(ask("callbackSrv", "progress").value, text("called"));
  EXPECT_EQ(ask("callbackSrv", "response", {text("r")}).value, Value::object({}));
  EXPECT_EQ(ask("errorHandlingSrv", "error").value, Value::object({}));
  EXPECT_EQ(ask("errorHandlingSrv", "error").source, Answer::Source::Entry);
  EXPECT_EQ(ask("getDataSrv", "y").source, Answer::Source::Nobody);
  shared_["*"]["*"] = answering("any");
  EXPECT_EQ(ask("getDataSrv", "y").value, text("any"));
}

TEST_F(PeerTest, UnknownServicesFailInTheWordsOfTheProfile) {
  const std::vector<Value> arguments{Value::integer(1)};
  peer_.profile = Profile::Nox;
  EXPECT_EQ(ask("no", "f", arguments).value, text("Service with id 'no' not found (function f)"));
  peer_.profile = Profile::Js;
  EXPECT_EQ(ask("no", "f", arguments).code, 1);
  EXPECT_EQ(
      ask("no", "f", arguments).value,
      text("No service found for service call: serviceId='no', fnName='f' args='[\n    1\n]'"));
}

TEST_F(PeerTest, RemembersWhatItWaitsFor) {
  vm::Wait wait;
  wait.subject = value::Value::string("x");
  outcome_.waits = {wait};
  std::ignore = handle();
  ASSERT_EQ(state_.waits.size(), 1u);
  outcome_.waits.clear();
  std::ignore = handle();
  EXPECT_TRUE(state_.waits.empty());
}

TEST_F(PeerTest, AsksBuiltinsAfterMocks) {
  peer_.profile = Profile::Nox;
  EXPECT_EQ(ask("math", "add", {Value::integer(1), Value::integer(2)}).value, Value::integer(3));
  shared_["math"]["add"] = answering("mock");
  EXPECT_EQ(ask("math", "add").value, text("mock"));
  EXPECT_EQ(ask("math", "mul", {Value::integer(2), Value::integer(2)}).value, Value::integer(4));
}

TEST_F(PeerTest, AnAliasStandsForItsService) {
  peer_.profile = Profile::Nox;
  shared_["service"]["f"] = answering("found");
  EXPECT_EQ(ask("alias", "f").source, Answer::Source::Nobody);
  EXPECT_EQ(ask("srv", "add_alias", {text("alias"), text("service")}).code, 0);
  EXPECT_EQ(ask("alias", "f").value, text("found"));
}

} // namespace
} // namespace aqua::host
