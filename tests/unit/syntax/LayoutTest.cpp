#include "Layout.h"

#include "gtest/gtest.h"

#include "Corpus.h"
#include "Limits.h"
#include "Scanner.h"

namespace aqua::syntax {
namespace {

std::vector<Token> layOutText(llvm::StringRef text) {
  Problems problems({1});
  return layOut(text, scan(text).tokens, problems);
}

/// Texts of the tokens; `{` and `}` for blocks, `;` for line ends.
std::string show(llvm::StringRef text) {
  std::string all;
  for (const Token& token : layOutText(text)) {
    if (token.kind == TokenKind::EndOfFile) break;
    if (!all.empty()) all += ' ';
    if (token.kind == TokenKind::NewLine)
      all += ";";
    else if (token.kind == TokenKind::Indent)
      all += "{";
    else if (token.kind == TokenKind::Dedent)
      all += "}";
    else if (token.range().isEmpty())
      all += kindName(token.kind);
    else
      all += token.in(text);
  }
  return all;
}

/// The lines of a function body.
std::string body(llvm::StringRef lines) {
  const std::string all = show("func f():\n" + lines.str());
  return all.substr(std::string("func f ( ) { ").size());
}

/// The kind of the first token with this text in a function body.
llvm::StringRef kindOfWord(llvm::StringRef lines, llvm::StringRef word) {
  const std::string text = "func f():\n" + lines.str();
  for (const Token& token : layOutText(text))
    if (token.in(text) == word) return kindName(token.kind);
  return "";
}

TEST(Layout, BlocksFollowTheIndentation) {
  EXPECT_EQ(body("  if a:\n    b()\n  c()\n"), "if a { b ( ) ; } c ( ) ; }");
}

TEST(Layout, BlocksMayChooseTheirDepth) {
  EXPECT_EQ(body("   if a:\n    b\n   else:\n        c\n"), "if a { b ; } else { c ; } }");
}

TEST(Layout, BlankLinesAndCommentsMeanNothing) {
  EXPECT_EQ(body("  a\n\n-- c\n      -- d\n  b\n"), "a ; b ; }");
}

TEST(Layout, TheEndOfTheFileEndsLineAndBlocks) {
  EXPECT_EQ(body("  if a:\n    b"), "if a { b ; } }");
}

TEST(Layout, LineEndsInsideBracketsMeanNothing) {
  EXPECT_EQ(body("  a(\n1,\n\n  -- c\n      2)\n  b\n"), "a ( 1 , 2 ) ; b ; }");
}

TEST(Layout, ALineGoesOnAfterAnOperatorIfTheNextIsDeeper) {
  EXPECT_EQ(body("  a = 1 +\n    2\n"), "a = 1 + 2 ; }");
  EXPECT_EQ(body("  a = 1 +\n  b\n"), "a = 1 + ; b ; }");
  EXPECT_EQ(body("  a = 1 +\n2\n  b\n"), "a = 1 + 2 ; b ; }");
}

TEST(Layout, ALineGoesOnBeforeAnOperator) {
  EXPECT_EQ(body("  a = 1\n  && 2\n"), "a = 1 && 2 ; }");
}

TEST(Layout, AFinalIndexDoesNotContinueTheLine) {
  EXPECT_EQ(body("  a = x!\n    b\n"), "a = x ! ; b ; }");
  EXPECT_EQ(body("  a = !\n    b\n"), "a = ! b ; }");
}

TEST(Layout, DeclaresAllDoesNotContinueTheLine) {
  EXPECT_EQ(show("aqua M declares *\nexport f\n"), "aqua M declares * ; export f ;");
}

TEST(Layout, AReturnNeverContinuesALine) {
  EXPECT_EQ(body("  a()\n  <- 1\n"), "a ( ) ; <- 1 ; }");
}

TEST(Layout, AMissingColonIsRepaired) {
  EXPECT_EQ(body("  if a\n    b\n  c\n"), "if a { b ; } c ; }");
}

TEST(Layout, AnUnclosedBracketEndsBeforeTheNextLineThatIsNotDeeper) {
  EXPECT_EQ(body("  a(1,\n    2\n  b\n"), "a ( 1 , 2 ; b ; }");
}

TEST(Layout, AnUnclosedBracketEndsWithItsDefinition) {
  EXPECT_EQ(show("func f():\n  a(\nfunc g():\n  b\n"), "func f ( ) { a ( ; } func g ( ) { b ; }");
}

// -- Words by position (spec/01 §11.1)

TEST(Layout, AKeywordIsANameBeforeAssignmentsAndTightBrackets) {
  for (const llvm::StringRef line : {"par = 1", "par <- f()", "par <<- 1", "par, x <- f()",
                                     "par.f()", "par(x)", "par[0]", "par{a}(1)", "par: *u32"})
    EXPECT_EQ(kindOfWord("  " + line.str() + "\n", "par"), "Lower") << line.str();
}

TEST(Layout, AKeywordIsAKeywordBeforeOtherWords) {
  EXPECT_EQ(kindOfWord("  par f()\n", "par"), "Par");
  EXPECT_EQ(kindOfWord("  join (x)\n", "join"), "Join");
  EXPECT_EQ(kindOfWord("  join(x)\n", "join"), "Lower");
}

TEST(Layout, TheEndOfTheLineTellsBlocksFromCalls) {
  EXPECT_EQ(kindOfWord("  if(x):\n    a\n", "if"), "If");
  EXPECT_EQ(kindOfWord("  if (x)\n", "if"), "Lower");
}

TEST(Layout, InnerKeywordsFollowOperands) {
  EXPECT_EQ(kindOfWord("  for x <- xs par:\n    a\n", "par"), "Par");
  EXPECT_EQ(kindOfWord("  for x <- par:\n    a\n", "par"), "Lower");
  EXPECT_EQ(kindOfWord("  on p via r:\n    a\n", "via"), "Via");
  EXPECT_EQ(kindOfWord("  on via:\n    a\n", "via"), "Lower");
}

TEST(Layout, BangsAreIndexesDirectlyAfterOperands) {
  EXPECT_EQ(kindOfWord("  x = a!\n", "!"), "Index");
  EXPECT_EQ(kindOfWord("  x = !a\n", "!"), "Not");
  EXPECT_EQ(body("  x = a!==1\n"), "x = a ! == 1 ; }");
  EXPECT_EQ(kindOfWord("  x = a!==1\n", "!"), "Index");
}

TEST(Layout, AnArrowInsideAnExpressionIsLessThanMinus) {
  EXPECT_EQ(body("  x = i<-2\n"), "x = i < - 2 ; }");
  EXPECT_EQ(body("  x <-2\n"), "x <- 2 ; }");
}

TEST(Layout, ASpaceAfterAServiceIsAToken) {
  EXPECT_EQ(body("  S \"id\"\n"), "S Space \"id\" ; }");
  EXPECT_EQ(body("  A.S (x)\n"), "A . S Space ( x ) ; }");
  EXPECT_EQ(body("  S(x)\n"), "S ( x ) ; }");
  EXPECT_EQ(body("  S = 1\n"), "S = 1 ; }");
}

TEST(Layout, AScalarBeforeAColonIsAParameterName) {
  EXPECT_EQ(kindOfWord("  c = (u32: bool):\n    a\n", "u32"), "Lower");
  EXPECT_EQ(kindOfWord("  c = () -> u32:\n    a\n", "u32"), "Scalar");
}

// -- Invariants

/// Blocks balance, never close too early, and the ranges of tokens grow.
void expectInvariants(llvm::StringRef text) {
  size_t depth = 0;
  uint32_t last = 0;
  for (const Token& token : layOutText(text)) {
    ASSERT_LE(token.begin, token.end);
    ASSERT_GE(token.begin, last) << text.str();
    ASSERT_LE(token.end, text.size());
    last = token.end;
    if (token.kind == TokenKind::Indent) ++depth;
    if (token.kind != TokenKind::Dedent) continue;
    ASSERT_GT(depth, 0u) << text.str();
    --depth;
  }
  ASSERT_EQ(depth, 0u) << text.str();
}

TEST(Layout, BlocksBalanceOnTheCorpusAndItsMutations) {
  std::mt19937 random(2);
  for (const std::string& text : readCorpus()) {
    ASSERT_NO_FATAL_FAILURE(expectInvariants(text));
    for (int i = 0; i < 5; ++i)
      ASSERT_NO_FATAL_FAILURE(expectInvariants(mutate(text, random)));
  }
}

} // namespace
} // namespace aqua::syntax
