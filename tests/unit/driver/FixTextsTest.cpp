// Fixes are applied in rounds, and given up where they do harm: with findings made up for it,
// because the rules make none that does.

#include "driver/FixTexts.h"

#include "gtest/gtest.h"

namespace aqua::driver {
namespace {

using support::SourceRange;

/// A program of one file.
class FixTexts : public testing::Test {
protected:
  FixTexts() : files(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>()) {
    static_cast<void>(files->setCurrentWorkingDirectory("/ws"));
    options.imports.nodeModules = false;
    options.check.wantsIndex = true;
  }

  void write(llvm::StringRef text) {
    files->addFile("/ws/a.aqua", 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  }

  /// A finding that replaces one word of the text, as long as it is there.
  static std::vector<lint::Finding> replacing(const Compilation& compilation, llvm::StringRef word,
                                              llvm::StringRef by) {
    const support::FileId file = compilation.rootFiles().front();
    const size_t at = compilation.sources().file(file).text().find(word);
    if (at == llvm::StringRef::npos) return {};
    const auto begin = static_cast<uint32_t>(at);
    const support::Loc loc{file, {begin, begin + static_cast<uint32_t>(word.size())}};
    lint::Finding finding{
        support::makeDiagnostic(lint::ruleInfo(lint::RuleId::UnusedVariable).info, loc, "made up"),
        false,
        {}};
    finding.diagnostic.fixes.push_back({"replace it", {{loc, by.str()}}});
    return {finding};
  }

  FixResult fix(FindingsOf findings) {
    return fixTexts({"a.aqua"}, options, FixScope::Safe, files, findings);
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> files;
  CompileOptions options;
};

constexpr llvm::StringLiteral binding = "aqua A\n\nfunc f() -> u32:\n    x = 1\n    <- x\n";

TEST_F(FixTexts, AFixThatLeadsToAnErrorIsTakenBackAndItsRuleNamed) {
  write(binding);
  const FixResult result =
      fix([](Compilation& compilation) { return replacing(compilation, "x = 1", "y = 1"); });
  EXPECT_TRUE(result.texts.empty());
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(result.problems.front(), "`/ws/a.aqua` was left as it was: a fix leads to an error "
                                     "(unused-variable)");
}

TEST_F(FixTexts, FixesThatUndoEachOtherAreTakenBack) {
  write(binding);
  const FixResult result = fix([](Compilation& compilation) {
    std::vector<lint::Finding> there = replacing(compilation, "x = 1", "x = 2");
    return there.empty() ? replacing(compilation, "x = 2", "x = 1") : there;
  });
  EXPECT_TRUE(result.texts.empty());
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_NE(result.problems.front().find("its fixes undo each other"), std::string::npos);
}

TEST_F(FixTexts, AFileThatHadErrorsBeforeIsFixedAllTheSame) {
  write("aqua A\n\nfunc f() -> u32:\n    x = 1\n    <- y\n");
  const FixResult result =
      fix([](Compilation& compilation) { return replacing(compilation, "x = 1", "x = 2"); });
  EXPECT_TRUE(result.problems.empty());
  ASSERT_EQ(result.texts.size(), 1u);
  EXPECT_EQ(result.texts.front().after, "aqua A\n\nfunc f() -> u32:\n    x = 2\n    <- y\n");
}

TEST_F(FixTexts, ChangedLinesGetTheLayoutOfTheLinesAroundThem) {
  write("aqua A\n\nfunc f() -> u32:\n  x = 1\n  <- x\n");
  const FixResult result =
      fix([](Compilation& compilation) { return replacing(compilation, "x = 1", "x  =  2"); });
  ASSERT_EQ(result.texts.size(), 1u);
  EXPECT_EQ(result.texts.front().after, "aqua A\n\nfunc f() -> u32:\n  x = 2\n  <- x\n");
}

TEST_F(FixTexts, LinesThatNoFixChangedKeepTheirLayout) {
  write("aqua A\n\nfunc f() -> u32:\n    x = 1\n    y  =  x\n    <- y\n");
  const FixResult result =
      fix([](Compilation& compilation) { return replacing(compilation, "x = 1", "x  =  2"); });
  ASSERT_EQ(result.texts.size(), 1u);
  EXPECT_EQ(result.texts.front().after,
            "aqua A\n\nfunc f() -> u32:\n    x  =  2\n    y  =  x\n    <- y\n");
}

TEST_F(FixTexts, TheLineThatARemovalLeavesDoubleBlankIsTakenOut) {
  write("aqua A\n\nfunc f() -> u32:\n    x = 1\n\n    z = 2\n\n    <- x\n");
  const FixResult result =
      fix([](Compilation& compilation) { return replacing(compilation, "    z = 2\n", ""); });
  ASSERT_EQ(result.texts.size(), 1u);
  EXPECT_EQ(result.texts.front().after, "aqua A\n\nfunc f() -> u32:\n    x = 1\n\n    <- x\n");
}

} // namespace
} // namespace aqua::driver
