#include "host/Mock.h"

#include "gtest/gtest.h"

namespace aqua::host {
namespace {

using value::Value;

Value json(llvm::StringRef text) {
  const auto read = value::parseJson(text);
  EXPECT_TRUE(read.ok) << text.str();
  return read.value;
}

Mock valueMock(llvm::StringRef text) {
  Mock mock;
  mock.value = json(text);
  return mock;
}

/// Answers of a mock to calls of "s" "f" on peer "p".
class MockTest : public testing::Test {
protected:
  Answer ask(const Mock& mock, llvm::StringRef arguments = "[]", uint32_t count = 0) {
    request_.service = "s";
    request_.function = "f";
    const Value list = json(arguments);
    request_.arguments = list.items().vec();
    return evaluateMock(mock, {&request_, count, "p", "id-of-p", &particle_}, helpers_);
  }

  vm::CallRequest request_;
  Particle particle_{"the-particle", "id-of-init", 1000, 7000};
  MockHelpers helpers_;
};

TEST_F(MockTest, EchoAnswersTheArgumentOrNull) {
  Mock mock;
  mock.kind = Mock::Kind::Echo;
  mock.echo = 1;
  EXPECT_EQ(ask(mock, R"(["a", {"b": 1}])").value, json(R"({"b": 1})"));
  EXPECT_EQ(ask(mock, R"(["a"])").value, Value());
}

TEST_F(MockTest, AnErrorKeepsItsCodeAndItsTextIsJson) {
  Mock mock;
  mock.kind = Mock::Kind::Error;
  mock.value = json(R"("no \"luck\"")");
  mock.code = 7;
  mock.delay = 30;
  const Answer answer = ask(mock);
  EXPECT_EQ(answer.delay, 30u);
  const vm::CallResult result = toCallResult(answer);
  EXPECT_EQ(result.code, 7);
  EXPECT_EQ(result.result, R"("no \"luck\"")");
}

TEST_F(MockTest, ASequenceRepeatsItsLastElementWithItsOwnDelay) {
  Mock mock;
  mock.kind = Mock::Kind::Sequence;
  mock.sequence = {valueMock("1"), valueMock("2")};
  mock.sequence[1].delay = 5;
  EXPECT_EQ(ask(mock, "[]", 0).value, json("1"));
  EXPECT_EQ(ask(mock, "[]", 1).value, json("2"));
  EXPECT_EQ(ask(mock, "[]", 9).value, json("2"));
  EXPECT_EQ(ask(mock, "[]", 0).delay, 0u);
  EXPECT_EQ(ask(mock, "[]", 9).delay, 5u);
}

TEST_F(MockTest, ACaseMatchesAPrefixOfTheArguments) {
  Mock mock;
  mock.kind = Mock::Kind::Cases;
  mock.cases = {{{json("1"), json("2")}, valueMock("\"both\"")},
                {{json("1")}, valueMock("\"one\"")}};
  EXPECT_EQ(ask(mock, "[1, 2, 3]").value, json("\"both\""));
  EXPECT_EQ(ask(mock, "[1]").value, json("\"one\""));
  EXPECT_EQ(ask(mock, "[1.0]").code, 1);
  const Answer none = ask(mock, R"([2, "x"])");
  EXPECT_EQ(none.code, 1);
  EXPECT_EQ(none.value, Value::string("no case for s.f(2, \"x\")"));
  mock.otherwise.push_back(valueMock("\"else\""));
  EXPECT_EQ(ask(mock, "[2]").value, json("\"else\""));
}

TEST_F(MockTest, ASequenceInsideACaseCountsAllCallsOfTheFunction) {
  Mock sequence;
  sequence.kind = Mock::Kind::Sequence;
  sequence.sequence = {valueMock("0"), valueMock("1")};
  Mock mock;
  mock.kind = Mock::Kind::Cases;
  mock.cases = {{{}, sequence}};
  EXPECT_EQ(ask(mock, "[]", 1).value, json("1"));
}

TEST_F(MockTest, APrintMockAnswersNullAndPrintsTheCall) {
  Mock mock;
  mock.kind = Mock::Kind::Print;
  const Answer answer = ask(mock, R"([1, "a"])");
  EXPECT_EQ(answer.value, Value());
  EXPECT_EQ(answer.console, "f(1, \"a\")");
}

class FakeEngine : public ExpressionEngine {
public:
  ExpressionReply evaluate(llvm::StringRef expression, const Value& arguments,
                           const Value& context) override {
    seen = expression.str() + value::toJson(arguments) + value::toJson(context);
    return reply;
  }
  ExpressionReply reply;
  std::string seen;
};

TEST_F(MockTest, AnExpressionSeesItsCall) {
  FakeEngine engine;
  engine.reply.kind = ExpressionReply::Kind::Value;
  engine.reply.value = json("[1]");
  helpers_.engine = &engine;
  request_.tetraplets = {{{"id", "srv", "fn", ".$.a"}}};
  Mock mock;
  mock.kind = Mock::Kind::Expression;
  mock.expression = "args";
  mock.delay = 3;
  const Answer answer = ask(mock, "[4]", 2);
  EXPECT_EQ(answer.value, json("[1]"));
  EXPECT_EQ(answer.delay, 3u);
  EXPECT_EQ(engine.seen,
            R"(args[4]{"init":"id-of-init","n":2,"peer":"p","peerId":"id-of-p","tetraplets":)"
            R"([[{"function_name":"fn","lens":".$.a","peer_pk":"id","service_id":"srv"}]]})");

  engine.reply = {ExpressionReply::Kind::Failed, Value(), "no"};
  EXPECT_EQ(ask(mock).code, 1);
  EXPECT_EQ(ask(mock).value, json("\"no\""));

  engine.reply = {ExpressionReply::Kind::Broken, Value(), "x is not defined"};
  EXPECT_EQ(ask(mock).fault, "mock of p/s.f: x is not defined");
}

TEST_F(MockTest, AnExpressionWithoutAnEngineBreaksTheRun) {
  Mock mock;
  mock.kind = Mock::Kind::Expression;
  EXPECT_EQ(ask(mock).fault, "mock of p/s.f: a `js` mock needs an external engine");
}

/// Remembers what it is asked.
struct FakeProcesses final : ServiceProcesses {
  ProcessReply reply;
  std::string seen;

  ProcessReply ask(llvm::StringRef process, const Value& call) override {
    seen = process.str() + " " + value::toJson(call);
    return reply;
  }
};

TEST_F(MockTest, AProcessIsToldOfTheCallAndItsParticle) {
  FakeProcesses processes;
  helpers_.processes = &processes;
  request_.tetraplets = {{{"id", "srv", "fn", ""}}};
  Mock mock;
  mock.kind = Mock::Kind::Process;
  mock.process = "calc";
  mock.delay = 3;
  processes.reply = {ProcessReply::Kind::Value, json("5"), 1, 20, ""};
  const Answer answer = ask(mock, "[4]");
  EXPECT_EQ(answer.value, json("5"));
  EXPECT_EQ(answer.delay, 23u);
  EXPECT_EQ(processes.seen,
            R"(calc {"args":[4],"function":"f","particle":{"id":"the-particle",)"
            R"("initPeerId":"id-of-init","timestamp":1000,"ttl":7000},"peer":"p",)"
            R"("peerId":"id-of-p","service":"s","tetraplets":[[{"function_name":"fn",)"
            R"("lens":"","peer_pk":"id","service_id":"srv"}]]})");
}

TEST_F(MockTest, AProcessMayFailTheCallOrBeBroken) {
  FakeProcesses processes;
  helpers_.processes = &processes;
  Mock mock;
  mock.kind = Mock::Kind::Process;
  processes.reply = {ProcessReply::Kind::Failed, json(R"({"why":1})"), 7, 0, ""};
  EXPECT_EQ(ask(mock).code, 7);
  EXPECT_EQ(ask(mock).value, json(R"({"why":1})"));
  EXPECT_EQ(ask(mock).defect, "");
  processes.reply = {ProcessReply::Kind::Broken, Value(), 1, 0, "process p: gone"};
  EXPECT_EQ(ask(mock).code, 1);
  EXPECT_EQ(ask(mock).value, json(R"("process p: gone")"));
  EXPECT_EQ(ask(mock).defect, "process p: gone");
  EXPECT_EQ(ask(mock).fault, "");
  helpers_.processes = nullptr;
  EXPECT_EQ(ask(mock).fault, "mock of p/s.f: processes are not allowed here");
}

TEST_F(MockTest, AnswersKnowTheMockTheyAreOfAndWhetherItIsChecked) {
  Mock inner = valueMock("1");
  inner.place = std::make_shared<const std::vector<value::PathStep>>();
  Mock outer;
  outer.kind = Mock::Kind::Sequence;
  outer.sequence = {inner};
  EXPECT_EQ(ask(outer).mock, inner.place);
  EXPECT_EQ(ask(outer).typing, Typing::Checked);
  outer.typing = Typing::Unchecked;
  EXPECT_EQ(ask(outer).typing, Typing::Unchecked);
}

TEST(FindMock, PrefersTheExactFunctionThenTheServiceThenAnything) {
  const auto found = [](const MockTable& table, llvm::StringRef service, llvm::StringRef function) {
    const Mock* mock = findMock(table, service, function);
    return mock ? value::toJson(mock->value) : "none";
  };
  MockTable table;
  table["s"]["f"] = valueMock("1");
  table["s"]["*"] = valueMock("2");
  table["*"]["f"] = valueMock("3");
  EXPECT_EQ(found(table, "s", "f"), "1");
  EXPECT_EQ(found(table, "s", "g"), "2");
  EXPECT_EQ(found(table, "t", "f"), "none");
  table["*"]["*"] = valueMock("4");
  EXPECT_EQ(found(table, "t", "f"), "4");
}

} // namespace
} // namespace aqua::host
