#include <gtest/gtest.h>

#include "air/Parse.h"

using namespace aqua::air;

namespace {

/// Messages in order, joined by a bar.
std::string reports(llvm::StringRef text) {
  std::string joined;
  for (const ScriptError& error : parseScript(text).errors)
    joined += (joined.empty() ? "" : " | ") + error.message;
  return joined;
}

} // namespace

TEST(Validate, AVariableNeedsADefinitionFurtherLeft) {
  EXPECT_EQ(reports("(seq (ap 1 x) (ap x y))"), "");
  EXPECT_EQ(reports("(seq (ap x y) (ap 1 x))"), "variable 'x' wasn't defined");
  EXPECT_EQ(reports("(ap x x)"), "variable 'x' wasn't defined");
  EXPECT_EQ(reports("(seq (ap 1 x) (match x.$.[k] 1 (null)))"), "variable 'k' wasn't defined");
  EXPECT_EQ(reports("(new x (ap x y))"), "");
  EXPECT_EQ(reports("(fold [] x (ap x y))"), "");
  EXPECT_EQ(reports("(fold $s x (null))"), "variable '$s' wasn't defined");
}

TEST(Validate, AVariableMayBeDefinedAnywhereToTheLeft) {
  EXPECT_EQ(reports("(seq (fold [] i (new x (null))) (ap x y))"), "");
}

TEST(Validate, SomeMentionsAreNotChecked) {
  EXPECT_EQ(reports("(ap (\"k\" x) %m)"), "");
  EXPECT_EQ(reports("(fail x)"), "");
  EXPECT_EQ(reports("(canon x $s #c)"), "");
  EXPECT_EQ(reports("(ap :error:.$.[k] x)"), "");
  EXPECT_EQ(reports("(ap (x 1) %m)"), "variable 'x' wasn't defined");
}

TEST(Validate, OnlyTheFirstUnresolvedMentionOfANameIsLookedAt) {
  EXPECT_EQ(reports("(match x 1 (new x (ap x y)))"), "");
  EXPECT_EQ(reports("(match x 1 (ap x y))"), "variable 'x' wasn't defined");
}

TEST(Validate, NextNeedsAFoldAroundIt) {
  EXPECT_EQ(reports("(fold [] i (next i))"), "");
  EXPECT_EQ(reports("(fold [] i (next j))"), "iterable 'j' wasn't defined");
  EXPECT_EQ(reports("(seq (fold [] i (null)) (next i))"), "iterable 'i' wasn't defined");
}

TEST(Validate, OnlyTheFirstNextOfANameNeedsAFold) {
  EXPECT_EQ(reports("(seq (fold [] i (next i)) (next i))"), "");
}

TEST(Validate, AFoldHasOneNextAtMost) {
  const char* message =
      "multiple next instructions for iterator 'i' found for one fold, that is prohibited";
  EXPECT_EQ(reports("(fold [] i (par (next i) (next i)))"), message);
  EXPECT_EQ(reports("(fold [] i (xor (next i) (next i)))"), message);
  EXPECT_EQ(reports("(seq (fold [] i (next i)) (fold [] i (next i)))"), "");
}

TEST(Validate, AnIteratorCannotBeRestricted) {
  EXPECT_EQ(reports("(fold [] i (new i (null)))"),
            "new can't be applied to a 'i' because it's an iterator");
  EXPECT_EQ(reports("(new i (fold [] i (null)))"), "");
}

TEST(Validate, NestedFoldsHaveDifferentIterators) {
  EXPECT_EQ(reports("(fold [] i (fold [] i (fold [] i (null))))"),
            "multiple iterable values found for iterator name 'i' | "
            "multiple iterable values found for iterator name 'i'");
  EXPECT_EQ(reports("(seq (fold [] i (null)) (fold [] i (null)))"), "");
}

TEST(Validate, AFailureCodeIsNotZero) {
  EXPECT_EQ(reports("(fail 0 \"a\")"), "error code 0 with fail is unsupported");
  EXPECT_EQ(reports("(fail -1 \"a\")"), "");
}

TEST(Validate, NothingStandsBehindNextInFoldsOverStreams) {
  const char* message = "fold can not have instructions after next";
  EXPECT_EQ(reports("(new $s (fold $s i (seq (null) (next i))))"), "");
  EXPECT_EQ(reports("(new $s (fold $s i (seq (next i) (null))))"), message);
  EXPECT_EQ(reports("(new %m (fold %m i (par (match 1 1 (next i)) (null))))"), message);
  EXPECT_EQ(reports("(fold [] i (seq (next i) (null)))"), "");
  EXPECT_EQ(reports("(new $s (fold $s i (xor (next i) (null))))"), "");
}

TEST(Validate, ANameReusedByAFoldOverAStreamInheritsTheOffence) {
  EXPECT_EQ(reports("(seq (fold [] i (seq (next i) (null))) (new $s (fold $s i (next i))))"),
            "fold can not have instructions after next");
}

TEST(Validate, ReportsComeInTheOrderOfTheRules) {
  EXPECT_EQ(reports("(seq (fail 0 \"a\") (seq (next i) (ap x y)))"),
            "variable 'x' wasn't defined | iterable 'i' wasn't defined | "
            "error code 0 with fail is unsupported");
}

TEST(Validate, BuiltTreesAreCheckedAsParsedOnes) {
  ScriptBuilder builder;
  const Variable x = builder.variable(VariableKind::Scalar, "x");
  const Script script = builder.finish(builder.ap(ScriptBuilder::variable(x), x));
  ASSERT_EQ(validate(script).size(), 1U);
  EXPECT_EQ(validate(script)[0].message, "variable 'x' wasn't defined");
}
