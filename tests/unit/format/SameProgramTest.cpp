// What the formatter checks of its own results before anybody sees them. A result that fails makes
// `aqua fmt` leave the file alone and end with 70; no known text does.

#include "SameProgram.h"
#include "gtest/gtest.h"

namespace aqua::format {
namespace {

bool areSame(llvm::StringRef before, llvm::StringRef after) {
  const syntax::LaidOutText left = syntax::layOutText(before);
  const syntax::LaidOutText right = syntax::layOutText(after);
  return isSameProgram({before, left}, {after, right});
}

constexpr llvm::StringLiteral program = "aqua M\n\n-- Adds.\nfunc f(a: u32) -> u32:\n"
                                        "  if a == 1:\n    g(\"x\", [])\n    h()\n  <- a + 2\n";

/// The program with one part replaced by another.
std::string with(llvm::StringRef part, llvm::StringRef other) {
  const auto [before, after] = program.split(part);
  EXPECT_NE(before, program) << "there is no such part";
  return (before + other + after).str();
}

TEST(SameProgram, AProgramIsTheSameAsItself) {
  EXPECT_TRUE(areSame(program, program));
}

TEST(SameProgram, BlanksLineEndsAndIndentationMakeNoOther) {
  EXPECT_TRUE(areSame(program, with("a + 2", "a  +\n      2")));
  EXPECT_TRUE(areSame(program, with("    g(\"x\", [])\n    h()", "      g(\"x\",[ ])\n      h()")));
  EXPECT_TRUE(areSame(program, with("-- Adds.\n", "--Adds.  \n\n")));
}

TEST(SameProgram, AnotherTokenMakesAnother) {
  EXPECT_FALSE(areSame(program, with("a + 2", "b + 2")));
  EXPECT_FALSE(areSame(program, with("a + 2", "a - 2")));
  EXPECT_FALSE(areSame(program, with("\"x\"", "\"x \"")));
  EXPECT_FALSE(areSame(program, with("[]", "[1]")));
}

TEST(SameProgram, ALostOrAddedTokenMakesAnother) {
  EXPECT_FALSE(areSame(program, with("a + 2", "a")));
  EXPECT_FALSE(areSame(program, with("  <- a + 2\n", "")));
  EXPECT_FALSE(areSame(program, with("h()", "h()()")));
  EXPECT_FALSE(areSame(program, (program + "\nfunc g():\n  h()\n").str()));
}

TEST(SameProgram, AStatementInAnotherBlockMakesAnother) {
  EXPECT_FALSE(areSame(program, with("    h()", "  h()")));
}

TEST(SameProgram, StatementsInAnotherOrderMakeAnother) {
  EXPECT_FALSE(areSame(program, with("    g(\"x\", [])\n    h()", "    h()\n    g(\"x\", [])")));
}

TEST(SameProgram, ALostOrChangedCommentMakesAnother) {
  EXPECT_FALSE(areSame(program, with("-- Adds.\n", "")));
  EXPECT_FALSE(areSame(program, with("Adds", "Add")));
  EXPECT_FALSE(areSame(program, with("<- a + 2\n", "<- a + 2 -- more\n")));
}

TEST(SameProgram, AMistakeMakesAnother) {
  EXPECT_FALSE(areSame(program, with("    h()", "   h()")));
}

} // namespace
} // namespace aqua::format
