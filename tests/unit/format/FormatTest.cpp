// What golden tests cannot show: line ends, the end of the file, edits, time.

#include "gtest/gtest.h"

#include "Texts.h"

namespace aqua::format {
namespace {

TEST(LineEnds, StayCarriageReturnsIfAllAre) {
  EXPECT_EQ(format("aqua A\r\nfunc f():\r\n x=1\r\n").text,
            "aqua A\r\n\r\nfunc f():\r\n    x = 1\r\n");
}

TEST(LineEnds, BecomeLineFeedsIfSomeAre) {
  EXPECT_EQ(format("aqua A\nfunc f():\r\n x=1 -- c\r\n").text,
            "aqua A\n\nfunc f():\n    x = 1 -- c\n");
}

TEST(LineEnds, InsideStringsBelongToTheString) {
  const char* text = "const A = \"a\r\nb\"\n";
  EXPECT_EQ(format(text).text, text);
}

TEST(EndOfFile, IsOneLineEnd) {
  EXPECT_EQ(format("const A = 1").text, "const A = 1\n");
  EXPECT_EQ(format("const A = 1\n\n \n").text, "const A = 1\n");
  EXPECT_EQ(format("const A = 1 -- c").text, "const A = 1 -- c\n");
  EXPECT_EQ(format("const A = 1\n-- c").text, "const A = 1\n-- c\n");
}

TEST(EmptyTexts, BecomeEmpty) {
  EXPECT_EQ(format("").text, "");
  EXPECT_EQ(format(" \n\n").text, "");
  EXPECT_EQ(format("--c").text, "-- c\n");
}

TEST(SyntaxErrors, LeaveTheTextAlone) {
  const Result result = format("func  f(:\n");
  EXPECT_EQ(result.outcome, Outcome::SyntaxErrors);
  EXPECT_EQ(result.text, "func  f(:\n");
  EXPECT_TRUE(result.edits.empty());
}

TEST(Edits, AreOnlyTheLinesThatChange) {
  const llvm::StringRef text = "const A = 1\nconst  B = 1\nconst C = 1\n\nconst D =  1\n";
  const Result result = format(text);
  ASSERT_EQ(result.edits.size(), 2U);
  EXPECT_EQ(result.edits[0].text, "const B = 1\n");
  EXPECT_EQ(text.slice(result.edits[0].range.begin, result.edits[0].range.end), "const  B = 1\n");
  EXPECT_EQ(result.edits[1].text, "const D = 1\n");
}

TEST(Edits, OfAFormattedTextAreNone) {
  EXPECT_TRUE(format("const A = 1\n").edits.empty());
}

TEST(Ranges, FormatTheDefinitionsThatTheyMeet) {
  const llvm::StringRef text = "const  A = 1\n-- of B\nconst  B = 1\nconst  C = 1\n";
  const auto lines = [&](uint32_t first, uint32_t last) {
    return format(text, {{}, LineRange{first, last}, {}}).text;
  };
  EXPECT_EQ(lines(2, 2), "const  A = 1\n-- of B\nconst B = 1\nconst  C = 1\n");
  EXPECT_EQ(lines(3, 4), "const  A = 1\n-- of B\nconst B = 1\nconst C = 1\n");
  EXPECT_EQ(lines(7, 9), text);
}

TEST(Comments, OfTheAuthorsTextAreNotTouched) {
  EXPECT_EQ(format("--a\n--!a\n--|a\n---a\n--ä\n--  a \t\n").text,
            "-- a\n--!a\n--|a\n---a\n--ä\n--  a\n");
}

TEST(NestedLists, AreBrokenToTheLastLevel) {
  std::string text = "func f():\n    x = ";
  for (int i = 0; i < 100; ++i)
    text += "f(1, [";
  text += "0";
  for (int i = 0; i < 100; ++i)
    text += "], g(1), h(2))";
  const Result result = format(text + "\n");
  EXPECT_EQ(result.outcome, Outcome::Formatted);
  EXPECT_EQ(format(result.text).text, result.text);
  EXPECT_EQ(llvm::StringRef(result.text).count("f(\n"), 100U);
}

} // namespace
} // namespace aqua::format
