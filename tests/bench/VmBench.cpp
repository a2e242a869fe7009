// The runtime alone: one invocation, from the text of the script on as the real VM gets it; streams
// and folds by their number of elements; a workflow over many peers. AQUA_BENCH_AIR and
// AQUA_BENCH_ANSWERS name a script and the number of calls that are answered before the invocation
// that is measured (vm.mjs).

#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "air/Parse.h"
#include "benchmark/benchmark.h"
#include "network/Network.h"
#include "trace/Data.h"
#include "vm/Vm.h"
#include "llvm/Support/MemoryBuffer.h"

namespace aqua {
namespace {

vm::Input inputFor(const air::Script& script) {
  vm::Input input;
  input.script = &script;
  input.params = {"A", "A", "p", 1700000000000, 7000, {}};
  return input;
}

/// The data after so many answers, one after the other.
vm::DataRef dataAfter(const air::Script& script, int answers) {
  vm::Input input = inputFor(script);
  vm::Outcome outcome = vm::invoke(input);
  for (int i = 0; i < answers && !outcome.requests.empty(); ++i) {
    input.previous = outcome.data;
    input.results = {{outcome.requests.front().id, {0, "\"answer\""}}};
    outcome = vm::invoke(input);
  }
  return outcome.data;
}

void invocation(benchmark::State& state) {
  const char* path = std::getenv("AQUA_BENCH_AIR");
  const char* answers = std::getenv("AQUA_BENCH_ANSWERS");
  const auto buffer = llvm::MemoryBuffer::getFile(path ? path : "");
  if (!buffer) {
    state.SkipWithError("AQUA_BENCH_AIR names no file");
    return;
  }
  const llvm::StringRef text = (*buffer)->getBuffer();
  const air::ParseResult parsed = air::parseScript(text);
  const vm::DataRef data = dataAfter(*parsed.script, answers ? std::atoi(answers) : 0);
  for (auto _ : state) {
    const air::ParseResult script = air::parseScript(text);
    vm::Input input = inputFor(*script.script);
    input.previous = data;
    benchmark::DoNotOptimize(vm::invoke(input));
  }
  state.SetLabel(std::to_string(parsed.script->size()) + " instructions");
}
BENCHMARK(invocation);

/// The peak of this process so far. (getrusage would say that of the program that started it.)
double peakMegabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (llvm::StringRef(line).starts_with("VmHWM:"))
      return std::strtod(line.c_str() + std::strlen("VmHWM:"), nullptr) / 1024;
  return 0;
}

/// Executes `text` once for each iteration. Heap: what the data of one invocation hold on to.
void execute(benchmark::State& state, const std::string& text, int64_t elements) {
  const air::ParseResult parsed = air::parseScript(text);
  if (!parsed.script) {
    state.SkipWithError("no script");
    return;
  }
  vm::Input input = inputFor(*parsed.script);
  input.params.limits.streamSize = vm::maxStreamLimit;
  const size_t before = mallinfo2().uordblks;
  const vm::Outcome kept = vm::invoke(input);
  const size_t heap = mallinfo2().uordblks - before;
  if (kept.code != 0) {
    state.SkipWithError(kept.errorMessage.c_str());
    return;
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(vm::invoke(input));
  state.SetItemsProcessed(state.iterations() * elements);
  state.counters["heap_per_item"] = static_cast<double>(heap) / static_cast<double>(elements);
  state.counters["peak_rss_mb"] = peakMegabytes();
}

/// In pairs, so that the text is not deeper than the parser permits.
std::string pushes(int64_t first, int64_t end) {
  if (end - first == 1) return "(ap " + std::to_string(first) + " $s)";
  const int64_t middle = first + (end - first) / 2;
  return "(seq " + pushes(first, middle) + " " + pushes(middle, end) + ")";
}

/// One stream with so many elements, each added by an instruction of its own, then folded over and
/// canonicalised. AquaVM refuses 1,024, so the limit is raised.
void stream(benchmark::State& state) {
  const int64_t elements = state.range(0);
  const std::string fold = "(par (fold $s i (par (ap i $t) (next i))) (null))";
  execute(state, "(seq " + pushes(0, elements) + " (seq " + fold + " (canon \"A\" $s #c)))",
          elements);
}
BENCHMARK(stream)->Arg(1250)->Arg(2500)->Arg(5000)->Arg(10000)->Unit(benchmark::kMillisecond);

/// The same when the elements come back from the data of the invocation before.
void streamReplayed(benchmark::State& state) {
  const int64_t elements = state.range(0);
  const air::ParseResult parsed = air::parseScript(
      R"((seq (call "A" ("s" "f") [] xs) (seq (par (fold xs x (par (ap x $s) (next x))) (null))
         (seq (par (fold $s i (par (ap i $t) (next i))) (null)) (canon "A" $s #c)))))");
  vm::Input input = inputFor(*parsed.script);
  input.params.limits.streamSize = vm::maxStreamLimit;
  input.previous = vm::invoke(input).data;
  std::string answer = "[0";
  for (int64_t i = 1; i < elements; ++i)
    answer += "," + std::to_string(i);
  input.results = {{1, {0, answer + "]"}}};
  input.previous = vm::invoke(input).data;
  input.results.clear();
  input.current = input.previous;
  for (auto _ : state)
    benchmark::DoNotOptimize(vm::invoke(input));
  state.SetItemsProcessed(state.iterations() * elements);
  state.counters["peak_rss_mb"] = peakMegabytes();
}
BENCHMARK(streamReplayed)
    ->Arg(1250)
    ->Arg(2500)
    ->Arg(5000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);

/// The answer of a call with 10,000 elements is folded over.
void array(benchmark::State& state) {
  const int64_t elements = state.range(0);
  const air::ParseResult parsed = air::parseScript(
      R"((seq (call "A" ("s" "f") [] xs) (fold xs i (par (call "A" ("s" "g") [i]) (next i)))))");
  vm::Input input = inputFor(*parsed.script);
  const vm::Outcome first = vm::invoke(input);
  std::string answer = "[0";
  for (int64_t i = 1; i < elements; ++i)
    answer += "," + std::to_string(i);
  input.previous = first.data;
  input.results = {{1, {0, answer + "]"}}};
  for (auto _ : state)
    benchmark::DoNotOptimize(vm::invoke(input));
  state.SetItemsProcessed(state.iterations() * elements);
  state.counters["peak_rss_mb"] = peakMegabytes();
}
BENCHMARK(array)->Arg(1250)->Arg(2500)->Arg(5000)->Arg(10000)->Unit(benchmark::kMillisecond);

/// A workflow over as many peers, by way of the network. Sizes of particles are not counted, as in
/// `aqua run` without a report.
void runOverPeers(benchmark::State& state, const std::string& text) {
  network::Scenario scenario = network::defaultScenario();
  scenario.init = "node1";
  scenario.maxSteps = 100000;
  scenario.ttl = 1000000;
  std::vector<value::Value> ids;
  for (int64_t i = 0; i < state.range(0); ++i) {
    network::PeerDescription peer;
    peer.name = "worker" + std::to_string(i);
    peer.id = network::peerId(peer);
    ids.push_back(value::Value::string(peer.id));
    scenario.peers.push_back(std::move(peer));
  }
  scenario.args["peers"] = value::Value::array(std::move(ids));
  network::RunOptions options;
  options.wallClock = [] { return 0.0; };
  uint64_t hops = 0;
  uint64_t invocations = 0;
  size_t states = 0;  // that all peers keep in the end
  size_t visited = 0; // in all invocations
  size_t heap = 0;
  options.machine.invoke = [&](const vm::Input& input) {
    vm::Outcome outcome = vm::invoke(input);
    if (outcome.data) visited += outcome.data->trace().size();
    return outcome;
  };
  bool hasAnswer = true;
  for (auto _ : state) {
    const size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    const network::RunResult result = network::runText(scenario, text, options);
    heap = mallinfo2().uordblks + mallinfo2().hblkhd - before;
    hasAnswer = hasAnswer && !result.outcome.responses.empty();
    hops = result.outcome.stats.hops;
    invocations = result.outcome.stats.vmInvocations;
    states = 0;
    for (const network::PeerResult& peer : result.peers)
      if (peer.data) states += peer.data->trace().size();
  }
  if (!hasAnswer) state.SkipWithError("no answer");
  state.counters["hops"] = static_cast<double>(hops);
  state.counters["invocations"] = static_cast<double>(invocations);
  state.counters["visited"] = static_cast<double>(visited);
  state.counters["states"] = static_cast<double>(states);
  state.counters["heap_per_state"] = static_cast<double>(heap) / static_cast<double>(states);
  state.counters["peak_rss_mb"] = peakMegabytes();
}

/// `for … par` over as many peers: each is asked, and its answer comes back to the start.
void peers(benchmark::State& state) {
  runOverPeers(state, R"((seq (call %init_peer_id% ("getDataSrv" "peers") [] peers)
    (seq (par (fold peers p (par (seq (call p ("peer" "timestamp_ms") [] $answers)
                                      (call %init_peer_id% ("op" "noop") [])) (next p)))
              (null))
         (call %init_peer_id% ("callbackSrv" "response") []))))");
}
BENCHMARK(peers)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond)->Iterations(1);

/// As the compiler writes `for p <- peers par: on p: answers <- Peer.timestamp_ms()` with a `join`
/// of all answers, which the start waits for and then returns.
void peersJoined(benchmark::State& state) {
  runOverPeers(state, R"((seq (call %init_peer_id% ("getDataSrv" "peers") [] peers)
    (seq (new $answers
          (seq (par (fold peers p (par (seq (call p ("peer" "timestamp_ms") [] $answers)
                                            (canon %init_peer_id% $h #h))
                                       (next p)))
                    (null))
               (seq (new $seen
                     (fold $answers i
                      (seq (ap i $seen)
                       (seq (canon %init_peer_id% $seen #count)
                        (xor (match #count.length )" +
                          std::to_string(state.range(0)) + R"( (null))
                             (next i))))))
                    (canon %init_peer_id% $answers #answers))))
         (call %init_peer_id% ("callbackSrv" "response") [#answers]))))");
}
BENCHMARK(peersJoined)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
} // namespace aqua
