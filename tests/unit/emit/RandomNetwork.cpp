#include "RandomNetwork.h"

#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

#include "air/Parse.h"
#include "network/Network.h"
#include "vm/Vm.h"

namespace aqua::test {

namespace {

using value::Value;

uint32_t hashOf(llvm::StringRef text) {
  uint32_t hash = 7;
  for (const char c : text)
    hash = hash * 31 + static_cast<unsigned char>(c);
  return hash;
}

/// Arrays come from streams and maps, whose order is not fixed.
std::string textOf(llvm::ArrayRef<Value> values) {
  std::vector<std::string> texts;
  const auto add = [&](const std::string& name, const Value& each) {
    texts.push_back(name + (each.isArray() ? textOf(each.items()) : value::toJson(each)));
  };
  for (const Value& each : values) {
    if (!each.isObject()) {
      add("", each);
      continue;
    }
    for (const value::Member& member : each.members())
      add(member.first + ": ", member.second);
  }
  llvm::sort(texts);
  return '[' + llvm::join(texts, ",") + ']';
}

/// The services of random programs.
class Services : public host::ExpressionEngine {
public:
  explicit Services(const RandomProgram& program) : program_(program) {}

  host::ExpressionReply evaluate(llvm::StringRef function, const Value& arguments,
                                 const Value& context) override {
    const llvm::ArrayRef<Value> items = arguments.items();
    const std::string tag = items.front().asString().str();
    if (llvm::is_contained(program_.failing, tag))
      return {host::ExpressionReply::Kind::Failed, {}, "boom " + tag};
    const std::string rest = textOf(items.drop_front());
    const Value name = Value::string(tag + '/' + context.field("peer")->asString().str() + '/' +
                                     llvm::utohexstr(hashOf(rest)));
    return {host::ExpressionReply::Kind::Value, answer(function, tag, rest, name), {}};
  }

private:
  Value answer(llvm::StringRef function, const std::string& tag, const std::string& rest,
               const Value& name) {
    if (function == "bool") return Value::boolean(hashOf(tag + rest) % 2 == 0);
    if (function == "opt") {
      const bool isSome = hashOf(tag + rest) % 2 == 0;
      return Value::array(isSome ? std::vector{name} : std::vector<Value>());
    }
    if (function == "recd") {
      if (llvm::is_contained(program_.bad, tag)) return Value::object({});
      return Value::object({{"a", name}});
    }
    return name;
  }

  const RandomProgram& program_;
};

network::Scenario scenarioOf(const RandomProgram& program, std::optional<uint32_t> seed,
                             Reachability reachability) {
  network::Scenario scenario = network::defaultScenario();
  scenario.unknownPeers = network::UnknownPeers::Undelivered;
  scenario.seed = seed;
  scenario.maxSteps = 3000;
  const auto id = [&](llvm::StringRef name) {
    return Value::string(network::peerId(*network::findPeer(scenario, name)));
  };
  for (const auto& [name, peers] : program.arguments) {
    std::vector<Value> ids;
    for (const std::string& peer : peers)
      ids.push_back(id(peer));
    const bool isArray = llvm::is_contained(program.arrays, name);
    scenario.args[name] = isArray ? Value::array(ids) : ids.front();
  }
  for (network::PeerDescription& peer : scenario.peers) {
    peer.down = program.down == peer.name;
    const bool isNode = !program.hasRelay && peer.name == "client";
    if (isNode || reachability == Reachability::Everybody) peer.kind = network::PeerKind::Node;
  }
  for (const char* function : {"get", "err", "bool", "recd", "opt", "arr", "map"}) {
    host::Mock& mock = scenario.services["srv"][function];
    mock.kind = host::Mock::Kind::Expression;
    mock.expression = function;
  }
  return scenario;
}

/// Of an error, what does not quote the script.
std::string errorText(const Value& error) {
  const Value* code = error.field("error_code");
  if (!code) return value::toJson(error);
  const bool isService = code->kind() == value::Kind::Int && code->asInt() == 10000;
  return value::toJson(*code) + (isService ? ' ' + value::toJson(*error.field("message")) : "");
}

} // namespace

Observation run(const RandomProgram& program, const std::string& air, std::optional<uint32_t> seed,
                Reachability reachability) {
  const air::ParseResult parsed = air::parseScript(air);
  if (!parsed.script) {
    ADD_FAILURE() << "seed " << program.seed << ": " << air::errorText(air, parsed.errors);
    return {};
  }
  Services services(program);
  network::RunOptions options;
  options.machine = {vm::invoke, vm::dataSize};
  options.failurePolicy = host::FailurePolicy::Drop;
  options.mockHelpers.engine = &services;
  const network::RunResult result =
      network::run(scenarioOf(program, seed, reachability), {&*parsed.script, air.size()}, options);

  Observation observation;
  observation.hops = result.outcome.stats.hops;
  for (const auto& arguments : result.outcome.responses)
    observation.answers.push_back("response " + value::toJson(Value::array(arguments)));
  for (const auto& arguments : result.outcome.errors)
    observation.answers.push_back("error " + errorText(arguments.front()));
  for (const network::CallRecord& call : result.outcome.calls) {
    if (call.request.service != "srv") continue;
    observation.calls.insert(result.peers[call.peer].name + ' ' + call.request.function + ' ' +
                             textOf(call.request.arguments) + " = " +
                             value::toJson(call.answer.value));
  }
  for (const network::VmError& error : result.outcome.vmErrors)
    observation.failures.push_back(result.peers[error.peer].name + ": " +
                                   std::to_string(error.code) + ' ' + error.message);
  return observation;
}

std::vector<std::string> missingCalls(const Observation& expected, const Observation& actual) {
  std::vector<std::string> missing;
  std::set_difference(expected.calls.begin(), expected.calls.end(), actual.calls.begin(),
                      actual.calls.end(), std::back_inserter(missing));
  return missing;
}

} // namespace aqua::test
