#include "Spacing.h"

namespace aqua::format {

using T = TokenKind;

bool Spacing::next(TokenKind kind) {
  const bool blank = hasBlankBefore(kind);
  isTight_ = isPrefix(kind);
  if (kind == T::Colon || kind == T::RightArrow) inTypes_ = true;
  previous_ = kind;
  return blank;
}

bool Spacing::hasBlankBefore(TokenKind kind) const {
  constexpr TokenSet closed{T::Comma,  T::Colon, T::Indent, T::RParen, T::RSquare,
                            T::RBrace, T::Dot,   T::Index,  T::Space};
  constexpr TokenSet stars{T::Star, T::Power};
  if (closed.has(kind)) return false;
  // `* *T` is not written `**T`, which is another token.
  if (inTypes_ && stars.has(kind) && stars.has(previous_)) return true;
  if (isTight_) return false;
  if (syntax::openBrackets.has(kind)) return inTypes_ || !attaches(kind, previous_);
  return !(kind == T::Int && previous_ == T::Index);
}

/// Whether what follows the token is tight to it.
bool Spacing::isPrefix(TokenKind kind) const {
  constexpr TokenSet always{T::LParen, T::LSquare, T::LBrace, T::Dot, T::Not};
  constexpr TokenSet ofTypes{T::Star, T::Power, T::Question, T::Percent, T::Brackets};
  constexpr TokenSet ofValues{T::Star, T::Question, T::Minus};
  if (always.has(kind)) return true;
  if (inTypes_) return ofTypes.has(kind);
  return ofValues.has(kind) && !valueEnds.has(previous_);
}

} // namespace aqua::format
