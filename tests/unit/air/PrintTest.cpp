#include "air/Print.h"

#include <gtest/gtest.h>

#include "air/Parse.h"

using namespace aqua::air;

namespace {

Script parsed(llvm::StringRef text) {
  ParseResult result = parseScript(text);
  EXPECT_TRUE(result.script) << errorText(text, result.errors);
  return std::move(*result.script);
}

/// Of the last instruction.
std::string head(llvm::StringRef text) {
  const Script script = parsed(text);
  return headText(script, script.instruction(script.size() - 1));
}

} // namespace

TEST(PrintScript, CompactTextIsOneLineWithSingleBlanks) {
  EXPECT_EQ(toText(parsed("(seq\n  (new $s (canon \"A\" $s #$c)) ; comment\n (ap  +1   x))")),
            "(seq (new $s (canon \"A\" $s #$c)) (ap 1 x))\n");
}

TEST(PrintScript, IndentedTextHasOneInstructionPerLine) {
  EXPECT_EQ(toText(parsed("(xor (fold [] i (new $s (canon \"A\" $s #c)) (null)) (match 1 1 (call "
                          "\"A\" (\"s\" \"f\") [] x)))"),
                   Layout::Indented),
            "(xor\n"
            " (fold [] i\n"
            "  (new $s\n"
            "   (canon \"A\" $s  #c)\n"
            "  )\n"
            "  (null)\n"
            " )\n"
            " (match 1 1\n"
            "  (call \"A\" (\"s\" \"f\") [] x)\n"
            " )\n"
            ")\n");
}

TEST(PrintScript, FloatsKeepTheirText) {
  EXPECT_EQ(toText(parsed("(match 1. -00.50 (null))")), "(match 1. -00.50 (null))\n");
}

TEST(PrintScript, LensesAreNormalised) {
  EXPECT_EQ(toText(parsed("(fail x.$[0].a[k]!)")), "(fail x.$.[0].a.[k])\n");
}

TEST(PrintScript, DeepTreesDoNotExhaustTheStack) {
  ScriptBuilder builder;
  const Instruction* chain = builder.null();
  for (int i = 0; i < 200000; ++i)
    chain = builder.seq(chain, builder.null());
  const std::string text = toText(builder.finish(chain));
  EXPECT_EQ(text.size(), 200000 * std::string("(seq ( null))").size() + 7);
}

TEST(QuoteInstruction, HeadsAreAsInErrorsOfAquaVm) {
  EXPECT_EQ(head("(call \"A\" (\"s\" \"f\") [1 []] x)"), "call \"A\" (\"s\" \"f\") [1 []] x");
  EXPECT_EQ(head("(call %init_peer_id% (\"s\" \"f\") [%ttl%])"),
            "call %init_peer_id% (\"s\" \"f\") [%ttl%] ");
  EXPECT_EQ(head("(canon \"A\" $s #c)"), "canon \"A\" $s #c");
  EXPECT_EQ(head("(ap (\"k\" :error:.$.message) %m)"), "ap (\"k\" :error:.$.message) %m");
  EXPECT_EQ(head("(fail -7 \"x y\")"), "fail -7 \"x y\"");
  EXPECT_EQ(head("(fail %last_error%)"), "fail %last_error%");
  EXPECT_EQ(head("(never)"), "never");
}

TEST(QuoteInstruction, ChildrenAreLeftOut) {
  const auto rootHead = [](llvm::StringRef text) {
    const Script script = parsed(text);
    return headText(script, script.root());
  };
  EXPECT_EQ(rootHead("(mismatch 1 2 (null))"), "mismatch 1 2");
  EXPECT_EQ(rootHead("(fold [] i (next i))"), "fold [] i");
  EXPECT_EQ(rootHead("(new $s (null))"), "new $s");
  EXPECT_EQ(rootHead("(par (null) (null))"), "par");
}

TEST(QuoteInstruction, NumbersAreInStandardForm) {
  EXPECT_EQ(head("(seq (null) (fail +5 \"\"))"), "fail 5 \"\"");
  EXPECT_EQ(head("(ap 1. x)"), "ap 1 x");
  EXPECT_EQ(head("(ap 00.50 x)"), "ap 0.5 x");
  EXPECT_EQ(head("(ap 0.000000001 x)"), "ap 0.000000001 x");
  EXPECT_EQ(head("(ap -0.0 x)"), "ap -0 x");
}

TEST(QuoteInstruction, LensesAloneHaveTheirText) {
  const Script script = parsed("(fail x.$.a[0].[k])");
  const auto& fail = llvm::cast<Fail>(script.root());
  EXPECT_EQ(lensText(script, fail.value.lens), ".$.a.[0].[k]");
  EXPECT_EQ(operandText(script, fail.value), "x.$.a.[0].[k]");
  EXPECT_EQ(lensText(script, {true, {}}), ".length");
}

TEST(PrintScript, ARangeHoldsItsInstructionFromBracketToBracket) {
  const Script script = parsed("(xor (seq (null) (ap 1 x)) (call \"A\" (\"s\" \"f\") [\")\"]))");
  for (const Layout layout : {Layout::Compact, Layout::Indented}) {
    const MappedText mapped = toMappedText(script, layout);
    EXPECT_EQ(mapped.text, toText(script, layout));
    ASSERT_EQ(mapped.ranges.size(), script.size());
    for (uint32_t id = 0; id < script.size(); ++id) {
      const TextRange range = mapped.ranges[id];
      const Script part = parsed(llvm::StringRef(mapped.text).slice(range.begin, range.end));
      EXPECT_EQ(headText(part, part.instruction(0)), headText(script, script.instruction(id)));
      EXPECT_EQ(part.size(), script.instruction(id).end() - id);
    }
  }
}
