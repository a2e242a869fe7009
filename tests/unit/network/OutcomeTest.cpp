#include "network/Outcome.h"

#include "gtest/gtest.h"

#include "FakeVm.h"

namespace aqua::network {
namespace {

using value::Value;

class OutcomeTest : public testing::Test {
protected:
  OutcomeTest() {
    scenario_ = defaultScenario();
    scenario_.unknownPeers = UnknownPeers::Undelivered;
    options_.machine = vm_.machine();
    options_.wallClock = [this] { return wallMs_ += 0.25; };
    options_.log = Log::On;
    vm::Outcome& first = vm_.prepare(id("client"));
    first.requests = {request(1, "s", "f", {Value::string(id("node1")), Value::integer(1)}),
                      request(2, "s", "hang"), request(3, "no", "f"),
                      request(4, "callbackSrv", "response", {Value::string("r")})};
    first.requests[0].tetraplets = {{{id("client"), "getDataSrv", "x", ".$.a"}}, {}};
    first.nextPeers = {id("relay"), "stranger"};
    vm::Outcome& atRelay = vm_.prepare(id("relay"));
    atRelay.code = 10006;
    atRelay.errorMessage = "fail on " + id("relay");
    scenario_.services["s"]["f"].kind = host::Mock::Kind::Echo;
    scenario_.services["s"]["hang"].kind = host::Mock::Kind::Never;
  }

  static std::string id(const std::string& name) {
    return peerNames(defaultScenario()).toIds("{{" + name + "}}");
  }

  Value outcome() {
    std::string text;
    llvm::raw_string_ostream out(text);
    printOutcome(
        run(scenario_, {nullptr, 77}, options_),
        [](const vm::DataRef&) { return Value::string("data"); }, out);
    const value::ReadResult read = value::parseJson(text);
    EXPECT_TRUE(read.ok) << text;
    return read.value;
  }

  /// A field as compact JSON.
  static std::string field(const Value& outcome, llvm::StringRef name) {
    const Value* found = outcome.field(name);
    return found ? value::toJson(*found) : "absent";
  }

  FakeVm vm_;
  Scenario scenario_;
  RunOptions options_;
  double wallMs_ = 0;
};

TEST_F(OutcomeTest, HasTheFormOfTheOracle) {
  const Value all = outcome();
  EXPECT_EQ(field(all, "status"), R"("quiescent")");
  EXPECT_EQ(field(all, "responses"), R"([["r"]])");
  EXPECT_EQ(field(all, "errors"), "[]");
  EXPECT_EQ(
      field(all, "calls"),
      R"json([{"args":["{{node1}}",1],"func":"f","peer":"client","result":"{{node1}}","service":"s"},)json"
      R"json({"args":[],"func":"hang","peer":"client","pending":true,"service":"s"},)json"
      R"json({"args":[],"error":"No service found for service call: serviceId='no', fnName='f' args='[]'",)json"
      R"json("func":"f","peer":"client","service":"no"},)json"
      R"json({"args":["r"],"func":"response","peer":"client","result":{},"service":"callbackSrv"}])json");
  EXPECT_EQ(field(all, "vmErrors"),
            R"([{"code":10006,"message":"fail on {{relay}}","peer":"relay"}])");
  EXPECT_EQ(field(all, "undelivered"),
            R"([{"from":"client","reason":"unknown peer","to":"stranger"}])");
  EXPECT_EQ(field(all, "stats"),
            R"({"airBytes":77,"bytesMoved":100,"hops":1,"maxDataBytes":100,"virtualMs":10,)"
            R"("vmInvocations":5,"vmMs":1.3})");
  EXPECT_EQ(field(all, "trace"), "absent");
  EXPECT_EQ(field(all, "data"), "absent");
}

TEST_F(OutcomeTest, HasDetailsIfTheScenarioAsksForThem) {
  scenario_.trace = true;
  scenario_.tetraplets = true;
  scenario_.data = true;
  const Value all = outcome();
  EXPECT_EQ(value::toJson(all.field("trace")->items()[0]),
            R"({"bytes":100,"ms":0.3,"peer":"client","retCode":0})");
  EXPECT_EQ(value::toJson(*all.field("calls")->items()[0].field("tetraplets")),
            R"([[{"function_name":"x","lens":".$.a","peer_pk":"{{client}}",)"
            R"("service_id":"getDataSrv"}],[]])");
  EXPECT_EQ(field(all, "data"), R"({"client":"data","relay":"data"})");
}

TEST_F(OutcomeTest, ClientsDropFailedDataAndNodesKeepThem) {
  options_.failurePolicy = host::FailurePolicy::Drop;
  scenario_.data = true;
  EXPECT_EQ(field(outcome(), "data"), R"({"client":"data"})");
}

TEST_F(OutcomeTest, TheLogIsOneJsonObjectPerLine) {
  std::string text;
  llvm::raw_string_ostream out(text);
  printLog(run(scenario_, {}, options_), out);
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(text).rtrim().split(lines, '\n');
  ASSERT_GE(lines.size(), 5u);
  EXPECT_EQ(lines[0], R"({"event":"invocation","time":0,"peer":"client","code":0,"bytes":100})");
  EXPECT_EQ(lines[1], R"({"event":"send","time":0,"peer":"client","cause":0,"to":"relay",)"
                      R"("arrival":10,"bytes":100})");
  EXPECT_EQ(lines[2], R"({"event":"send","time":0,"peer":"client","cause":0,"to":"stranger",)"
                      R"("undelivered":"unknown peer"})");
  EXPECT_EQ(lines[3], R"({"event":"call","time":0,"peer":"client","cause":0,"instruction":0,)"
                      R"("call":0,"service":"s","func":"f","args":["{{node1}}",1]})");
  EXPECT_EQ(lines[7], R"({"event":"answer","time":1,"peer":"client","cause":3,"instruction":0,)"
                      R"("call":0,"result":"{{node1}}"})");
}

} // namespace
} // namespace aqua::network
