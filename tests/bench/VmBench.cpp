// The runtime alone: one invocation, from the text of the script on as the real VM gets it; streams
// and folds by their number of elements; a workflow over many peers. AQUA_BENCH_AIR and
// AQUA_BENCH_ANSWERS name a script and the number of calls that are answered before the invocation
// that is measured (vm.mjs).

#include <malloc.h>

#include <cstdlib>
#include <string>

#include "air/Parse.h"
#include "benchmark/benchmark.h"
#include "network/Network.h"
#include "vm/Vm.h"
#include "llvm/Support/MemoryBuffer.h"

namespace aqua {
namespace {

vm::Input inputFor(const air::Script& script) {
  vm::Input input;
  input.script = &script;
  input.params = {"A", "A", "p", 1700000000000, 7000};
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

/// Executes `text` once for each iteration. Heap: what the data of one invocation hold on to.
void execute(benchmark::State& state, const std::string& text, int64_t elements) {
  const air::ParseResult parsed = air::parseScript(text);
  if (!parsed.script) {
    state.SkipWithError("no script");
    return;
  }
  const vm::Input input = inputFor(*parsed.script);
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
}

/// A stream holds 1,023 values at most, as in AquaVM: more elements are in more streams. Each is
/// filled, folded over and canonicalised.
void streams(benchmark::State& state) {
  constexpr int64_t perStream = 1000;
  const int64_t elements = state.range(0);
  std::string text;
  std::string end;
  for (int64_t element = 0; element < elements; ++element) {
    const std::string name = "$s" + std::to_string(element / perStream);
    text += "(seq (ap " + std::to_string(element) + " " + name + ") ";
    end += ")";
    const bool isLast = element + 1 == elements || (element + 1) % perStream == 0;
    if (!isLast) continue;
    text += "(seq (par (fold " + name + " i (par (ap i $t" + name.substr(2) +
            ") (next i))) (null)) (seq (canon \"A\" " + name + " #c" + name.substr(2) + ") ";
    end += "))";
  }
  execute(state, text + "(null)" + end, elements);
}
BENCHMARK(streams)->Arg(100)->Arg(1000)->Arg(4000)->Unit(benchmark::kMillisecond);

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
}
BENCHMARK(array)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

/// `for … par` over as many peers: each is asked, and its answer comes back to the start, by way of
/// the network.
void peers(benchmark::State& state) {
  network::Scenario scenario = network::defaultScenario();
  scenario.init = "node1";
  scenario.maxSteps = 100000;
  scenario.ttl = 1000000;
  std::vector<value::Value> ids;
  for (int64_t i = 0; i < state.range(0); ++i) {
    network::PeerDescription peer;
    peer.name = "worker" + std::to_string(i);
    ids.push_back(value::Value::string(network::peerId(peer)));
    scenario.peers.push_back(std::move(peer));
  }
  scenario.args["peers"] = value::Value::array(std::move(ids));
  const std::string text = R"((seq (call %init_peer_id% ("getDataSrv" "peers") [] peers)
    (seq (par (fold peers p (par (seq (call p ("peer" "timestamp_ms") [] $answers)
                                      (call %init_peer_id% ("op" "noop") [])) (next p)))
              (null))
         (call %init_peer_id% ("callbackSrv" "response") []))))";
  network::RunOptions options;
  options.machine = {vm::invoke, vm::dataSize};
  options.wallClock = [] { return 0.0; };
  uint64_t hops = 0;
  uint64_t invocations = 0;
  for (auto _ : state) {
    const network::RunResult result = network::runText(scenario, text, options);
    hops = result.outcome.stats.hops;
    invocations = result.outcome.stats.vmInvocations;
  }
  state.counters["hops"] = static_cast<double>(hops);
  state.counters["invocations"] = static_cast<double>(invocations);
}
BENCHMARK(peers)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
} // namespace aqua
