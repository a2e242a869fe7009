// Tokens between the scanner and the parser: plain data in one array per file. Positions are byte
// offsets; white space is whatever lies between two tokens, comments have a list of their own.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "support/Source.h"

namespace aqua::syntax {

using support::SourceRange;

/// The numbers are those of the grammar; Parser.cpp checks it.
enum class TokenKind : uint8_t {
  None = 0,
#define AQUA_TOKEN(Kind, NAME, words) Kind,
#include "Tokens.def"
  EndOfFile = 255, // ANTLR's number, cut to eight bits
};

/// `LeftArrow` and so on, for printing.
[[nodiscard]] llvm::StringRef kindName(TokenKind kind);

/// What stands for the kind in a message: "`<-`", "a name".
[[nodiscard]] llvm::StringRef words(TokenKind kind);

/// A token as it stands in the text. Empty if the layout pass made it.
struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;
  TokenKind kind = TokenKind::None;
  bool spaceBefore = false; // white space, a comment or a line end precedes it
  bool startsLine = false;  // the first token of its physical line

  [[nodiscard]] SourceRange range() const { return {begin, end}; }
  [[nodiscard]] llvm::StringRef in(llvm::StringRef text) const { return text.slice(begin, end); }
};

/// What the scanner makes of a text.
struct RawTokens {
  std::vector<Token> tokens; // the last one is the end of the file
  std::vector<SourceRange> comments;
};

/// A set of token kinds, made by the compiler.
class TokenSet {
public:
  constexpr TokenSet(std::initializer_list<TokenKind> kinds) {
    for (const TokenKind kind : kinds)
      add(kind);
  }
  constexpr void add(TokenKind kind) {
    const auto bit = static_cast<unsigned>(kind);
    bits_[bit / 64 % 2] |= 1ull << (bit % 64);
  }
  [[nodiscard]] constexpr bool has(TokenKind kind) const {
    const auto bit = static_cast<unsigned>(kind);
    return bit < 128 && (bits_[bit / 64] >> (bit % 64) & 1) != 0;
  }

private:
  uint64_t bits_[2] = {};
};

inline constexpr TokenSet openBrackets{TokenKind::LParen, TokenKind::LSquare, TokenKind::LBrace};
inline constexpr TokenSet closeBrackets{TokenKind::RParen, TokenKind::RSquare, TokenKind::RBrace};

/// `(` → `)`
[[nodiscard]] constexpr TokenKind closerOf(TokenKind opener) {
  return static_cast<TokenKind>(static_cast<uint8_t>(opener) + 1);
}
static_assert(closerOf(TokenKind::LParen) == TokenKind::RParen &&
              closerOf(TokenKind::LSquare) == TokenKind::RSquare &&
              closerOf(TokenKind::LBrace) == TokenKind::RBrace);

inline constexpr TokenSet binaryOperators{
    TokenKind::Or,   TokenKind::And,   TokenKind::Eq,    TokenKind::Ne,     TokenKind::Le,
    TokenKind::Ge,   TokenKind::Lt,    TokenKind::Gt,    TokenKind::Plus,   TokenKind::Minus,
    TokenKind::Star, TokenKind::Slash, TokenKind::Power, TokenKind::Percent};

/// The keywords that open a block inside a body.
inline constexpr TokenSet blockKeywords{TokenKind::If,  TokenKind::Else,  TokenKind::Otherwise,
                                        TokenKind::Try, TokenKind::Catch, TokenKind::On,
                                        TokenKind::For, TokenKind::ParSeq};

[[nodiscard]] constexpr bool isKeyword(TokenKind kind) {
  return kind >= TokenKind::Aqua && kind <= TokenKind::Join;
}

[[nodiscard]] constexpr bool isWord(TokenKind kind) {
  return kind >= TokenKind::Aqua && kind <= TokenKind::Upper;
}

[[nodiscard]] constexpr bool isHeaderKeyword(TokenKind kind) {
  return kind == TokenKind::Aqua || kind == TokenKind::Module || kind == TokenKind::Import ||
         kind == TokenKind::Use || kind == TokenKind::Export;
}

[[nodiscard]] constexpr bool isDefinitionKeyword(TokenKind kind) {
  return kind >= TokenKind::Service && kind <= TokenKind::Func;
}

/// `service`, `data`, `ability`: their block holds members.
[[nodiscard]] constexpr bool hasMembers(TokenKind kind) {
  return kind >= TokenKind::Service && kind <= TokenKind::Ability;
}

/// The white space before a token that starts its line.
[[nodiscard]] llvm::StringRef indentationOf(const Token& token, llvm::StringRef text);

} // namespace aqua::syntax
