#include "RandomRun.h"

#include <random>

#include <fmt/format.h>

namespace aqua::network {

using value::Value;

namespace {

constexpr llvm::StringLiteral peerNamesOfRun[] = {"client", "relay", "node1", "node2", "node3"};

/// A source of decisions; the same on every machine.
class Dice {
public:
  explicit Dice(uint32_t seed) : engine_(seed) {}

  uint32_t below(uint32_t limit) { return static_cast<uint32_t>(engine_() % limit); }
  bool once(uint32_t in) { return below(in) == 0; }
  template <typename List>
  auto& of(List& list) {
    return list[below(static_cast<uint32_t>(std::size(list)))];
  }

private:
  std::mt19937 engine_;
};

class ScriptWriter {
public:
  explicit ScriptWriter(Dice& dice) : dice_(dice) {}

  std::string script() {
    std::string body = instruction(5);
    for (int more = 0; more < 3; ++more) {
      const char* word = dice_.once(2) ? "seq" : "par";
      body = fmt::format("({} {} {})", word, body, instruction(5));
    }
    return fmt::format("(xor (seq {} {}) {})", body, respond(),
                       R"((call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0]))");
  }

private:
  std::string fresh(const char* prefix) { return prefix + std::to_string(++count_); }

  std::string peer() {
    if (dice_.once(4)) return "%init_peer_id%";
    return fmt::format("\"{{{{{}}}}}\"", dice_.of(peerNamesOfRun).str());
  }

  std::string argument() {
    constexpr llvm::StringLiteral literals[] = {"1", "\"text\"", "true", "[]", "2.5"};
    if (scalars_.empty() || dice_.once(3)) return dice_.of(literals).str();
    return dice_.of(scalars_);
  }

  std::string output() {
    if (dice_.once(6)) return "";
    if (!streams_.empty() && dice_.once(2)) return dice_.of(streams_);
    scalars_.push_back(fresh("x"));
    return scalars_.back();
  }

  std::string call() {
    const std::string place = peer();
    const uint32_t kind = dice_.below(12);
    if (kind == 0)
      return fmt::format(R"((call {} ("peer" "timeout") [15 "t"] {}))", place, output());
    if (kind == 1)
      return fmt::format(R"((call {} ("peer" "timestamp_ms") [] {}))", place, output());
    if (kind == 2) {
      const std::string list = fresh("l");
      lists_.push_back(list);
      return fmt::format(R"((call {} ("s" "list") [] {}))", place, list);
    }
    const std::string first = argument();
    const std::string arguments = first + " " + argument();
    if (kind < 6) return risky(place, arguments);
    constexpr llvm::StringLiteral functions[] = {"value", "echo", "slow"};
    const llvm::StringRef function = dice_.of(functions);
    return fmt::format(R"((call {} ("s" "{}") [{}] {}))", place, function.str(), arguments,
                       output());
  }

  /// Calls that may fail, as a rule with somebody who catches the error.
  std::string risky(const std::string& place, const std::string& arguments) {
    constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> functions[] = {
        {"s", "seq"}, {"s", "seq"},     {"s", "cases"},
        {"s", "err"}, {"vault", "put"}, {"nobody", "knows"}};
    const auto [service, function] =
        dice_.once(25) ? std::pair(functions[0].first, llvm::StringLiteral("never"))
                       : dice_.of(functions);
    const std::string call = fmt::format(R"((call {} ("{}" "{}") [{}] {}))", place, service.str(),
                                         function.str(), arguments, output());
    return dice_.once(6) ? call : fmt::format("(xor {} (null))", call);
  }

  /// Names that the instruction defines are visible behind it.
  std::string instruction(int depth) {
    if (depth == 0 || dice_.once(7)) return call();
    switch (dice_.below(10)) {
    case 0:
    case 1:
    case 2: return two("seq", depth);
    case 3:
    case 4: return two("par", depth);
    case 5: return two("xor", depth);
    case 6: return restriction(depth);
    case 7: return fold(depth);
    case 8: return condition(depth);
    default: return canon(depth);
    }
  }

  std::string two(const char* word, int depth) {
    const std::string first = instruction(depth - 1);
    return fmt::format("({} {} {})", word, first, instruction(depth - 1));
  }

  /// What it defines ends with it: so do the names.
  template <typename Write>
  std::string scoped(Write write) {
    const size_t scalars = scalars_.size();
    const size_t streams = streams_.size();
    const size_t lists = lists_.size();
    std::string text = write();
    scalars_.resize(scalars);
    streams_.resize(streams);
    lists_.resize(lists);
    return text;
  }

  std::string restriction(int depth) {
    return scoped([&] {
      const std::string stream = fresh("$s");
      streams_.push_back(stream);
      return fmt::format("(new {} {})", stream, instruction(depth - 1));
    });
  }

  std::string fold(int depth) {
    if (lists_.empty()) return call();
    const std::string list = dice_.of(lists_);
    return scoped([&] {
      const std::string item = fresh("i");
      scalars_.push_back(item);
      const char* word = dice_.once(2) ? "par" : "seq";
      const std::string body = instruction(std::min(depth - 1, 2));
      return fmt::format("(fold {} {} ({} {} (next {})))", list, item, word, body, item);
    });
  }

  std::string condition(int depth) {
    const std::string left = argument();
    const std::string right = argument();
    const char* word = dice_.once(2) ? "match" : "mismatch";
    const char* otherwise = dice_.once(3) ? R"((fail 7 "failed"))" : "(null)";
    return fmt::format("(xor ({} {} {} {}) {})", word, left, right, instruction(depth - 1),
                       otherwise);
  }

  std::string canon(int depth) {
    if (streams_.empty()) return restriction(depth);
    const std::string name = fresh("#c");
    const std::string& stream = dice_.of(streams_);
    const std::string text = fmt::format("(canon {} {} {})", peer(), stream, name);
    scalars_.push_back(name);
    return text;
  }

  std::string respond() {
    return fmt::format(R"((call %init_peer_id% ("callbackSrv" "response") [{}]))", argument());
  }

  Dice& dice_;
  std::vector<std::string> scalars_, streams_, lists_;
  int count_ = 0;
};

host::Mock mock(host::Mock::Kind kind, Value value = {}, uint64_t delay = 0) {
  host::Mock result;
  result.kind = kind;
  result.value = std::move(value);
  result.delay = delay;
  return result;
}

void addServices(Scenario& scenario) {
  using Kind = host::Mock::Kind;
  host::MockFunctions& service = scenario.services["s"];
  service["value"] = mock(Kind::Value, Value::string("v"));
  service["echo"] = mock(Kind::Echo);
  service["slow"] = mock(Kind::Value, Value::string("late"), 60);
  service["err"] = mock(Kind::Error, Value::string("broken"));
  service["never"] = mock(Kind::Never);
  service["list"] = mock(Kind::Value, Value::array({Value::integer(1), Value::integer(2)}));
  service["seq"] = mock(Kind::Sequence);
  service["seq"].sequence = {mock(Kind::Value, Value::integer(1)),
                             mock(Kind::Error, Value::string("second")),
                             mock(Kind::Value, Value::integer(3), 25)};
  service["cases"] = mock(Kind::Cases);
  service["cases"].cases = {{{Value::string("v")}, mock(Kind::Value, Value::string("of v"))},
                            {{Value::integer(1)}, mock(Kind::Echo)}};
}

void addFaults(Dice& dice, Scenario& scenario) {
  using Kind = Fault::Kind;
  constexpr Kind kinds[] = {Kind::Down,      Kind::Up,   Kind::Forget, Kind::Cut, Kind::Drop,
                            Kind::Duplicate, Kind::Slow, Kind::Fail,   Kind::Hang};
  constexpr llvm::StringLiteral functions[] = {"value", "echo", "seq", "*"};
  const auto peer = [&] { return dice.once(3) ? anyName.str() : dice.of(peerNamesOfRun).str(); };
  for (uint32_t count = dice.below(6); count > 0; --count) {
    Fault& fault = scenario.faults.emplace_back();
    fault.kind = dice.of(kinds);
    // A network without its peers is dull.
    fault.peer = dice.of(peerNamesOfRun).str();
    fault.from = peer();
    fault.to = peer();
    fault.at = dice.below(120);
    if (dice.once(2)) fault.until = fault.at + 1 + dice.below(60);
    fault.ms = 1 + dice.below(50);
    if (scenario.seed) fault.rate = dice.once(3) ? 1 : 0.4;
    fault.service = "s";
    fault.function = dice.of(functions).str();
    fault.nth = 1 + dice.below(3);
    fault.error = Value::string("struck");
  }
}

} // namespace

RandomRun randomRun(uint32_t seed) {
  Dice dice(seed);
  RandomRun run;
  run.scenario = defaultScenario();
  run.scenario.data = run.scenario.tetraplets = run.scenario.trace = true;
  run.scenario.maxSteps = 400;
  run.scenario.ttl = dice.once(5) ? 90 : 7000;
  run.scenario.stopAtResponse = dice.once(6);
  if (!dice.once(3)) run.scenario.seed = dice.below(1000);
  for (PeerDescription& peer : run.scenario.peers) {
    if (peer.name == "client" && !dice.once(4)) peer.kind = PeerKind::Node;
    peer.clock = dice.below(3) * 1000;
  }
  addServices(run.scenario);
  addFaults(dice, run.scenario);
  run.air = peerNames(run.scenario).toIds(ScriptWriter(dice).script());
  return run;
}

} // namespace aqua::network
