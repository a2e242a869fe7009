// What the generator promises: it reaches every construct, repeats itself for equal seeds, writes
// programs without errors, and breaks them in one place when asked to.

#include "gtest/gtest.h"

#include "llvm/Support/VirtualFileSystem.h"

#include "Generator.h"
#include "Mutate.h"
#include "driver/Compilation.h"

namespace aqua::fuzz {
namespace {

Program programOf(uint64_t seed, std::bitset<featureCount> without = {}) {
  Options options;
  options.seed = seed;
  options.without = without;
  options.hasFaults = seed % 2 == 0;
  return Generator(options).generate();
}

std::string textOf(const Program& program) {
  std::string text;
  for (const File& file : program.files)
    text += file.name + "\n" + toText(file, {});
  return text;
}

/// The first error on the way to AIR, or nothing. The verifiers of the stages end the program.
std::string errorIn(const Program& program) {
  llvm::vfs::InMemoryFileSystem files;
  static_cast<void>(files.setCurrentWorkingDirectory("/p"));
  for (const File& file : program.files)
    files.addFile("/p/" + file.name, 0, llvm::MemoryBuffer::getMemBufferCopy(toText(file, {})));
  driver::Compilation compilation({"/p/main.aqua"}, {}, files);
  for (const driver::Entry& entry : compilation.entries())
    static_cast<void>(compilation.compile(entry.function));
  for (const support::Diagnostic& diagnostic : compilation.diagnostics().all())
    if (diagnostic.severity() == support::Severity::Error) return diagnostic.message;
  return "";
}

TEST(Fuzz, EveryConstructIsReached) {
  Coverage coverage;
  for (uint64_t seed = 1; seed <= 400; ++seed)
    coverage.add(programOf(seed).coverage);
  for (size_t i = 0; i < constructCount; ++i) {
    const auto construct = static_cast<Construct>(i);
    EXPECT_GT(coverage.count(construct), 0U) << nameOf(construct).str();
  }
}

TEST(Fuzz, AFeatureThatIsSwitchedOffIsNotWritten) {
  for (size_t feature = 1; feature < featureCount; ++feature) {
    std::bitset<featureCount> without;
    without.set(feature);
    Coverage coverage;
    for (uint64_t seed = 1; seed <= 40; ++seed)
      coverage.add(programOf(seed, without).coverage);
    for (size_t i = 0; i < constructCount; ++i) {
      const auto construct = static_cast<Construct>(i);
      if (featureOf(construct) != static_cast<Feature>(feature)) continue;
      EXPECT_EQ(coverage.count(construct), 0U) << nameOf(construct).str();
    }
  }
}

TEST(Fuzz, EqualSeedsGiveEqualPrograms) {
  for (uint64_t seed = 1; seed <= 20; ++seed)
    EXPECT_EQ(textOf(programOf(seed)), textOf(programOf(seed)));
  EXPECT_NE(textOf(programOf(1)), textOf(programOf(2)));
}

TEST(Fuzz, GeneratedProgramsCompile) {
  for (uint64_t seed = 1; seed <= 60; ++seed)
    EXPECT_EQ(errorIn(programOf(seed)), "") << "seed " << seed;
}

TEST(Fuzz, AMutationChangesTheTextAtItsPlace) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    Program program = programOf(seed);
    const std::string before = textOf(program);
    Random random(seed);
    const std::optional<Mutation> mutation = mutate(program, random, {});
    if (!mutation) continue;
    EXPECT_NE(textOf(program), before) << mutation->kind;
    EXPECT_TRUE(mutation->begin.line <= mutation->end.line) << mutation->kind;
    EXPECT_TRUE(mutation->begin.line < mutation->end.line ||
                mutation->begin.column <= mutation->end.column)
        << mutation->kind;
  }
}

} // namespace
} // namespace aqua::fuzz
