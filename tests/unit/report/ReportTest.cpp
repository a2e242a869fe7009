#include "report/Report.h"

#include "../network/FakeVm.h"
#include "network/Network.h"
#include "report/Progress.h"
#include "gtest/gtest.h"

namespace aqua::report {
namespace {

using network::request;
using value::Value;

/// A client asks node1 for the weather by way of its relay; node2 does not know the service, and a
/// message to a foreign client gets lost.
class ReportTest : public testing::Test {
protected:
  ReportTest() {
    scenario_ = network::defaultScenario();
    scenario_.args["city"] = Value::string("Oslo");
    scenario_.args["where"] = Value::string(id("node1"));
    host::Mock& measure = scenario_.services["station"]["measure"];
    measure.value = Value::integer(-3);
    measure.delay = 30;
    options_.machine = vm_.machine();
    options_.log = network::Log::On;
    options_.wallClock = [] { return 0.0; };
    source_.place = [](uint32_t) { return std::string("src/weather.aqua:7:3"); };

    vm_.prepare(id("client")).requests = {request(1, "getDataSrv", "-relay-"),
                                          request(2, "getDataSrv", "where"),
                                          request(3, "getDataSrv", "city")};
    vm_.prepare(id("client"));
    vm_.prepare(id("client"));
    vm_.prepare(id("client")).nextPeers = {id("relay")};
    vm::Outcome& atRelay = vm_.prepare(id("relay"));
    atRelay.nextPeers = {id("node1"), id("node2"), id("client2")};
    vm::Wait wait;
    wait.kind = vm::Wait::Kind::RemoteCall;
    wait.subject = value::Value::string(id("client2"));
    atRelay.waits = {wait};
    vm_.prepare(id("node1")).requests = {
        request(1, "station", "measure", {Value::string("Oslo"), Value::string(id("node2"))})};
    vm_.prepare(id("node2")).requests = {request(1, "no", "service")};
    vm_.prepare(id("node1")).nextPeers = {id("relay")};
    vm_.prepare(id("relay")).nextPeers = {id("client")};
    vm_.prepare(id("client")).requests = {
        request(4, "callbackSrv", "response", {Value::integer(-3)})};
  }

  static std::string id(const std::string& name) {
    return network::peerNames(network::defaultScenario()).toIds("{{" + name + "}}");
  }

  std::string report(Format format) {
    const network::RunResult result = network::run(scenario_, {}, options_);
    std::string text;
    llvm::raw_string_ostream out(text);
    print(result, format, source_, out);
    return text;
  }

  network::FakeVm vm_;
  network::Scenario scenario_;
  network::RunOptions options_;
  Source source_;
};

TEST_F(ReportTest, TheFormatFollowsTheFileName) {
  EXPECT_EQ(formatByFileName("a/b.svg"), Format::Svg);
  EXPECT_EQ(formatByFileName("b.html"), Format::Html);
  EXPECT_EQ(formatByFileName("b.mmd"), Format::Mermaid);
  EXPECT_EQ(formatByFileName("b.json"), Format::Json);
  EXPECT_EQ(formatByFileName("svg"), std::nullopt);
}

TEST_F(ReportTest, CountsMessagesThroughTheClient) {
  const Counts counts = count(network::run(scenario_, {}, options_));
  EXPECT_EQ(counts.messages, 5u);
  EXPECT_EQ(counts.clientMessages, 2u);
  EXPECT_EQ(counts.undelivered, 1u);
  EXPECT_EQ(counts.invocations, 12u);
  EXPECT_EQ(counts.calls, 6u);
  EXPECT_EQ(counts.bytes, 500u);
  EXPECT_EQ(counts.virtualMs, 73u);
}

TEST_F(ReportTest, MermaidTellsTheStoryInOrderOfTime) {
  EXPECT_EQ(report(Format::Mermaid), R"mmd(sequenceDiagram
  actor p0 as client
  participant p1 as relay
  participant p2 as node1
  participant p3 as node2
  participant p4 as client2
  Note over p0: where = node1<br/>city = "Oslo"
  p0->>p1: 11 ms
  p1--xp4: not the relay of this client
  p1->>p2: 21 ms
  p1->>p3: 21 ms
  Note over p2: station.measure("Oslo", node2)<br/>→ -3<br/>weather.aqua:7
  Note over p3: no.service()<br/>✗ Service with id 'no' not found (function service)<br/>weather.aqua:7
  p2->>p1: 62 ms
  p1->>p0: 72 ms
  Note over p0: result<br/>-3<br/>weather.aqua:7
)mmd");
}

TEST_F(ReportTest, JsonHasTheFactsInFull) {
  const auto read = value::parseJson(report(Format::Json));
  ASSERT_TRUE(read.ok);
  EXPECT_EQ(value::toJson(*read.value.field("counts")),
            R"({"bytes":500,"calls":6,"clientMessages":2,"invocations":12,"messages":5,)"
            R"("undelivered":1,"virtualMs":73})");
  EXPECT_EQ(value::toJson(read.value.field("messages")->items()[3]),
            R"({"bytes":100,"from":"relay","place":"src/weather.aqua:7:3",)"
            R"("sent":11,"to":"client2","undelivered":"not the relay of this client"})");
  EXPECT_EQ(value::toJson(read.value.field("calls")->items()[3]),
            R"({"answered":52,"args":["Oslo","{{node2}}"],"func":"measure","peer":"node1",)"
            R"("place":"src/weather.aqua:7:3","requested":21,"result":-3,"service":"station",)"
            R"("source":"mock"})");
}

TEST_F(ReportTest, TheDiagramShowsPeersCallsAndLosses) {
  const std::string svg = report(Format::Svg);
  const auto has = [&](llvm::StringRef part) { return llvm::StringRef(svg).contains(part); };
  EXPECT_TRUE(has("at rest after 73 ms"));
  EXPECT_TRUE(has(">node1</text>"));
  EXPECT_TRUE(has(">station.measure(&quot;Oslo&quot;, node2)</text>"));
  EXPECT_TRUE(has(">→ -3</text>"));
  EXPECT_TRUE(has(">weather.aqua:7 · +30 ms</text>"));
  EXPECT_TRUE(has(">to client2: not the relay of this client</text>"));
  EXPECT_FALSE(has(">node3</text>"));
  EXPECT_EQ(llvm::StringRef(svg).count("<g"), llvm::StringRef(svg).count("</g>"));
}

TEST_F(ReportTest, EqualRunsGiveEqualReports) {
  const std::string first = report(Format::Html);
  ReportTest_EqualRunsGiveEqualReports_Test again;
  EXPECT_EQ(first, again.report(Format::Html));
}

TEST_F(ReportTest, ThePageEscapesWhatItShows) {
  scenario_.args["city"] = Value::string("<script>&");
  const std::string html = report(Format::Html);
  EXPECT_FALSE(llvm::StringRef(html).contains("<script>"));
  EXPECT_TRUE(llvm::StringRef(html).contains("city = &quot;&lt;script&gt;&amp;&quot;"));
}

TEST_F(ReportTest, AFailedVmIsAStep) {
  network::FakeVm vm;
  options_.machine = vm.machine();
  vm::Outcome& failed = vm.prepare(id("client"));
  failed.code = 10006;
  failed.errorMessage = "failed on " + id("client");
  EXPECT_EQ(report(Format::Mermaid), "sequenceDiagram\n"
                                     "  actor p0 as client\n"
                                     "  Note over p0: VM error 10006<br/>failed on client\n");
}

TEST_F(ReportTest, TheTimelineTellsWhatHappenedWhenAndWhere) {
  const network::RunResult result = network::run(scenario_, {}, options_);
  std::string text;
  llvm::raw_string_ostream out(text);
  printTimeline(result, source_, out);
  const auto lines = llvm::StringRef(text).trim('\n').split("\n");
  EXPECT_EQ(lines.first, "     0 ms   client   where = node1, city = \"Oslo\"");
  EXPECT_NE(
      text.find("    11 ms   relay    → client2  not delivered: not the relay of this client"),
      std::string::npos);
  EXPECT_NE(text.find("    21 ms   node1    station.measure(\"Oslo\", node2)  → -3 at 52 ms  "
                      "(weather.aqua:7)"),
            std::string::npos);
  EXPECT_NE(text.find("    21 ms ! node2    no.service()"), std::string::npos);
}

TEST_F(ReportTest, AJoinIsShownFromWhenItWaitsUntilItGoesOn) {
  network::FakeVm vm;
  options_.machine = vm.machine();
  vm::Wait wait;
  wait.kind = vm::Wait::Kind::Variable;
  wait.subject = value::Value::string("x-2");
  vm::Outcome& first = vm.prepare(id("client"));
  first.requests = {request(1, "station", "measure")};
  first.waits = {wait};
  vm.prepare(id("client"));
  const auto read = value::parseJson(report(Format::Json));
  ASSERT_TRUE(read.ok);
  EXPECT_EQ(value::toJson(*read.value.field("joins")),
            R"([{"begin":0,"end":31,"peer":"client","place":"src/weather.aqua:7:3",)"
            R"("what":"waits for x"}])");
}

TEST_F(ReportTest, ThePageShowsTheProgramAndCallsLeadToTheirLines) {
  source_.files = {{"src/weather.aqua", "one\ntwo\nthree\nfour\nfive\nsix\n<seven>\n"}};
  const std::string html = report(Format::Html);
  const auto has = [&](llvm::StringRef part) { return llvm::StringRef(html).contains(part); };
  // Line 7 has a call that failed.
  EXPECT_TRUE(has("<div id=\"file1-7\" class=\"broken\"><i>7</i>&lt;seven&gt;</div>"));
  EXPECT_TRUE(has("<div id=\"file1-6\"><i>6</i>six</div>"));
  EXPECT_TRUE(has("<td class=\"source\"><a href=\"#file1-7\">weather.aqua:7</a></td>"));
  EXPECT_TRUE(has("<a href=\"#file1-7\"><g class=\"call\">"));
  // Alone the picture has nothing to lead to.
  EXPECT_FALSE(llvm::StringRef(report(Format::Svg)).contains("<a href"));
}

TEST(ProgressTest, ShortRunsWriteNothing) {
  Progress progress;
  EXPECT_EQ(progress.update(499, [] { return std::string("text"); }), "");
  EXPECT_EQ(progress.erase(), "");
}

TEST(ProgressTest, LongRunsKeepOneLineThatDisappears) {
  Progress progress;
  EXPECT_EQ(progress.update(500, [] { return std::string("one"); }), "\r\x1b[Kone");
  EXPECT_EQ(progress.update(550, [] { return std::string("soon"); }), "");
  EXPECT_EQ(progress.update(600, [] { return std::string("two"); }), "\r\x1b[Ktwo");
  EXPECT_EQ(progress.erase(), "\r\x1b[K");
  EXPECT_EQ(progress.erase(), "");
}

} // namespace
} // namespace aqua::report
