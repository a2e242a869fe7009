// A token that fits nowhere, seen from its logical line: what a message about it is made of.

#pragma once

#include "llvm/ADT/SmallVector.h"

#include "TokenArray.h"

namespace aqua::syntax {

/// The tokens between two logical lines.
inline constexpr TokenSet lineEnds{TokenKind::NewLine, TokenKind::Indent, TokenKind::Dedent};

/// What an operand can end with.
inline constexpr TokenSet operandEnds{TokenKind::Lower,    TokenKind::Upper,   TokenKind::Scalar,
                                      TokenKind::Bool,     TokenKind::Int,     TokenKind::Float,
                                      TokenKind::String,   TokenKind::RParen,  TokenKind::RSquare,
                                      TokenKind::Brackets, TokenKind::InitPeer};

/// The token, and what stands around it in its line.
class Place {
public:
  Place(const TokenArray& tokens, size_t found) : tokens_(tokens), found_(found), first_(found) {
    while (first_ > 0 && !lineEnds.has(tokens_.at(first_ - 1).kind()))
      --first_;
  }

  [[nodiscard]] const TokenArray& tokens() const { return tokens_; }
  [[nodiscard]] const SyntaxToken& found() const { return tokens_.at(found_); }
  [[nodiscard]] TokenKind kind() const { return found().kind(); }
  [[nodiscard]] llvm::StringRef text() const { return found().text(); }
  [[nodiscard]] SourceRange range() const { return found().range(); }
  [[nodiscard]] llvm::StringRef source() const { return tokens_.text(); }

  /// The token `steps` before the found one in the same line.
  [[nodiscard]] const SyntaxToken* before(size_t steps = 1) const {
    return steps <= indexInLine() ? &tokens_.at(found_ - steps) : nullptr;
  }
  [[nodiscard]] TokenKind kindBefore(size_t steps = 1) const {
    const SyntaxToken* token = before(steps);
    return token ? token->kind() : TokenKind::None;
  }
  [[nodiscard]] const SyntaxToken& after() const {
    return tokens_.at(kind() == TokenKind::EndOfFile ? found_ : found_ + 1);
  }
  [[nodiscard]] const SyntaxToken& lineStart() const { return tokens_.at(first_); }
  [[nodiscard]] size_t indexInLine() const { return found_ - first_; }

  /// The second token of the line, if it stands before the found one.
  [[nodiscard]] TokenKind secondKind() const {
    return indexInLine() > 1 ? tokens_.at(first_ + 1).kind() : TokenKind::None;
  }

  [[nodiscard]] bool isTightAfter(const SyntaxToken& token) const {
    return token.range().end == range().begin;
  }

  /// The brackets that are open before the token, as their openers.
  [[nodiscard]] llvm::SmallVector<TokenKind> openBracketsBefore() const {
    llvm::SmallVector<TokenKind> open;
    for (size_t at = first_; at < found_; ++at) {
      const TokenKind kind = tokens_.at(at).kind();
      if (openBrackets.has(kind))
        open.push_back(kind);
      else if (closeBrackets.has(kind) && !open.empty())
        open.pop_back();
    }
    return open;
  }

  /// The last bracket that is open before the token, or null.
  [[nodiscard]] const SyntaxToken* innermostBracket() const {
    size_t closed = 0;
    for (size_t at = found_; at-- > first_;) {
      const TokenKind kind = tokens_.at(at).kind();
      if (closeBrackets.has(kind)) ++closed;
      if (openBrackets.has(kind) && closed-- == 0) return &tokens_.at(at);
    }
    return nullptr;
  }

  /// The bracket that closes an opening one in the same line, or null.
  [[nodiscard]] const SyntaxToken* closerOf(const SyntaxToken& open) const {
    size_t depth = 0;
    for (size_t at = open.index(); !isLineEnd(at); ++at) {
      const TokenKind kind = tokens_.at(at).kind();
      if (openBrackets.has(kind)) ++depth;
      if (closeBrackets.has(kind) && --depth == 0) return &tokens_.at(at);
    }
    return nullptr;
  }

  /// The token at which the line ends: NewLine, or the Indent of its block.
  [[nodiscard]] const SyntaxToken& lineEnd() const {
    size_t at = found_;
    while (!isLineEnd(at))
      ++at;
    return tokens_.at(at);
  }

  /// Whether the next token stands in another line of the text (inside brackets).
  [[nodiscard]] bool startsNewLineAfter(const SyntaxToken& token) const {
    const llvm::StringRef rest = source().drop_front(token.range().end).ltrim(" \t\r");
    return rest.starts_with("\n");
  }

  /// Whether the token at `index` ends an operand.
  [[nodiscard]] bool isOperand(size_t index) const {
    return operandEnds.has(tokens_.at(index).kind());
  }

private:
  [[nodiscard]] bool isLineEnd(size_t at) const {
    const TokenKind kind = tokens_.at(at).kind();
    return lineEnds.has(kind) || kind == TokenKind::EndOfFile;
  }

  const TokenArray& tokens_;
  size_t found_;
  size_t first_; // index of the first token of the line
};

} // namespace aqua::syntax
