#include "Recovery.h"

#include "AquaParser.h"
#include "Limits.h"

namespace aqua::syntax {
namespace {

using P = AquaParser;
using antlr4::misc::IntervalSet;

bool has(const IntervalSet& set, size_t type) {
  return set.contains(type);
}

/// What could come next in the state of the parser, without looking at who called the rule.
const IntervalSet& nextTokens(antlr4::Parser* parser) {
  const auto& atn = parser->getATN();
  return atn.nextTokens(atn.states[parser->getState()]);
}

TokenSet kindsOf(const IntervalSet& set) {
  TokenSet kinds{};
  for (const ssize_t type : set.toList())
    if (type > 0) kinds.add(kindOf(static_cast<size_t>(type)));
  return kinds;
}

/// The tokens at which skipping stops.
bool endsSkip(TokenKind kind) {
  return kind == TokenKind::NewLine || kind == TokenKind::Indent || kind == TokenKind::Dedent ||
         kind == TokenKind::EndOfFile;
}

} // namespace

void Recovery::start(TokenArray& tokens, Problems& problems) {
  tokens_ = &tokens;
  problems_ = &problems;
  errorCount_ = 0;
  recovering_ = false;
}

// --------------------------------------------------------------------------------------- Skipping

/// Passes over tokens up to the end of the line, or to the Indent that ends it. They get no error
/// nodes: who needs the skipped text finds it in the token array.
void Recovery::skipToLineEnd() {
  while (!endsSkip(tokens_->current().kind()))
    tokens_->consume();
}

/// At an Indent: consumes the whole block.
void Recovery::skipBlock() {
  size_t depth = 0;
  do {
    const TokenKind kind = tokens_->current().kind();
    if (kind == TokenKind::EndOfFile) return;
    if (kind == TokenKind::Indent) ++depth;
    if (kind == TokenKind::Dedent) --depth;
    tokens_->consume();
  } while (depth > 0);
}

bool Recovery::findItem() {
  for (;;) {
    const TokenKind kind = tokens_->current().kind();
    recovering_ = false;
    if (kind == TokenKind::EndOfFile) return false;
    if (isHeaderKeyword(kind) || isDefinitionKeyword(kind)) return true;
    if (kind != TokenKind::NewLine && kind != TokenKind::Indent) {
      reportLine(LineKind::Definition);
      problems_->loseItem(tokens_->current().range().begin);
    }
    skipToLineEnd();
    if (tokens_->current().kind() == TokenKind::Indent)
      skipBlock();
    else
      tokens_->consume();
  }
}

// ------------------------------------------------------------------------------- ANTLR's questions

/// The end of a line or the start of a block was wanted: whatever is left of the line is skipped.
/// A name was wanted and there is one in the wrong case: it is taken.
antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) {
  const IntervalSet& next = nextTokens(parser);
  const size_t type = tokens_->current().getType();
  const bool isWrongCase =
      (type == P::UPPER && has(next, P::LOWER)) || (type == P::LOWER && has(next, P::UPPER));
  if (isWrongCase && !recovering_) {
    antlr4::Token* name = parser->getCurrentToken();
    reportExpected(parser);
    recovering_ = false;
    parser->consume();
    return name;
  }
  if (has(next, P::NEWLINE) || has(next, P::INDENT)) {
    reportExpected(parser);
    skipToLineEnd();
    antlr4::Token* end = parser->getCurrentToken();
    if (next.contains(end->getType())) {
      recovering_ = false;
      parser->consume();
      return end;
    }
  }
  throw antlr4::InputMismatchException(parser);
}

/// A rule has failed. All rules around it find themselves at the end of the line and fail in
/// silence, up to the one that wants the line to end there.
void Recovery::recover(antlr4::Parser* parser, std::exception_ptr) {
  recovering_ = true;
  skipToLineEnd();
  const size_t rule = parser->getContext()->getRuleIndex();
  if (rule != P::RuleStatement && rule != P::RuleItem && rule != P::RuleMember) return;
  if (tokens_->current().kind() == TokenKind::NewLine) tokens_->consume();
}

/// Before each round of a loop. Only the loops over lines need it: a line that can start nothing is
/// reported and skipped here, everywhere else a wrong token is found where it is to be matched.
void Recovery::sync(antlr4::Parser* parser) {
  const size_t rule = parser->getContext()->getRuleIndex();
  if (rule != P::RuleBlock && rule != P::RuleMembers) return;
  const IntervalSet& next = nextTokens(parser);
  for (;;) {
    const SyntaxToken& token = tokens_->current();
    const TokenKind kind = token.kind();
    // The grammar allows the block of a line that was not understood; without one it is an error.
    if (rule == P::RuleBlock && kind == TokenKind::Indent) reportLine(LineKind::Statement);
    if (next.contains(token.getType()) || kind == TokenKind::EndOfFile ||
        kind == TokenKind::Dedent) {
      recovering_ = false;
      return;
    }
    if (kind != TokenKind::NewLine && kind != TokenKind::Indent)
      reportLine(rule == P::RuleMembers ? LineKind::Member : LineKind::Statement);
    recovering_ = true;
    skipToLineEnd();
    const TokenKind end = tokens_->current().kind();
    if (end == TokenKind::NewLine) tokens_->consume();
    if (end != TokenKind::Indent) continue;
    if (rule == P::RuleBlock) return; // its statements are still read
    skipBlock();
  }
}

// -------------------------------------------------------------------------------------- Reporting

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  const auto* found = static_cast<const SyntaxToken*>(error.getOffendingToken());
  const auto* deep = dynamic_cast<const antlr4::NoViableAltException*>(&error);
  if (deep == nullptr || deep->getStartToken() == found) return reportExpected(parser);
  // A decision failed after looking at several tokens; the parser still stands at the first.
  if (beginReport()) reportUnexpected({*tokens_, found->index(), std::nullopt}, *problems_);
}

void Recovery::reportExpected(antlr4::Parser* parser) {
  if (!beginReport()) return;
  const TokenSet expected = kindsOf(parser->getExpectedTokens());
  reportUnexpected({*tokens_, tokens_->index(), expected}, *problems_);
}

void Recovery::reportLine(LineKind kind) {
  if (beginReport()) reportWrongLine(*tokens_, tokens_->index(), kind, *problems_);
}

bool Recovery::beginReport() {
  if (recovering_) return false;
  recovering_ = true;
  const size_t at = tokens_->index();
  const bool isSpoiled = problems_->isSpoiled(tokens_->current().range().begin);
  problems_->spoil(Problems::Pass::Parser, lineAround(*tokens_, at));
  if (isSpoiled) return false;
  if (++errorCount_ <= problemLimit) return true;
  problems_->countOneMore();
  return false;
}

} // namespace aqua::syntax
