// A generated project of many modules: lines per second of parsing and of parsing with checks, and
// the memory that the checked project holds on to. The argument is the number of lines; a module
// has 250.

#include <malloc.h>

#include <string>
#include <vector>

#include "benchmark/benchmark.h"

#include "llvm/Support/MemoryBuffer.h"

#include "GeneratedProject.h"
#include "driver/Compilation.h"
#include "syntax/Parse.h"

namespace aqua {
namespace {

constexpr size_t linesPerModule = 250;

struct Project {
  explicit Project(size_t lineCount) : files(new llvm::vfs::InMemoryFileSystem) {
    const size_t count = std::max<size_t>(1, lineCount / linesPerModule);
    for (size_t i = 0; i < count; ++i) {
      texts.push_back(moduleText(i, linesPerModule));
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
