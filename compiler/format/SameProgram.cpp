#include "SameProgram.h"

#include "Lines.h"

namespace aqua::format {

namespace {

using T = syntax::TokenKind;

/// Takes the tokens of a text, `[` `]` as one.
class TokenReader {
public:
  explicit TokenReader(const LaidOut& source) : source_(source) {}

  T next() {
    const auto& tokens = source_.parts.tokens;
    const syntax::Token& token = tokens[at_++];
    text_ = token.in(source_.text);
    if (token.kind != T::LSquare || tokens[at_].kind != T::RSquare) return token.kind;
    ++at_;
    text_ = "[]";
    return T::Brackets;
  }

  /// The spelling of the token taken last.
  [[nodiscard]] llvm::StringRef text() const { return text_; }

private:
  const LaidOut& source_;
  size_t at_ = 0;
  llvm::StringRef text_;
};

bool haveSameTokens(const LaidOut& before, const LaidOut& after) {
  TokenReader left(before);
  TokenReader right(after);
  for (;;) {
    const T kind = left.next();
    if (kind != right.next() || left.text() != right.text()) return false;
    if (kind == T::EndOfFile) return true;
  }
}

bool haveSameComments(const LaidOut& before, const LaidOut& after) {
  const auto& left = before.parts.comments;
  const auto& right = after.parts.comments;
  std::string expected;
  std::string found;
  for (size_t i = 0; i < left.size() && left.size() == right.size(); ++i) {
    expected.clear();
    found.clear();
    appendComment(before.text.slice(left[i].begin, left[i].end), expected);
    appendComment(after.text.slice(right[i].begin, right[i].end), found);
    if (expected != found) return false;
  }
  return left.size() == right.size();
}

} // namespace

bool isSameProgram(const LaidOut& before, const LaidOut& after) {
  return before.parts.hasErrors == after.parts.hasErrors && haveSameTokens(before, after) &&
         haveSameComments(before, after);
}

} // namespace aqua::format
