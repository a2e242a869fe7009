#include "Tokens.h"

#include "llvm/ADT/STLExtras.h"

#include "Tree.h"

namespace aqua::ide {

TokensAt::TokensAt(const Module& module, llvm::StringRef text, uint32_t offset)
    : text_(text), tokens_(syntax::scan(text).tokens), word_{offset, offset} {
  for (const ast::Comment& comment : module.ast->comments)
    if (comment.range.begin + 1 < offset && offset <= comment.range.end) comment_ = comment.range;
  while (before_ < tokens_.size() && tokens_[before_].end < offset)
    ++before_;
  // The token that ends at the cursor may be the word, or a word begins there.
  for (size_t i = before_; i < tokens_.size() && tokens_[i].begin <= offset; ++i) {
    const syntax::Token& token = tokens_[i];
    if (token.kind == syntax::TokenKind::String && token.begin < offset &&
        (offset < token.end || syntax::isUnclosedString(token, text)))
      string_ = &token;
    if (syntax::isWord(token.kind)) {
      word_ = token.range();
      before_ = i;
      return;
    }
    if (token.end <= offset && token.kind != syntax::TokenKind::EndOfFile) before_ = i + 1;
  }
}

size_t TokensAt::firstOfLine() const {
  const size_t start = text_.take_front(word_.begin).rfind('\n') + 1;
  size_t first = before_;
  while (first > 0 && tokens_[first - 1].begin >= start)
    --first;
  return first;
}

size_t TokensAt::column() const {
  const size_t start = text_.take_front(word_.begin).rfind('\n') + 1;
  const size_t first = firstOfLine();
  const size_t begin = first < before_ ? tokens_[first].begin : word_.begin;
  return begin - start;
}

std::optional<size_t> TokensAt::openBracket() const {
  size_t depth = 0;
  for (size_t i = before_; i-- > 0;) {
    const syntax::Token& token = tokens_[i];
    if (syntax::closeBrackets.has(token.kind)) ++depth;
    if (syntax::openBrackets.has(token.kind)) {
      if (depth == 0) return i;
      --depth;
    }
    // A definition begins here: brackets do not span it.
    if (token.startsLine && syntax::isDefinitionKeyword(token.kind) &&
        syntax::indentationOf(token, text_).empty())
      return std::nullopt;
  }
  return std::nullopt;
}

} // namespace aqua::ide
