#include "air/Lint.h"

#include <gtest/gtest.h>

using namespace aqua::air;

namespace {

/// `rule@offset` of each finding.
std::vector<std::string> found(llvm::StringRef text) {
  const ParseResult parsed = parseScript(text);
  EXPECT_TRUE(parsed.script) << errorText(text, parsed.errors);
  std::vector<std::string> result;
  for (const LintFinding& finding : lint(*parsed.script))
    result.push_back(finding.rule.str() + "@" + std::to_string(finding.span.begin));
  return result;
}

using Findings = std::vector<std::string>;

} // namespace

TEST(LintScript, FindsNothingInAScriptWithoutMistakes) {
  EXPECT_EQ(found(R"((seq (call "A" ("s" "f") [] $s) (seq (canon "A" $s #cc)
    (fold #cc i (seq (xor (call i ("s" "g") [#cc]) (fail :error:)) (next i))))))"),
            Findings());
}

TEST(LintScript, FindsReadsThatAquaVmDoesNotCheck) {
  EXPECT_EQ(found("(fail x)"), Findings{"undefined@0"});
  EXPECT_EQ(found("(seq (ap (\"k\" x) %m) (canon y %m #%cc))"),
            (Findings{"undefined@5", "undefined@21", "unused@21"}));
  EXPECT_EQ(found("(seq (ap :error:.$.[x] y) (fail y))"), Findings{"undefined@5"});
}

TEST(LintScript, FindsIteratorsOutsideOfTheirFold) {
  EXPECT_EQ(found("(seq (fold [] i (next i)) (call i (\"s\" \"f\") []))"),
            Findings{"outside-fold@26"});
  EXPECT_EQ(found("(fold [] i (seq (call i (\"s\" \"f\") []) (next i)))"), Findings());
}

TEST(LintScript, FindsScalarsThatAreCertainlyWrittenTwice) {
  EXPECT_EQ(found("(seq (ap 1 x) (seq (ap 2 x) (fail x)))"), Findings{"written-twice@19"});
  EXPECT_EQ(found("(par (ap 1 x) (new $s (par (ap x $s) (ap 2 x))))").back(), "written-twice@37");
}

TEST(LintScript, AllowsScalarsOfBranchesScopesAndIterations) {
  EXPECT_EQ(found("(seq (xor (ap 1 x) (ap 2 x)) (fail x))"), Findings());
  EXPECT_EQ(found("(seq (ap 1 x) (seq (new x (seq (ap 2 x) (xor (fail x) (null)))) (fail x)))"),
            Findings());
  EXPECT_EQ(found("(seq (ap 1 x) (seq (fold [] i (seq (ap i x) (next i))) (fail x)))"), Findings());
}

TEST(LintScript, FindsStreamsThatNothingWritesButNotHops) {
  EXPECT_EQ(found("(seq (canon \"A\" $s #cc) (call \"A\" (\"s\" \"f\") [#cc]))"),
            Findings{"never-written@5"});
  EXPECT_EQ(found("(new $s (new #cc (canon \"A\" $s #cc)))"), Findings());
}

TEST(LintScript, FindsUnusedVariables) {
  EXPECT_EQ(found("(call \"A\" (\"s\" \"f\") [] x)"), Findings{"unused@0"});
  EXPECT_EQ(found("(seq (ap 1 $s) (null))"), Findings{"unused@5"});
}

TEST(LintScript, FindsFoldsWithoutNext) {
  EXPECT_EQ(found("(fold [] i (call i (\"s\" \"f\") []))"), Findings{"no-next@0"});
  EXPECT_EQ(found("(fold [] i (fold [] j (par (next j) (next i))))"), Findings());
}

TEST(LintScript, FindsWhatStandsBehindTheEnd) {
  EXPECT_EQ(found("(seq (never) (null))"), Findings{"unreachable@13"});
  EXPECT_EQ(found("(seq (xor (fail 1 \"a\") (new $s (seq (null) (never)))) (null))"),
            Findings{"unreachable@54"});
  EXPECT_EQ(found("(seq (xor (fail 1 \"a\") (null)) (null))"), Findings());
  EXPECT_EQ(found("(seq (par (never) (null)) (null))"), Findings());
}

TEST(LintScript, TakesTimeInProportion) {
  // 5,000 folds with one iterator, each around a write: linear, this is a matter of milliseconds.
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "(seq (fold [] i (seq (ap i x) (seq (call x (\"s\" \"f\") []) (next i)))) ";
  text += "(null)" + std::string(5000, ')');
  EXPECT_EQ(found(text), Findings());
}
