#include "Suggest.h"

#include "gtest/gtest.h"

namespace aqua::sema {
namespace {

std::string helpFor(llvm::StringRef wanted, std::initializer_list<llvm::StringRef> candidates) {
  Suggestions suggestions(wanted);
  for (const llvm::StringRef candidate : candidates)
    suggestions.consider(candidate);
  support::Diagnostic diagnostic{};
  suggestions.addTo(diagnostic);
  return diagnostic.help + (diagnostic.fixes.empty() ? "" : " fix: " + diagnostic.fixes[0].title);
}

TEST(Suggestions, OfferTheNearestNameAsAFix) {
  EXPECT_EQ(helpFor("lengt", {"length", "lengths", "wide"}),
            "did you mean `length` or `lengths`? fix: write `length`");
}

TEST(Suggestions, OfferNoFixAmongEquallyNearNames) {
  EXPECT_EQ(helpFor("lengtx", {"length", "lengtz"}), "did you mean `length` or `lengtz`?");
}

TEST(Suggestions, CountSwappedNeighboursAsOneDifference) {
  EXPECT_EQ(helpFor("lenght", {"length", "lengths"}),
            "did you mean `length` or `lengths`? fix: write `length`");
  EXPECT_EQ(helpFor("rnu", {"run", "value"}), "did you mean `run`? fix: write `run`");
}

TEST(Suggestions, AreOrderedAndLimitedToThree) {
  EXPECT_EQ(helpFor("abcd", {"abcx", "abxx", "abcy", "abcz", "abcw"}),
            "did you mean `abcw`, `abcx` or `abcy`?");
}

TEST(Suggestions, AllowAThirdOfALongNameToDiffer) {
  EXPECT_EQ(helpFor("abcdefghijkl", {"abcdefghwxyz"}),
            "did you mean `abcdefghwxyz`? fix: write `abcdefghwxyz`");
  EXPECT_EQ(helpFor("abcdefghijk", {"abcdefgvwxyz"}), "");
}

TEST(Suggestions, LeaveOutNamesThatShareNothing) {
  EXPECT_EQ(helpFor("st", {"opt", "xy", "s", "sat"}), "did you mean `sat`? fix: write `sat`");
}

TEST(Suggestions, AllowOneLetterOfAShortNameToDiffer) {
  EXPECT_EQ(helpFor("Lib", {"nil", "Li"}), "did you mean `Li`? fix: write `Li`");
}

TEST(Suggestions, SayNothingWithoutCandidates) {
  EXPECT_EQ(helpFor("name", {}), "");
}

} // namespace
} // namespace aqua::sema
