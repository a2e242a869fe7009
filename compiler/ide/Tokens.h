// The text around a cursor as tokens, whatever the parser made of it. Private to this folder.

#pragma once

#include <optional>

#include "Snapshot.h"
#include "syntax/Scanner.h"

namespace aqua::ide {

/// The tokens of a module and the place of a cursor among them.
class TokensAt {
public:
  TokensAt(const Module& module, llvm::StringRef text, uint32_t offset);

  [[nodiscard]] llvm::StringRef text() const { return text_; }
  [[nodiscard]] const std::vector<syntax::Token>& tokens() const { return tokens_; }
  /// How many tokens lie before the cursor, without the word that it is in or behind.
  [[nodiscard]] size_t before() const { return before_; }
  /// The word that the cursor is in or behind; empty at the cursor if there is none.
  [[nodiscard]] support::SourceRange word() const { return word_; }
  /// The comment, without its line end, or string that the cursor is inside of.
  [[nodiscard]] std::optional<support::SourceRange> comment() const { return comment_; }
  [[nodiscard]] const syntax::Token* string() const { return string_; }

  /// The token `back` places before the cursor, from 1; null beyond the beginning.
  [[nodiscard]] const syntax::Token* previous(size_t back = 1) const {
    return back <= before_ ? &tokens_[before_ - back] : nullptr;
  }
  [[nodiscard]] llvm::StringRef textOf(const syntax::Token& token) const { return token.in(text_); }

  /// The first token of the line that the cursor is in, or the word at the cursor. Lines that are
  /// continued in brackets count as several.
  [[nodiscard]] size_t firstOfLine() const;
  /// Blanks before that.
  [[nodiscard]] size_t column() const;

  /// The opener of the innermost bracket around the cursor that is not closed before it; how many
  /// tokens lie before it. Nothing if there is none in this statement.
  [[nodiscard]] std::optional<size_t> openBracket() const;

private:
  llvm::StringRef text_;
  std::vector<syntax::Token> tokens_;
  size_t before_ = 0;
  support::SourceRange word_;
  std::optional<support::SourceRange> comment_;
  const syntax::Token* string_ = nullptr;
};

} // namespace aqua::ide
