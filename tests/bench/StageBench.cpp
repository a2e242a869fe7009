// Each stage of the compiler alone, on the module that AQUA_BENCH_FILE names: lines per second up
// to the checks, AIR instructions per second behind them (only exported functions become scripts).

#include <cstdlib>
#include <string>

#include "air/Print.h"
#include "benchmark/benchmark.h"
#include "driver/Compilation.h"
#include "emit/EmitAir.h"
#include "format/Format.h"
#include "syntax/Parse.h"
#include "llvm/Support/MemoryBuffer.h"

namespace aqua {
namespace {

std::string benchFile() {
  const char* path = std::getenv("AQUA_BENCH_FILE");
  return path ? path : "";
}

std::string benchText() {
  auto buffer = llvm::MemoryBuffer::getFile(benchFile());
  return buffer ? (*buffer)->getBuffer().str() : "";
}

void countLines(benchmark::State& state) {
  const std::string text = benchText();
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(std::count(text.begin(), text.end(), '\n')));
  state.SetLabel("items are lines");
}

void parse(benchmark::State& state) {
  const std::string text = benchText();
  for (auto _ : state) {
    support::NameTable names;
    support::DiagnosticSink diags;
    benchmark::DoNotOptimize(syntax::parseFile({1}, text, names, diags));
  }
  countLines(state);
}
BENCHMARK(parse);

/// From text to text, with the check of syntax errors and that of the result.
void format(benchmark::State& state) {
  const std::string text = benchText();
  for (auto _ : state) {
    support::DiagnosticSink diags;
    const format::Result result = format::formatText({1}, text, {}, diags);
    if (result.outcome != format::Outcome::Formatted) state.SkipWithError("not formatted");
  }
  countLines(state);
}
BENCHMARK(format);

void parseAndCheck(benchmark::State& state) {
  const auto files = llvm::vfs::getRealFileSystem();
  for (auto _ : state) {
    const driver::Compilation compilation(benchFile(), {}, *files);
    if (compilation.diagnostics().hasErrors()) state.SkipWithError("the module has errors");
  }
  countLines(state);
}
BENCHMARK(parseAndCheck);

void countInstructions(benchmark::State& state, const driver::Compilation& compilation);

/// Runs `stage` on what `prepare` makes of every exported function of the module.
template <typename Prepare, typename Stage>
void perEntry(benchmark::State& state, Prepare prepare, Stage stage) {
  const auto files = llvm::vfs::getRealFileSystem();
  const driver::Compilation compilation(benchFile(), {}, *files);
  using Prepared = decltype(prepare(compilation.entries().front().function));
  std::vector<Prepared> prepared;
  for (const driver::Entry& entry : compilation.entries())
    prepared.push_back(prepare(entry.function));
  for (auto _ : state)
    for (const Prepared& input : prepared)
      benchmark::DoNotOptimize(stage(input));
  countInstructions(state, compilation);
}

flow::Process toFlow(const hir::ExportedFunction& function) {
  support::DiagnosticSink diags;
  return flow::lowerToFlow(function, {}, diags);
}

struct Routed {
  std::unique_ptr<flow::Process> flow;
  route::Process routed;
};

Routed toRouted(const hir::ExportedFunction& function) {
  auto process = std::make_unique<flow::Process>(toFlow(function));
  route::Process routed = route::routeProcess(*process);
  return {std::move(process), std::move(routed)};
}

void countInstructions(benchmark::State& state, const driver::Compilation& compilation) {
  size_t count = 0;
  for (const driver::Entry& entry : compilation.entries())
    count += emit::emitAir(toRouted(entry.function).routed).origins.size();
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(count));
  state.SetLabel("items are AIR instructions");
}

hir::ExportedFunction unchanged(const hir::ExportedFunction& function) {
  return function;
}

void lower(benchmark::State& state) {
  perEntry(state, unchanged, toFlow);
}
BENCHMARK(lower);

void routeAll(benchmark::State& state) {
  perEntry(state, toFlow, [](const flow::Process& p) { return route::routeProcess(p); });
}
BENCHMARK(routeAll);

void emitAndPrint(benchmark::State& state) {
  perEntry(state, toRouted,
           [](const Routed& r) { return air::toText(emit::emitAir(r.routed).script); });
}
BENCHMARK(emitAndPrint);

void lowerRouteEmit(benchmark::State& state) {
  perEntry(state, unchanged, [](const hir::ExportedFunction& function) {
    return air::toText(emit::emitAir(toRouted(function).routed).script);
  });
}
BENCHMARK(lowerRouteEmit);

} // namespace
} // namespace aqua
