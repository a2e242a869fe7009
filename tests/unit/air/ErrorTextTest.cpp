#include <gtest/gtest.h>

#include "air/Parse.h"

using namespace aqua::air;

namespace {

/// What stands behind the first two lines, which are always the same.
std::string excerpt(llvm::StringRef text) {
  const std::string whole = errorText(text, parseScript(text).errors);
  const llvm::StringRef start = "air can't be parsed:\nerror: \n";
  EXPECT_TRUE(llvm::StringRef(whole).starts_with(start)) << whole;
  return whole.substr(start.size());
}

} // namespace

// All expectations are texts of the real VM.

TEST(ScriptErrorText, UnderlinesThePlaceInItsLine) {
  EXPECT_EQ(excerpt("(next i)"), "  ┌─ script.air:1:1\n"
                                 "  │\n"
                                 "1 │ (next i)\n"
                                 "  │ ^^^^^^^^ iterable 'i' wasn't defined\n"
                                 "\n");
  EXPECT_EQ(excerpt("(seq (fail é!) (null))"),
            "  ┌─ script.air:1:13\n"
            "  │\n"
            "1 │ (seq (fail é!) (null))\n"
            "  │             ^ only alphanumeric, '_', and '-' characters are allowed in this "
            "position\n"
            "\n");
}

TEST(ScriptErrorText, PointsBehindTheTextIfItEndsTooEarly) {
  EXPECT_EQ(excerpt("(xor (null"), "  ┌─ script.air:1:11\n"
                                   "  │\n"
                                   "1 │ (xor (null\n"
                                   "  │           ^ expected \")\"\n"
                                   "\n");
  EXPECT_EQ(excerpt(""), "  ┌─ script.air:1:1\n"
                         "  │\n"
                         "1 │ \n"
                         "  │ ^ expected \"(\"\n"
                         "\n");
}

TEST(ScriptErrorText, BracketsSeveralLines) {
  EXPECT_EQ(excerpt("(seq (null)\n (call \"A\" (\"s\" \"f\")\n   [y]))"),
            "  ┌─ script.air:2:2\n"
            "  │  \n"
            "2 │ ╭  (call \"A\" (\"s\" \"f\")\n"
            "3 │ │    [y]))\n"
            "  │ ╰───────^ variable 'y' wasn't defined\n"
            "\n");
  EXPECT_EQ(excerpt("(seq (null) (match x\n 1\n (null)))"),
            "  ┌─ script.air:1:13\n"
            "  │  \n"
            "1 │   (seq (null) (match x\n"
            "  │ ╭─────────────^\n"
            "2 │ │  1\n"
            "3 │ │  (null)))\n"
            "  │ ╰────────^ variable 'x' wasn't defined\n"
            "\n");
}

TEST(ScriptErrorText, LeavesOutTheMiddleOfManyLines) {
  EXPECT_EQ(excerpt("(match x\n1\n(seq\n(null)\n(seq\n(null)\n(null)\n)\n)\n)"),
            "   ┌─ script.air:1:1\n"
            "   │  \n"
            " 1 │ ╭ (match x\n"
            " 2 │ │ 1\n"
            " 3 │ │ (seq\n"
            " 4 │ │ (null)\n"
            "   · │\n"
            " 9 │ │ )\n"
            "10 │ │ )\n"
            "   │ ╰─^ variable 'x' wasn't defined\n"
            "\n");
}

TEST(ScriptErrorText, ExpandsTabs) {
  EXPECT_EQ(excerpt("(seq (null) \t(next i))"),
            "  ┌─ script.air:1:14\n"
            "  │\n"
            "1 │ (seq (null)     (next i))\n"
            "  │                 ^^^^^^^^ iterable 'i' wasn't defined\n"
            "\n");
}

TEST(ScriptErrorText, OnlyCountsErrorsBehindTheTwentieth) {
  std::string script = "(null)";
  for (int i = 0; i < 23; ++i)
    script = "(seq (match x" + std::to_string(i) + " 1 (null))\n" + script + ")";
  const std::string text = errorText(script, parseScript(script).errors);
  EXPECT_EQ(llvm::StringRef(text).count("script.air:"), 20U);
  EXPECT_TRUE(llvm::StringRef(text).ends_with("wasn't defined\n\nand 3 more errors\n")) << text;
}
