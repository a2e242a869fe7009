// Where blanks stand inside a line (spec/08 D3): one between two tokens, none at some. What a token
// is (`*` between values, before a list, before a type) follows from what stands before it.

#pragma once

#include "syntax/Tokens.h"

namespace aqua::format {

using syntax::Token;
using syntax::TokenKind;
using syntax::TokenSet;

/// What a value can end with; a bracket directly behind belongs to it.
inline constexpr TokenSet valueEnds{TokenKind::Lower,   TokenKind::Upper,    TokenKind::Scalar,
                                    TokenKind::Bool,    TokenKind::Int,      TokenKind::Float,
                                    TokenKind::String,  TokenKind::InitPeer, TokenKind::RParen,
                                    TokenKind::RSquare, TokenKind::RBrace,   TokenKind::Brackets,
                                    TokenKind::Index};

/// Whether a bracket after `previous` is that of a call, an index or a head: `f(`, `a[`, `func(`.
[[nodiscard]] constexpr bool attaches(TokenKind bracket, TokenKind previous) {
  const bool isHead = previous == TokenKind::Func && bracket != TokenKind::LSquare;
  return isHead || valueEnds.has(previous);
}

/// Takes the tokens of a logical line one after the other.
class Spacing {
public:
  /// Whether one blank precedes the token.
  [[nodiscard]] bool next(TokenKind kind);

private:
  [[nodiscard]] bool hasBlankBefore(TokenKind kind) const;
  [[nodiscard]] bool isPrefix(TokenKind kind) const;

  TokenKind previous_ = TokenKind::None;
  bool isTight_ = true;  // nothing stands between the previous token and the next
  bool inTypes_ = false; // after a `:` or `->` everything is about types
};

} // namespace aqua::format
