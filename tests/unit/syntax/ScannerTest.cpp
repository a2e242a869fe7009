#include "Scanner.h"

#include "llvm/ADT/Twine.h"

#include "gtest/gtest.h"

#include "AquaLexer.h"
#include "Corpus.h"
#include "TokenArray.h"

namespace aqua::syntax {
namespace {

// ---------------------------------------------------------- Against the lexer that ANTLR generates

/// ANTLR counts code points, we count bytes; asked for growing positions this is linear.
class ByteOffsets {
public:
  explicit ByteOffsets(llvm::StringRef text) : text_(text) {
    if (text.starts_with("\xEF\xBB\xBF")) byte_ = 3; // ANTLRInputStream drops it
  }

  uint32_t of(size_t codePoint) {
    for (; codePoint_ < codePoint && byte_ < text_.size(); ++codePoint_) {
      do
        ++byte_;
      while (byte_ < text_.size() && (static_cast<unsigned char>(text_[byte_]) & 0xC0) == 0x80);
    }
    return static_cast<uint32_t>(byte_);
  }

private:
  llvm::StringRef text_;
  size_t byte_ = 0;
  size_t codePoint_ = 0;
};

std::vector<Token> scanWithAntlr(llvm::StringRef text) {
  antlr4::ANTLRInputStream input{text.str()};
  AquaLexer lexer(&input);
  lexer.removeErrorListeners();
  std::vector<Token> tokens;
  ByteOffsets bytes(text);
  uint32_t last = 0;
  for (;;) {
    const auto found = lexer.nextToken();
    Token token;
    token.kind = kindOf(found->getType());
    const bool isEnd = token.kind == TokenKind::EndOfFile;
    token.begin = isEnd ? static_cast<uint32_t>(text.size()) : bytes.of(found->getStartIndex());
    token.end = isEnd ? token.begin : bytes.of(found->getStopIndex() + 1);
    const llvm::StringRef gap = text.slice(last, token.begin);
    token.startsLine = isEnd || tokens.empty() || gap.contains('\n');
    token.spaceBefore = token.startsLine || !gap.empty();
    last = token.end;
    tokens.push_back(token);
    if (isEnd) return tokens;
  }
}

std::string show(const Token& token, llvm::StringRef text) {
  return (kindName(token.kind) + " `" + token.in(text) + "` at " + std::to_string(token.begin) +
          (token.spaceBefore ? " spaced" : "") + (token.startsLine ? " first" : ""))
      .str();
}

/// Both scanners read an unclosed string differently, on purpose: ours ends it with its line.
bool hasUnclosedString(llvm::StringRef text, const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.kind == TokenKind::String && isUnclosedString(token, text);
  });
}

/// The first token that differs, or nothing.
std::string difference(llvm::StringRef text) {
  const std::vector<Token> ours = scan(text).tokens;
  if (hasUnclosedString(text, ours)) return "";
  const std::vector<Token> theirs = scanWithAntlr(text);
  for (size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i)
    if (show(ours[i], text) != show(theirs[i], text))
      return show(ours[i], text) + "\n" + show(theirs[i], text) + "\nin\n" + text.str();
  return ours.size() == theirs.size() ? "" : "different numbers of tokens in\n" + text.str();
}

TEST(Scanner, AgreesWithTheLexerGrammarOnTheCorpus) {
  for (const std::string& text : readCorpus())
    ASSERT_EQ(difference(text), "");
}

TEST(Scanner, AgreesWithTheLexerGrammarOnMutations) {
  std::mt19937 random(1);
  for (const std::string& text : readCorpus())
    ASSERT_EQ(difference(mutate(text, random)), "");
}

TEST(Scanner, AgreesWithTheLexerGrammarOnEveryPairOfCharacters) {
  for (char a = 1; a > 0 && a < 127; ++a)
    for (char b = 1; b > 0 && b < 127; ++b) {
      const std::string text = std::string("x") + a + b + "1\n\xE2\x8A\x86\xE2\x8A\xA5";
      ASSERT_EQ(difference(text), "") << int(a) << ' ' << int(b);
    }
}

// ------------------------------------------------------------------------------- What it is made
// of

std::string kinds(llvm::StringRef text) {
  std::string all;
  for (const Token& token : scan(text).tokens)
    if (token.kind != TokenKind::EndOfFile) all += (kindName(token.kind) + " ").str();
  return all;
}

TEST(Scanner, TakesTheLongestOperator) {
  EXPECT_EQ(kinds("<<-<-<=<->"), "Push LeftArrow Le LeftArrow Gt ");
  EXPECT_EQ(kinds("!==!=!"), "NotEq Ne Not ");
  EXPECT_EQ(kinds("***"), "Power Star ");
}

TEST(Scanner, KnowsKeywordsOnlyAsWholeWords) {
  EXPECT_EQ(kinds("if iff u32 u32x true truex"), "If Lower Scalar Lower Bool Lower ");
}

TEST(Scanner, ReadsFractionsWithLeadingZeros) {
  EXPECT_EQ(kinds("1.05 0.50 01 1.x"), "Float Float Int Int Int Dot Lower ");
}

TEST(Scanner, SkipsAByteOrderMark) {
  EXPECT_EQ(kinds("\xEF\xBB\xBFx"), "Lower ");
}

TEST(Scanner, LetsStringsSpanLinesIfAllAreClosed) {
  EXPECT_EQ(kinds("\"a\nb\" x"), "String Lower ");
  EXPECT_EQ(kinds("\"a\nb \"c\""), "String Lower String ");
}

TEST(Scanner, CollectsCommentsWithoutTheirLineEnds) {
  const llvm::StringRef text = "--a\r\nx--b\n\"--\" --";
  std::string all;
  for (const SourceRange comment : scan(text).comments)
    all += (text.slice(comment.begin, comment.end) + "|").str();
  EXPECT_EQ(all, "--a|--b|--|");
}

} // namespace
} // namespace aqua::syntax
