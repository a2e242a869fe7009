// A generated project of many modules: lines per second of parsing and of parsing with checks, and
// the memory that the checked project holds on to. The argument is the number of lines; a module
// has 250.

#include <malloc.h>

#include <string>
#include <vector>

#include "benchmark/benchmark.h"

#include "llvm/Support/MemoryBuffer.h"

#include "driver/Compilation.h"
#include "syntax/Parse.h"

namespace aqua {
namespace {

constexpr size_t linesPerModule = 250;

/// About as dense as real programs: of everything a little, with comments and blank lines.
std::string functionText(const std::string& name, const std::string& earlier) {
  return "\n-- Asks every peer and gives back the first answers.\n"
         "-- Peers that do not answer are left out.\n"
         "func " +
         name +
         "(peers: []string, relay: string, limit: u32) -> []string, u32:\n"
         "  found: *string\n"
         "\n"
         "  for peer <- peers par:\n"
         "    on peer via relay:\n"
         "      try:\n"
         "        state <- Worker.start(\"key\", limit)\n"
         "        if state.ready && state.size > 2:\n"
         "          found <- Worker.finish(state.name)\n"
         "        else:\n"
         "          found <<- \"not ready\"\n"
         "      catch e:\n"
         "        found <<- e.message\n"
         "\n"
         "  -- Enough of them.\n"
         "  join found[limit]\n"
         "  total = limit + found.length * 3\n" +
         (earlier.empty() ? "  others = [\"none\"]\n"
                          : "  others, size <- " + earlier + "(peers, relay, total)\n") +
         "  <- others, total\n";
}

std::string moduleText(size_t number) {
  const std::string n = std::to_string(number);
  std::string text = "aqua Module" + n + " declares *\n\n";
  if (number > 0) text += "use \"m" + std::to_string(number - 1) + ".aqua\" as Before\n";
  text += "export first" + n +
          "\n\n-- What a worker knows.\ndata State:\n  name: string\n"
          "  size: u32\n  ready: bool\n\nservice Worker(\"worker\"):\n"
          "  start(input: string, step: u32) -> State\n  finish(name: string) -> string\n";
  const std::string first = "first" + n;
  text += functionText(first, number > 0 ? "Before.first" + std::to_string(number - 1) : "");
  auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  for (size_t i = 0; lines + 22 <= linesPerModule; ++i, lines += 22)
    text += functionText("work" + std::to_string(i) + "of" + n,
                         i % 3 == 0 ? first : "work" + std::to_string(i - 1) + "of" + n);
  return text;
}

struct Project {
  explicit Project(size_t lineCount) : files(new llvm::vfs::InMemoryFileSystem) {
    const size_t count = std::max<size_t>(1, lineCount / linesPerModule);
    for (size_t i = 0; i < count; ++i) {
      texts.push_back(moduleText(i));
      bytes += texts.back().size();
      lines += std::count(texts.back().begin(), texts.back().end(), '\n');
      names.push_back("/project/m" + std::to_string(i) + ".aqua");
      files->addFile(names.back(), 0, llvm::MemoryBuffer::getMemBuffer(texts.back()));
    }
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> files;
  std::vector<std::string> names, texts;
  size_t bytes = 0;
  int64_t lines = 0;
};

Project projectOf(benchmark::State& state) {
  return Project(static_cast<size_t>(state.range(0)));
}

void parseProject(benchmark::State& state) {
  const Project project = projectOf(state);
  for (auto _ : state) {
    support::NameTable names;
    support::DiagnosticSink diags;
    for (const std::string& text : project.texts)
      benchmark::DoNotOptimize(syntax::parseFile({1}, text, names, diags));
    if (diags.hasErrors()) state.SkipWithError("the project has errors");
  }
  state.SetItemsProcessed(state.iterations() * project.lines);
  state.SetLabel("items are lines");
}

size_t heapInUse() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

void checkProject(benchmark::State& state) {
  const Project project = projectOf(state);
  double perByte = 0;
  for (auto _ : state) {
    const size_t before = heapInUse();
    const driver::Compilation compilation(project.names, {}, *project.files);
    if (compilation.diagnostics().hasErrors()) state.SkipWithError("the project has errors");
    perByte = static_cast<double>(heapInUse() - before) / static_cast<double>(project.bytes);
  }
  state.counters["heapPerByte"] = perByte;
  state.SetItemsProcessed(state.iterations() * project.lines);
  state.SetLabel("items are lines");
}

BENCHMARK(parseProject)
    ->Arg(1000)
    ->Arg(10'000)
    ->Arg(50'000)
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(checkProject)
    ->Arg(1000)
    ->Arg(10'000)
    ->Arg(50'000)
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace aqua
