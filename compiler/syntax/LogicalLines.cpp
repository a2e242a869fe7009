#include "LogicalLines.h"

#include <algorithm>

namespace aqua::syntax {
namespace {

/// At the end of a line they say that it goes on.
constexpr TokenSet expectMore{TokenKind::Assign, TokenKind::DefaultAssign, TokenKind::LeftArrow,
                              TokenKind::Push, TokenKind::Comma};

} // namespace

LogicalLines::Line LogicalLines::lineFrom(size_t first) {
  first_ = first;
  open_.clear();
  size_t at = first;
  for (;; ++at) {
    if (tokens_[at].startsLine) physicalLine_ = at;
    if (!takeBracket(at)) break;
    const Token& next = tokens_[at + 1];
    if (next.kind == TokenKind::EndOfFile || (next.startsLine && startsItem(at + 1))) break;
    if (!next.startsLine) continue;
    if (open_.empty() && !goesOnAfter(at)) return {at + 1, std::nullopt};
    // Brackets do not balance here, as an earlier search has found: do not look far again.
    if (!open_.empty() && at < unbalancedUntil_ && leavesBrackets(next)) break;
  }
  if (open_.empty()) return {at + 1, std::nullopt};
  unbalancedUntil_ = std::max(unbalancedUntil_, at + 1);
  return endUnclosedLine(at + 1);
}

/// A header or definition keyword at the left margin with something after it that cannot follow a
/// name: whatever was open before it is over.
bool LogicalLines::startsItem(size_t at) const {
  const Token& token = tokens_[at];
  if (!isHeaderKeyword(token.kind) && !isDefinitionKeyword(token.kind)) return false;
  const Token& next = tokens_[at + 1];
  return (isWord(next.kind) || next.kind == TokenKind::String) &&
         indentationOf(token, text_).empty();
}

/// Whether the line goes on after the token at `at`, the last of its physical line. A next line
/// that is as deep as this one is a statement of its own: this one is only incomplete.
bool LogicalLines::goesOnAfter(size_t at) const {
  const TokenKind kind = tokens_[at].kind;
  if (binaryOperators.has(tokens_[at + 1].kind)) return true;
  const bool declaresAll =
      kind == TokenKind::Star && at > first_ && tokens_[at - 1].kind == TokenKind::Declares;
  if (declaresAll) return false;
  const bool prefix = kind == TokenKind::Not && tokens_[at].spaceBefore;
  if (!prefix && !binaryOperators.has(kind) && !expectMore.has(kind)) return false;
  const llvm::StringRef next = indentationOf(tokens_[at + 1], text_);
  return next.empty() || next.size() > indentationOf(tokens_[first_], text_).size();
}

/// Keeps track of the open brackets. False if a bracket of an earlier line was never closed.
bool LogicalLines::takeBracket(size_t at) {
  const TokenKind kind = tokens_[at].kind;
  if (openBrackets.has(kind)) open_.push_back(at);
  if (!closeBrackets.has(kind) || open_.empty()) return true;
  const bool matches = closerOf(tokens_[open_.back()].kind) == kind;
  if (!matches && open_.back() < physicalLine_) return false;
  open_.pop_back();
  return true;
}

/// Whether this line, being no deeper than the line of the open bracket, is rather a new one.
bool LogicalLines::leavesBrackets(const Token& next) const {
  return indentationOf(next, text_).size() <= indentationOf(tokens_[first_], text_).size() &&
         !closeBrackets.has(next.kind);
}

/// A bracket stays open up to the end of its definition: its line is taken to end before the first
/// line that is not deeper, or with a ':' that ends a line like that of a block.
LogicalLines::Line LogicalLines::endUnclosedLine(size_t limit) {
  open_.clear();
  size_t at = first_;
  const auto isNewLine = [&] {
    if (!tokens_[at].startsLine || open_.empty()) return false;
    return leavesBrackets(tokens_[at]) || tokens_[at - 1].kind == TokenKind::Colon;
  };
  do
    takeBracket(at++);
  while (at < limit && !isNewLine());
  if (open_.empty()) return {at, std::nullopt}; // closed by a bracket of another kind
  return {at, open_.back()};
}

} // namespace aqua::syntax
