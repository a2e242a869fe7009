// What the words of a logical line are (spec/01 §11). No word of Aqua is reserved, so the position
// decides:
//
//  - a keyword that stands where only a name can be becomes Lower;
//  - `!` directly after an operand becomes Index, and `xs!==1` is `xs!` `==` `1`;
//  - `i<-2` inside an expression is `i` `<` `-2`;
//  - a Space goes between a service and its new id, `Srv "id"`.
//
// Nesting beyond the limits is cut out here, so that neither the parser nor any later recursion
// over the tree can exhaust the stack.

#pragma once

#include "Limits.h"
#include "Problems.h"
#include "Tokens.h"

namespace aqua::syntax {

/// What the lines of a block are.
enum class Content : uint8_t { Items, Members, Statements };

/// A logical line: raw tokens first … end-1, at least one.
struct LogicalLine {
  size_t first = 0;
  size_t end = 0;
  Content content = Content::Items;
  bool isSpoiled = false; // a problem has been reported
};

/// Writes lines, one after the other, as the parser shall see them.
class LineWords {
public:
  /// What was learnt about a line.
  struct Summary {
    TokenKind lead = TokenKind::None; // the keyword that decides what the line is
    bool wantsBlock = false;
    bool isSpoiled = false; // a problem was reported, here or before
  };

  LineWords(llvm::StringRef text, const std::vector<Token>& raw, std::vector<Token>& out,
            Problems& problems)
      : text_(text), raw_(raw), out_(out), problems_(problems) {}

  /// Appends the tokens of the line except a ':' at its end.
  Summary write(const LogicalLine& line);

private:
  /// The expression inside one pair of brackets: how deep its tree is up to the token in work.
  struct Level {
    unsigned height = 0;  // since the last comma
    unsigned highest = 0; // before it
  };

  void emit(Token token, TokenKind kind);
  void emitToken(size_t at);
  void emitWord(size_t at);
  [[nodiscard]] bool isLeadKeyword(size_t at) const;
  [[nodiscard]] bool isInnerKeyword(size_t at) const;
  [[nodiscard]] bool isTightNumber(size_t at) const;
  [[nodiscard]] size_t findServiceName(size_t end) const;

  /// Adds a token to the height of the tree. False if the limit is exceeded.
  [[nodiscard]] bool addHeight(TokenKind kind);
  size_t skipTooDeepBrackets(size_t at, size_t end);
  void reportTooDeep(size_t at, llvm::StringRef what, unsigned limit);
  void reportScanProblem(const Token& token);

  llvm::StringRef text_;
  const std::vector<Token>& raw_;
  std::vector<Token>& out_;
  Problems& problems_;

  // The line in work
  LogicalLine line_;
  Summary summary_;
  size_t statementStart_ = 0; // after `par`, `co`
  TokenKind previous_ = TokenKind::None;
  bool arrowPossible_ = true; // so far only words and commas: `<-` is the arrow
  std::vector<Level> levels_; // one for the line and one for each open bracket
  unsigned arrows_ = 0;
};

} // namespace aqua::syntax
