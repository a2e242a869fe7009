// From text to syntax tree, on a generated program, in lines per second.

#include <string>

#include "benchmark/benchmark.h"
#include "syntax/Parse.h"

namespace aqua {
namespace {

/// One definition of everything, about as dense as real programs; `number` makes names differ.
std::string makeModule(size_t number) {
  const std::string n = std::to_string(number);
  return "\ndata Point" + n + ":\n  x: u32\n  name: ?string\n\nservice Store" + n +
         "(\"store\"):\n" + "  get(key: string) -> []u32\n  put(key: string, value: u32)\n\n" +
         "-- Asks all peers and gives back the first answers.\nfunc collect" + n +
         "(peers: []string, relay: string, limit: u32) -> []u32, bool:\n  found: *u32\n" +
         "  for peer <- peers par:\n    on peer via relay:\n      try:\n        values <- Store" +
         n + ".get(\"key\")\n        if values.length > limit && !(limit == 0):\n" +
         "          found <<- values[limit - 1] + values!2 * 3\n        else:\n          Store" +
         n + ".put(\"empty\", 0)\n      catch error:\n        log(error.message, [limit, 1, 2])\n" +
         "  join found[limit]\n  point = Point" + n + "(x = limit, name = ?[relay])\n" +
         "  change = (by: u32) -> u32:\n    <- by + point.x\n  result <- change(limit)\n" +
         "  <- found, result >= 1\n";
}

void textToTree(benchmark::State& state) {
  std::string text = "aqua Bench declares *\n";
  for (size_t i = 0; i < static_cast<size_t>(state.range(0)); ++i)
    text += makeModule(i);
  const auto lines = std::count(text.begin(), text.end(), '\n');
  for (auto _ : state) {
    support::NameTable names;
    support::DiagnosticSink diags;
    benchmark::DoNotOptimize(syntax::parseFile({1}, text, names, diags));
    if (diags.hasErrors()) state.SkipWithError("the program has syntax errors");
  }
  state.SetItemsProcessed(state.iterations() * lines);
  state.SetLabel("items are lines");
}
BENCHMARK(textToTree)->Arg(1)->Arg(100)->Arg(2000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace aqua
