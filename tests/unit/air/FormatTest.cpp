#include "air/Format.h"

#include <gtest/gtest.h>

#include "Programs.h"

using namespace aqua::air;

namespace {

std::string formatted(llvm::StringRef text, Layout layout = Layout::Indented) {
  FormatResult result = formatText(text, layout);
  EXPECT_TRUE(result.errors.empty()) << errorText(text, result.errors);
  return std::move(result.text);
}

} // namespace

TEST(FormatScript, IsThePrintOfTheTreeIfThereAreNoComments) {
  EXPECT_EQ(formatted("(seq (null)\n\n(ap   1 x))"), "(seq\n (null)\n (ap 1 x)\n)\n");
  EXPECT_EQ(formatted("(seq (null)\n\n(ap   1 x))", Layout::Compact), "(seq (null) (ap 1 x))\n");
}

TEST(FormatScript, KeepsCommentsBehindTheCodeOfTheirLine) {
  EXPECT_EQ(formatted("(seq ; all\n(null);one  \n(never)) ; end"),
            "(seq ; all\n (null) ;one\n (never)\n) ; end\n");
}

TEST(FormatScript, KeepsCommentsOnLinesOfTheirOwn) {
  EXPECT_EQ(
      formatted("; head\n\n(seq\n; one\n(null)\n; two\n; three\n(never)\n; inside\n)\n; foot"),
      "; head\n(seq\n ; one\n (null)\n ; two\n ; three\n (never)\n ; inside\n)\n; foot\n");
}

TEST(FormatScript, MovesCommentsInTheMiddleOfAnInstructionBeforeIt) {
  EXPECT_EQ(formatted("(seq (call \"A\" ; who\n (\"s\" \"f\") ; what\n []) (null))"),
            "(seq\n ; who\n ; what\n (call \"A\" (\"s\" \"f\") [])\n (null)\n)\n");
}

TEST(FormatScript, SeesNoCommentInStringsNorWords) {
  EXPECT_EQ(formatted("(seq (ap \"a ; b\" x) (null)) ; c"),
            "(seq\n (ap \"a ; b\" x)\n (null)\n) ; c\n");
}

TEST(FormatScript, KeepsLineBreaksInStrings) {
  EXPECT_EQ(formatted("(seq (ap \"a\n  ; b\" x) ; c\n(null))"),
            "(seq\n (ap \"a\n  ; b\" x) ; c\n (null)\n)\n");
}

TEST(FormatScript, DropsCommentsFromTheCompactLayout) {
  EXPECT_EQ(formatted("(null) ; c", Layout::Compact), "(null)\n");
}

TEST(FormatScript, RefusesWhatAquaVmRefuses) {
  const FormatResult result = formatText("(next i)", Layout::Indented);
  EXPECT_EQ(result.text, "");
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_EQ(result.errors.front().message, "iterable 'i' wasn't defined");
}

TEST(FormatScript, ChangesNothingTheSecondTimeAndNeverTheTree) {
  const std::vector<Program> programs = readPrograms();
  ASSERT_FALSE(programs.empty());
  for (const Program& program : programs) {
    // A comment behind every third bracket.
    std::string commented;
    size_t count = 0;
    for (const char c : program.text) {
      commented += c;
      if ((c == '(' || c == ')') && ++count % 3 == 0) commented += count % 2 ? ";x\n" : "\n;y\n";
    }
    const std::string once = formatted(commented);
    EXPECT_EQ(formatted(once), once) << program.name;
    EXPECT_EQ(toText(*parseScript(once).script), toText(*parseScript(program.text).script));
    EXPECT_EQ(llvm::StringRef(once).count(";x") + llvm::StringRef(once).count(";y"),
              llvm::StringRef(commented).count(";x") + llvm::StringRef(commented).count(";y"));
  }
}
