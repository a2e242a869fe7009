// Where a logical line ends (spec/01 §2.1, §10.2). Line ends inside brackets and before a binary
// operator mean nothing; after a binary operator, `=`, an arrow or a comma they mean nothing if the
// next line is deeper or at the left margin.

#pragma once

#include <optional>
#include <vector>

#include "Tokens.h"

namespace aqua::syntax {

/// Finds the ends of lines, one after the other from the top of the file; together linear, also for
/// text full of unclosed brackets.
class LogicalLines {
public:
  struct Line {
    size_t end = 0;                    // index after its last token
    std::optional<size_t> openBracket; // index of a bracket that is never closed
  };

  LogicalLines(llvm::StringRef text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  /// The logical line that starts with token `first`, which is not the end of the file.
  [[nodiscard]] Line lineFrom(size_t first);

private:
  [[nodiscard]] bool startsItem(size_t at) const;
  [[nodiscard]] bool goesOnAfter(size_t at) const;
  [[nodiscard]] bool leavesBrackets(const Token& next) const;
  bool takeBracket(size_t at);
  Line endUnclosedLine(size_t limit);

  llvm::StringRef text_;
  const std::vector<Token>& tokens_;
  std::vector<size_t> open_;   // brackets open at the token in work
  size_t first_ = 0;           // of the line in work
  size_t physicalLine_ = 0;    // the first token of the physical line in work
  size_t unbalancedUntil_ = 0; // up to here brackets are known not to balance
};

} // namespace aqua::syntax
