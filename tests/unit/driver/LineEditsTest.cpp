// Edits between two texts lead from one to the other, and touch no line that both have.

#include "driver/LineEdits.h"

#include "gtest/gtest.h"

namespace aqua::driver {
namespace {

std::string edited(llvm::StringRef text, const std::vector<format::Edit>& edits) {
  std::string result;
  uint32_t at = 0;
  for (const format::Edit& edit : edits) {
    result += text.slice(at, edit.range.begin).str() + edit.text;
    at = edit.range.end;
  }
  return result + text.drop_front(at).str();
}

TEST(LineEdits, EqualTextsHaveNone) {
  EXPECT_TRUE(lineEdits("a\nb\n", "a\nb\n").empty());
  EXPECT_TRUE(lineEdits("", "").empty());
}

TEST(LineEdits, LinesThatBothHaveStay) {
  const auto edits = lineEdits("a\nb\nc\nd\n", "a\nx\nc\ny\nd\n");
  ASSERT_EQ(edits.size(), 2u);
  EXPECT_EQ(edits[0].range, (support::SourceRange{2, 4}));
  EXPECT_EQ(edits[0].text, "x\n");
  EXPECT_EQ(edits[1].range, (support::SourceRange{6, 6}));
  EXPECT_EQ(edits[1].text, "y\n");
}

TEST(LineEdits, LeadFromOneTextToTheOther) {
  const llvm::StringRef texts[] = {"", "a", "a\n", "a\na\nb\n", "b\na\nb", "c\nb\na\n\n", "\n\n\n"};
  for (const llvm::StringRef before : texts)
    for (const llvm::StringRef after : texts)
      EXPECT_EQ(edited(before, lineEdits(before, after)), after);
}

TEST(LineEdits, OfVeryDifferentTextsAreOne) {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  const auto edits = lineEdits(before, after);
  ASSERT_EQ(edits.size(), 1u);
  EXPECT_EQ(edited(before, edits), after);
}

} // namespace
} // namespace aqua::driver
