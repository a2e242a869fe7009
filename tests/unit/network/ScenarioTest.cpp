#include "network/Scenario.h"

#include "host/Keys.h"
#include "gtest/gtest.h"

namespace aqua::network {
namespace {

using value::Value;

Scenario read(llvm::StringRef text) {
  ScenarioResult result = readScenario(text);
  for (const ScenarioError& error : result.errors)
    ADD_FAILURE() << toText(error, "s");
  return result.scenario.value_or(Scenario());
}

/// The errors, one a line.
std::string errors(llvm::StringRef text) {
  std::string all;
  for (const ScenarioError& error : readScenario(text).errors)
    all += (all.empty() ? "" : "\n") + toText(error, "s");
  return all;
}

const PeerDescription& peer(const Scenario& scenario, llvm::StringRef name) {
  const PeerDescription* found = findPeer(scenario, name);
  EXPECT_NE(found, nullptr);
  return *found;
}

// From the oracle's makePeer("node1").
constexpr llvm::StringLiteral node1Id = "12D3KooWPRtb2VHr3R5SsgpjFwJCs6DmGoieRmKAE2gTvrkCXykF";

TEST(Scenario, PeerIdsComeFromNames) {
  for (const PeerDescription& one : defaultScenario().peers)
    EXPECT_EQ(peerId(one), host::peerIdOfSeed(peerSeed(one))) << one.name;
  EXPECT_EQ(peerId(peer(defaultScenario(), "node1")), node1Id);
  PeerDescription other;
  other.name = "worker";
  EXPECT_EQ(peerId(other), "12D3KooWAwHq5XZ7AWhcbGGkraxq6L7G6bWyvuiWAosTAKaG8op1");
}

TEST(Scenario, ReadingMakesTheIdsOfAllPeersOnce) {
  const Scenario scenario = read(
      R"({"peers": {"worker": {}, "own": {"key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}})");
  ASSERT_EQ(scenario.peers.size(), 10u);
  for (const PeerDescription& one : scenario.peers)
    EXPECT_EQ(one.id, host::peerIdOfSeed(peerSeed(one))) << one.name;
}

TEST(Scenario, AnEmptyFileIsTheDefaultNetwork) {
  const Scenario scenario = read("");
  EXPECT_EQ(scenario.peers.size(), 8u);
  EXPECT_EQ(scenario.init, "client");
  EXPECT_EQ(scenario.ttl, 7000u);
  EXPECT_EQ(scenario.unknownPeers, UnknownPeers::Undelivered);
  EXPECT_EQ(peer(scenario, "client2").relay, "relay2");
  EXPECT_EQ(peer(scenario, "client2").kind, PeerKind::Client);
}

TEST(Scenario, PeersAreMergedFieldByField) {
  const Scenario scenario = read(R"(
peers:
  client: { addresses: [/ip4/1] }
  worker: { profile: js, down: true, clock: -5, links: [node1] }
  node1:
)");
  EXPECT_EQ(peer(scenario, "client").relay, "relay");
  EXPECT_EQ(peer(scenario, "client").addresses, std::vector<std::string>{"/ip4/1"});
  EXPECT_EQ(peer(scenario, "worker").kind, PeerKind::Node);
  EXPECT_EQ(peer(scenario, "worker").profile, host::Profile::Js);
  EXPECT_TRUE(peer(scenario, "worker").down);
  EXPECT_EQ(peer(scenario, "worker").clock, -5);
  EXPECT_EQ(peer(scenario, "worker").links, std::vector<std::string>{"node1"});
}

TEST(Scenario, DefaultPeersCanBeLeftOut) {
  const Scenario scenario =
      read(R"({"defaultPeers": false, "init": "a", "peers": {"a": {}, "b": {}}})");
  EXPECT_EQ(scenario.peers.size(), 2u);
}

TEST(Scenario, NamesInDoubleBracesBecomePeerIds) {
  const Scenario scenario = read(R"json({
    "args": {"x": ["{{node1}}", {"{{node1}}": "to {{node1}}, {{nobody}}"}]},
    "services": {"{{node1}}": {"f": {"value": "{{node1}}"}}},
    "air": "(call \"{{node1}}\" (\"s\" \"f\") [])"
  })json");
  const std::string id = node1Id.str();
  EXPECT_EQ(value::toJson(scenario.args.at("x")),
            "[\"" + id + "\",{\"" + id + "\":\"to " + id + ", {{nobody}}\"}]");
  EXPECT_EQ(scenario.services.at(id).at("f").value, Value::string(id));
  EXPECT_EQ(scenario.air, "(call \"" + id + "\" (\"s\" \"f\") [])");
}

TEST(Scenario, NamesAreFoundWhereTheBracesMatch) {
  PeerNames names;
  names.add("a", "ID");
  EXPECT_EQ(names.toIds("{{a}}{{a}} {{{a}}} {{a} {{a }} {{"), "IDID {ID} {{a} {{a }} {{");
}

TEST(Scenario, IdsBecomeNamesForReading) {
  const PeerNames names = peerNames(defaultScenario());
  const std::string id = node1Id.str();
  EXPECT_EQ(names.toNames("at " + id + "/" + id + "x"), "at {{node1}}/{{node1}}x");
  EXPECT_EQ(names.toNames("12D3KooW short"), "12D3KooW short");
  EXPECT_EQ(value::toJson(names.toNames(Value::object({{id, Value::array({Value::string(id)})}}))),
            R"({"{{node1}}":["{{node1}}"]})");
}

TEST(Scenario, AKeyGivesThePeerItsId) {
  const Scenario scenario =
      read(R"({"peers": {"a": {"key": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="}},
               "args": {"a": "{{a}}"}})");
  // spec/05 §2, test identity A
  EXPECT_EQ(scenario.args.at("a"),
            Value::string("12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5"));
  EXPECT_EQ(errors(R"({"peers": {"a": {"key": "AQEB"}}})"),
            "s:1:25: peers.a.key: must be 32 bytes in base64");
}

TEST(Scenario, ReadsEveryTopLevelField) {
  const Scenario scenario = read(R"(
init: node2
callbacks: { progress: { value: null } }
seed: -1
latency: { hop: 5, call: 2 }
ttl: 100
timestamp: 5
particleId: p
stop: response
maxSteps: 7
maxWallMs: 8
streamLimit: 9
unknownPeers: create
data: true
tetraplets: true
trace: true
airFile: x.air
)");
  EXPECT_EQ(scenario.init, "node2");
  EXPECT_EQ(scenario.callbacks.count("progress"), 1u);
  EXPECT_EQ(scenario.seed, 4294967295U);
  EXPECT_EQ(scenario.latency.hop, 5u);
  EXPECT_EQ(scenario.latency.call, 2u);
  EXPECT_EQ(scenario.ttl, 100u);
  EXPECT_EQ(scenario.timestamp, 5u);
  EXPECT_EQ(scenario.particleId, "p");
  EXPECT_TRUE(scenario.stopAtResponse);
  EXPECT_EQ(scenario.maxSteps, 7u);
  EXPECT_EQ(scenario.maxWallMs, 8);
  EXPECT_EQ(scenario.limits.streamSize, 9u);
  EXPECT_EQ(scenario.unknownPeers, UnknownPeers::Create);
  EXPECT_TRUE(scenario.data && scenario.tetraplets && scenario.trace);
  EXPECT_EQ(scenario.airFile, "x.air");
}

TEST(Scenario, ReadsEveryFormOfMock) {
  const Scenario scenario = read(R"(
services:
  s:
    value: { value: 1, delay: 3 }
    echo: { echo: 2 }
    error: { error: [no], code: 4 }
    never: { never: true }
    seq: { seq: [{ value: 1 }, { error: x }] }
    cases: { cases: [{ args: [Oslo], then: { value: -3 } }], else: { error: unknown city } }
    js: { js: "args[0] + ctx.n", delay: 1 }
)");
  const auto& table = scenario.services.at("s");
  using Kind = host::Mock::Kind;
  EXPECT_EQ(table.at("value").delay, 3u);
  EXPECT_EQ(table.at("echo").echo, 2u);
  EXPECT_EQ(table.at("error").code, 4);
  EXPECT_EQ(table.at("never").kind, Kind::Never);
  ASSERT_EQ(table.at("seq").sequence.size(), 2u);
  EXPECT_EQ(table.at("seq").sequence[1].kind, Kind::Error);
  ASSERT_EQ(table.at("cases").cases.size(), 1u);
  EXPECT_EQ(table.at("cases").cases[0].arguments[0], Value::string("Oslo"));
  EXPECT_EQ(table.at("cases").otherwise.at(0).value, Value::string("unknown city"));
  EXPECT_EQ(table.at("js").expression, "args[0] + ctx.n");
  EXPECT_EQ(needsProcess(scenario, "node"),
            "the mock `services.s.js` is JavaScript: `--allow-process` lets `node` evaluate it");
}

TEST(Scenario, FindsMocksThatNeedAProgramInsideOtherMocks) {
  EXPECT_EQ(needsProcess(read(""), "node"), "");
  EXPECT_EQ(needsProcess(read(R"({"peers": {"node1": {"services": {"s": {"f":
              {"seq": [{"value": 1}, {"cases": [], "else": {"js": "1"}}]}}}}}})"),
                         "qjs"),
            "the mock `peers.node1.services.s.f` is JavaScript: `--allow-process` lets `qjs` "
            "evaluate it");
  EXPECT_EQ(needsProcess(read(R"({"processes": {"p": {"command": ["x"]}}})"), "node"), "");
  EXPECT_EQ(needsProcess(read(R"({"processes": {"p": {"command": ["x"]}}, "callbacks": {"f":
              {"cases": [{"args": [], "then": {"process": "p"}}]}}})"),
                         "node"),
            "the mock `callbacks.f` asks the process `p`: `--allow-process` lets it start");
}

TEST(Scenario, UnknownFieldsNameTheClosest) {
  EXPECT_EQ(errors("peers:\n  node1: { servcies: {} }\n"),
            "s:2:12: peers.node1.servcies: unknown field `servcies`; did you mean `services`?");
  EXPECT_EQ(errors("{\"Seed\":1,\n \"arg\":{}}"),
            "s:1:2: Seed: unknown field `Seed`; did you mean `seed`?\n"
            "s:2:2: arg: unknown field `arg`; did you mean `args`?");
  EXPECT_EQ(errors("latency: { something: 1 }"),
            "s:1:12: latency.something: unknown field `something`; there are: hop, call");
}

TEST(Scenario, WrongValuesAreReportedWhereTheyStand) {
  EXPECT_EQ(errors("ttl: soon"), "s:1:6: ttl: expected an integer, found a string");
  EXPECT_EQ(errors("ttl: -1"), "s:1:6: ttl: must be at least 0");
  EXPECT_EQ(errors("ttl: 4294967296"), "s:1:6: ttl: must be at most 4294967295");
  EXPECT_EQ(errors("seed: 1.5"), "s:1:7: seed: expected an integer");
  EXPECT_EQ(errors("stop: request"), "s:1:7: stop: expected `response`, found `request`");
  EXPECT_EQ(errors("args: [1]"), "s:1:7: args: expected an object, found a list");
  EXPECT_EQ(errors("peers: { a: { kind: peer } }"),
            "s:1:21: peers.a.kind: expected `node` or `client`, found `peer`");
  EXPECT_EQ(errors("peers:\n  a:\n    addresses:\n      - x\n      - 5\n"),
            "s:5:9: peers.a.addresses[1]: expected a string, found a number");
  EXPECT_EQ(errors("[]"), "s:1:1: expected an object, found a list");
}

TEST(Scenario, PeersThatDoNotFitAreReported) {
  EXPECT_EQ(errors("init: nobody"), "s:1:7: init: there is no peer `nobody`");
  EXPECT_EQ(errors("peers: { a: { kind: client } }"), "s:1:13: peers.a: a client needs a `relay`");
  EXPECT_EQ(errors("peers: { a: { relay: b } }"), "s:1:22: peers.a.relay: there is no peer `b`");
  EXPECT_EQ(errors("peers: { a: { relay: client } }"),
            "s:1:22: peers.a.relay: `client` is a client, a relay must be a node");
  EXPECT_EQ(errors("peers: { a: { links: [b] } }"), "s:1:22: peers.a.links: there is no peer `b`");
}

TEST(Scenario, MocksHaveExactlyOneForm) {
  const auto mockErrors = [](const std::string& mock) {
    return errors("services: { s: { f: " + mock + " } }");
  };
  EXPECT_EQ(mockErrors("{}"), "s:1:21: services.s.f: a mock needs one of `value`, `echo`, `error`, "
                              "`never`, `seq`, `cases`, `process`, `js`");
  EXPECT_EQ(mockErrors("{ value: 1, echo: 0 }"),
            "s:1:21: services.s.f: a mock has exactly one form, not `echo` and `value`");
  EXPECT_EQ(mockErrors("{ value: 1, code: 2 }"),
            "s:1:21: services.s.f: `code` goes with `error` only");
  EXPECT_EQ(mockErrors("{ error: 1, code: 0 }"),
            "s:1:39: services.s.f.code: 0 means success; use `value`");
  EXPECT_EQ(mockErrors("{ value: 1, else: { value: 1 } }"),
            "s:1:21: services.s.f: `else` goes with `cases` only");
  EXPECT_EQ(mockErrors("{ never: true, delay: 1 }"),
            "s:1:21: services.s.f: `delay` does not go with `never`: write it into the mocks "
            "inside");
  EXPECT_EQ(mockErrors("{ never: false }"), "s:1:30: services.s.f.never: must be `true`");
  EXPECT_EQ(mockErrors("{ seq: [] }"), "s:1:28: services.s.f.seq: must not be empty");
  EXPECT_EQ(mockErrors("{ cases: [{ args: [] }] }"),
            "s:1:31: services.s.f.cases[0]: a case needs `args` and `then`");
  EXPECT_EQ(mockErrors("{ valeu: 1 }"),
            "s:1:23: services.s.f.valeu: unknown field `valeu`; did you mean `value`?");
}

TEST(Scenario, ProcessesHaveACommandAndDefaults) {
  const Scenario scenario = read(R"(
processes:
  calc: { command: [node, calc.mjs], cwd: tools, env: { MODE: "{{node1}}" }, timeout: 50 }
  plain: { command: [./plain] }
services: { s: { f: { process: calc, delay: 3 } } }
)");
  const ProcessDescription& calc = scenario.processes.at("calc");
  EXPECT_EQ(calc.command, (std::vector<std::string>{"node", "calc.mjs"}));
  EXPECT_EQ(calc.folder, "tools");
  EXPECT_EQ(calc.environment.at("MODE"), node1Id);
  EXPECT_EQ(calc.timeoutMs, 50u);
  EXPECT_EQ(scenario.processes.at("plain").timeoutMs, 10000u);
  const host::Mock& mock = scenario.services.at("s").at("f");
  EXPECT_EQ(mock.kind, host::Mock::Kind::Process);
  EXPECT_EQ(mock.process, "calc");
  EXPECT_EQ(mock.delay, 3u);
}

TEST(Scenario, MistakesInProcessesHaveTheirPlaces) {
  EXPECT_EQ(errors("processes: { p: {} }"), "s:1:17: processes.p: a process needs a `command`: the "
                                            "program and its arguments");
  EXPECT_EQ(errors("processes: { p: { command: node } }"),
            "s:1:28: processes.p.command: expected a list, found a string");
  EXPECT_EQ(errors("processes: { p: { command: [] } }"),
            "s:1:28: processes.p.command: needs the name of a program");
  EXPECT_EQ(errors("processes: { p: { command: [x], env: { A=: b } } }"),
            "s:1:40: processes.p.env.A=: is no name of a variable");
  EXPECT_EQ(errors("processes: { p: { command: [x], timeout: 0 } }"),
            "s:1:42: processes.p.timeout: must be at least 1");
  EXPECT_EQ(errors("processes: { calc: { command: [x] } }\n"
                   "services: { s: { f: { seq: [{ value: 1 }, { process: clac }] } } }"),
            "s:2:54: services.s.f.seq[1].process: there is no process `clac`; did you mean "
            "`calc`?");
}

TEST(Scenario, MocksKnowTheirPlaceAndWhetherTheyAreChecked) {
  const Scenario scenario = read(R"(
services: { "{{node1}}": { f: { seq: [{ value: 1 }, { value: 2, unchecked: true }] } } })");
  const host::Mock& mock = scenario.services.at(node1Id.str()).at("f").sequence.at(1);
  EXPECT_EQ(mock.typing, host::Typing::Unchecked);
  EXPECT_EQ(scenario.services.at(node1Id.str()).at("f").typing, host::Typing::Checked);
  const llvm::StringRef text = R"(services: { "{{node1}}": { f: { seq: [0, { value: 2 }] } } })";
  EXPECT_EQ(locatePart(text, peerNames(scenario), *mock.place), text.find("{ value"));
  EXPECT_EQ(errors("services: { s: { f: { value: 1, unchecked: 5 } } }"),
            "s:1:44: services.s.f.unchecked: expected true or false, found a number");
}

TEST(Scenario, ErrorsBehindTheHundredthHaveNoPosition) {
  std::string text = "peers:\n";
  for (int i = 100; i < 203; ++i)
    text += "  p" + std::to_string(i) + ": { knid: node }\n";
  const auto errors = readScenario(text).errors;
  ASSERT_EQ(errors.size(), 103U);
  EXPECT_EQ(errors[99].line, 101U);
  EXPECT_EQ(errors[100].line, 0U);
  EXPECT_EQ(errors[102].path, "peers.p202.knid");
}

TEST(Scenario, ReportsAllErrorsInOrderOfTheText) {
  EXPECT_EQ(errors("ttl: x\nseed: y\ndata: 1\n"),
            "s:1:6: ttl: expected an integer, found a string\n"
            "s:2:7: seed: expected an integer, found a string\n"
            "s:3:7: data: expected true or false, found a number");
}

} // namespace
} // namespace aqua::network
