// Replays what the oracle recorded: the outcomes must be equal to the letter, but for wall times
// and byte counts (tests/conformance/network).

#include <cmath>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "gtest/gtest.h"

#include "network/Network.h"
#include "network/ProcessEngine.h"

namespace aqua::network {
namespace {

using value::Value;

std::string readFile(llvm::StringRef name) {
  const auto path = AQUA_ORACLE_CASES "/" + name.str();
  auto buffer = llvm::MemoryBuffer::getFile(path);
  EXPECT_TRUE(static_cast<bool>(buffer)) << path;
  return buffer ? (*buffer)->getBuffer().str() : "";
}

struct Case {
  std::string scenario;
  std::string air;
};

void addCases(llvm::StringRef file, std::map<std::string, Case>& cases) {
  const std::string text = readFile(file);
  llvm::StringRef rest = text;
  rest.consume_front("# ");
  while (!rest.empty()) {
    const auto [one, others] = rest.split("\n# ");
    const auto [head, air] = one.split("\n---\n");
    const auto [title, scenario] = head.split('\n');
    cases[title.split(':').first.str()] = {scenario.str(), air.rtrim().str()};
    rest = others;
  }
}

/// JavaScript has one kind of number, so `1.0` of ours is `1` there.
Value withJsNumbers(const Value& value) {
  if (value.kind() == value::Kind::Float && value.asFloat() == std::trunc(value.asFloat()))
    return Value::integer(static_cast<int64_t>(value.asFloat()));
  if (value.isArray()) {
    std::vector<Value> items;
    for (const Value& item : value.items())
      items.push_back(withJsNumbers(item));
    return Value::array(std::move(items));
  }
  if (value.isObject()) {
    std::vector<value::Member> members;
    for (const auto& [key, item] : value.members())
      members.emplace_back(key, withJsNumbers(item));
    return Value::object(std::move(members));
  }
  return value;
}

/// The outcome without what differs from run to run, a line per field and per call.
std::string comparable(const Value& outcome) {
  std::string text;
  for (const auto& [key, field] : outcome.members()) {
    if (key == "stats") {
      for (const auto& [name, number] : field.members())
        if (name != "vmMs" && name != "bytesMoved" && name != "maxDataBytes")
          text += name + " " + value::toJson(number) + "\n";
    } else if (field.isArray()) {
      for (const Value& item : field.items())
        text += key + " " + value::toJson(withJsNumbers(item)) + "\n";
    } else {
      text += key + " " + value::toJson(field) + "\n";
    }
  }
  return text;
}

std::string runOurs(const Case& one, const Value* seed) {
  ScenarioResult read = readScenario(one.scenario);
  if (!read.scenario) return toText(read.errors.front(), "scenario");
  if (seed) read.scenario->seed = static_cast<uint32_t>(seed->asInt());
  ProcessEngine engine;
  RunOptions options;
  options.machine = {vm::invoke, vm::dataSize};
  options.failurePolicy = host::FailurePolicy::Drop;
  options.mockHelpers.engine = &engine;
  const std::string air = peerNames(*read.scenario).toIds(one.air);
  std::string text;
  llvm::raw_string_ostream out(text);
  printOutcome(runText(*read.scenario, air, options), vm::readable, out);
  const value::ReadResult outcome = value::parseJson(text);
  return outcome.ok ? comparable(outcome.value) : "not JSON: " + text;
}

void replay(llvm::StringRef file) {
  const bool hasNode = static_cast<bool>(llvm::sys::findProgramByName("node"));
  std::map<std::string, Case> cases;
  addCases(file, cases);
  const std::string expected = readFile("expected.jsonl");
  size_t compared = 0;
  for (const llvm::StringRef line : llvm::split(llvm::StringRef(expected).rtrim(), '\n')) {
    const value::ReadResult record = value::parseJson(line);
    ASSERT_TRUE(record.ok);
    const std::string name = record.value.field("case")->asString().str();
    const auto one = cases.find(name);
    if (one == cases.end()) continue;
    if (!hasNode && llvm::StringRef(one->second.scenario).contains("\"js\"")) continue;
    const Value* seed = record.value.field("seed");
    EXPECT_EQ(comparable(*record.value.field("outcome")), runOurs(one->second, seed))
        << name << (seed ? " with seed " + value::toJson(*seed) : "");
    ++compared;
  }
  EXPECT_GT(compared, 150u);
}

TEST(Oracle, HandWrittenCasesHaveTheSameOutcome) {
  replay("cases.txt");
}

TEST(Oracle, ExamplesOfTheSpecificationHaveTheSameOutcome) {
  replay("examples.txt");
}

} // namespace
} // namespace aqua::network
