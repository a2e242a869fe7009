#include "LineWords.h"

#include <algorithm>

#include "Mistakes.h"
#include "Scanner.h"

namespace aqua::syntax {
namespace {

using T = TokenKind;

/// What a value can end with: `operandEnds`, and the `!` that is an index.
constexpr TokenSet valueEnds{T::Lower,  T::Upper,    T::Scalar, T::Bool,    T::Int,      T::Float,
                             T::String, T::InitPeer, T::RParen, T::RSquare, T::Brackets, T::Index};

/// What may follow a service name and a space as its new id. Not '[': that is an index.
constexpr TokenSet idStarts{T::String, T::Int, T::Float, T::InitPeer, T::LParen, T::Not};

/// Directly after a word at the start of a line: the word is a name.
constexpr TokenSet nameUses{T::Assign, T::LeftArrow, T::Push, T::Comma, T::Dot};
constexpr TokenSet tightNameUses{T::LParen, T::LSquare, T::LBrace, T::Not};

/// They put a node above what stands before or after them.
constexpr TokenSet treeGrowers{
    T::Or,    T::And,     T::Eq,    T::Ne,    T::Le,         T::Ge,       T::Lt,
    T::Gt,    T::Plus,    T::Minus, T::Power, T::Star,       T::Dot,      T::Not,
    T::Slash, T::Percent, T::Index, T::NotEq, T::RightArrow, T::Question, T::Brackets};

} // namespace

LineWords::Summary LineWords::write(const LogicalLine& line) {
  line_ = line;
  summary_ = {};
  summary_.isSpoiled = line.isSpoiled;
  statementStart_ = line.first;
  previous_ = T::None;
  arrowPossible_ = true;
  levels_.assign(1, {});
  arrows_ = 0;
  const size_t end = raw_[line.end - 1].kind == T::Colon ? line.end - 1 : line.end;
  const size_t service = findServiceName(end);
  for (size_t at = line.first; at < end; ++at) {
    const Token& token = raw_[at];
    if (openBrackets.has(token.kind) && levels_.size() > nestingLimit) {
      at = skipTooDeepBrackets(at, end);
      continue;
    }
    if (token.kind == T::Colon) arrows_ = 0;
    if (token.kind == T::RightArrow && ++arrows_ > nestingLimit) {
      reportTooDeep(at, "arrow types", nestingLimit);
      break;
    }
    if (!addHeight(token.kind)) {
      reportTooDeep(at, "expressions", heightLimit);
      break;
    }
    emitToken(at);
    if (at + 1 == service) emit({token.end, token.end}, T::Space);
  }
  return summary_;
}

void LineWords::emit(Token token, TokenKind kind) {
  token.kind = kind;
  out_.push_back(token);
  previous_ = kind;
}

void LineWords::emitToken(size_t at) {
  const Token& token = raw_[at];
  const TokenKind kind = token.kind;
  if (isKeyword(kind)) return emitWord(at);
  const bool isBeforeType = raw_[at + 1].kind == T::Colon && at + 2 < line_.end;
  const bool isParameter =
      kind == T::Scalar && isBeforeType && (levels_.size() > 1 || at == line_.first);
  if (isParameter) return emit(token, T::Lower);
  const bool isTight = !token.spaceBefore && valueEnds.has(previous_);
  const TokenKind bang = isTight ? T::Index : T::Not;
  if (kind == T::Not) return emit(token, bang);
  if (kind == T::NotEq) {
    emit({token.begin, token.begin + 1, T::None, token.spaceBefore}, bang);
    return emit({token.begin + 1, token.end}, T::Eq);
  }
  const bool isArrow = arrowPossible_;
  if (!isWord(kind) && kind != T::Comma) arrowPossible_ = false;
  if (kind == T::LeftArrow && !isArrow && isTightNumber(at + 1)) {
    emit({token.begin, token.begin + 1, T::None, token.spaceBefore}, T::Lt);
    return emit({token.begin + 1, token.end}, T::Minus);
  }
  const bool isBadString = kind == T::String && isUnclosedString(token, text_);
  if (kind == T::Stray || isBadString) reportScanProblem(token);
  emit(token, kind);
}

bool LineWords::isTightNumber(size_t at) const {
  return !raw_[at].spaceBefore && (raw_[at].kind == T::Int || raw_[at].kind == T::Float);
}

void LineWords::emitWord(size_t at) {
  const TokenKind kind = raw_[at].kind;
  const bool isKeyword = at == statementStart_ ? isLeadKeyword(at) : isInnerKeyword(at);
  emit(raw_[at], isKeyword ? kind : T::Lower);
  if (!isKeyword || at != statementStart_) return;
  summary_.lead = kind;
  const bool isPrefix = kind == T::Par || kind == T::Co;
  if (isPrefix && at < line_.first + 2) statementStart_ = at + 1;
  arrowPossible_ = isPrefix || kind == T::For || kind == T::ParSeq;
  summary_.wantsBlock = blockKeywords.has(kind) || kind == T::Func || hasMembers(kind);
}

/// The first word of a line (or after `par`, `co`): a name only if what follows says so.
bool LineWords::isLeadKeyword(size_t at) const {
  const Token& token = raw_[at];
  if (line_.content == Content::Items) return true;
  if (line_.content == Content::Members) return false;
  if (at + 1 == line_.end) return blockKeywords.has(token.kind);
  const Token& next = raw_[at + 1];
  if (isHeaderKeyword(token.kind) || isDefinitionKeyword(token.kind)) return isWord(next.kind);
  if (nameUses.has(next.kind)) return false;
  if (next.kind == T::Colon) return at + 2 == line_.end && blockKeywords.has(token.kind);
  if (token.kind == T::Par || token.kind == T::Co || token.kind == T::Join)
    return next.spaceBefore || !tightNameUses.has(next.kind);
  if (!blockKeywords.has(token.kind)) return false;
  const bool isBlockLine = raw_[line_.end - 1].kind == T::Colon;
  return isBlockLine || (next.kind != T::LParen && next.spaceBefore);
}

/// A word inside a line: two operands never stand side by side, so a word directly after one is the
/// keyword that this kind of line knows.
bool LineWords::isInnerKeyword(size_t at) const {
  const TokenKind kind = raw_[at].kind;
  const TokenKind lead = summary_.lead;
  if (kind == T::Func)
    return previous_ == T::Assign && raw_[line_.end - 1].kind == T::Colon &&
           (raw_[at + 1].kind == T::LParen || raw_[at + 1].kind == T::LBrace);
  if (levels_.size() > 1 || !valueEnds.has(previous_)) return false;
  if (kind == T::Declares) return lead == T::Aqua || lead == T::Module;
  if (kind == T::From) return lead == T::Import || lead == T::Use;
  if (kind == T::As) return lead == T::Import || lead == T::Use || lead == T::Export;
  if (kind == T::Via) return lead == T::On || lead == T::ParSeq;
  if (kind == T::On) return lead == T::ParSeq;
  if (kind == T::Par || kind == T::Try || kind == T::Rec) return lead == T::For;
  return false;
}

/// For a service-id line `A.B value`: the index after the name, otherwise 0.
size_t LineWords::findServiceName(size_t end) const {
  if (line_.content != Content::Statements || raw_[line_.first].kind != T::Upper) return 0;
  size_t at = line_.first + 1;
  while (at + 1 < end && raw_[at].kind == T::Dot && raw_[at + 1].kind == T::Upper)
    at += 2;
  if (at >= end || !raw_[at].spaceBefore) return 0;
  const TokenKind kind = raw_[at].kind;
  const bool startsId =
      idStarts.has(kind) || isWord(kind) || (kind == T::Minus && isTightNumber(at + 1));
  return startsId ? at : 0;
}

// ----------------------------------------------------------------------------------------- Limits

bool LineWords::addHeight(TokenKind kind) {
  Level& level = levels_.back();
  if (openBrackets.has(kind)) {
    levels_.push_back({});
  } else if (closeBrackets.has(kind) && levels_.size() > 1) {
    const unsigned inside = std::max(level.height, level.highest);
    levels_.pop_back();
    Level& outer = levels_.back();
    outer.height = std::max(outer.height, inside) + 1;
  } else if (kind == T::Comma) {
    level.highest = std::max(level.highest, level.height);
    level.height = 0;
  } else if (treeGrowers.has(kind)) {
    level.height += kind == T::Power ? 2 : 1; // as a type prefix it is two
  }
  return levels_.back().height <= heightLimit;
}

/// Continues after the brackets that open at `at`.
size_t LineWords::skipTooDeepBrackets(size_t at, size_t end) {
  reportTooDeep(at, "brackets", nestingLimit);
  size_t open = 1;
  for (++at; at < end && open > 0; ++at) {
    if (openBrackets.has(raw_[at].kind)) ++open;
    if (closeBrackets.has(raw_[at].kind)) --open;
  }
  return at - 1;
}

/// The parser sees a Stray instead, and keeps silent because the line is spoiled.
void LineWords::reportTooDeep(size_t at, llvm::StringRef what, unsigned limit) {
  if (!summary_.isSpoiled)
    problems_.report(support::diag::NestingTooDeep, raw_[at].range(), what, limit);
  summary_.isSpoiled = true;
  emit(raw_[at], T::Stray);
}

/// One such problem of a line is enough.
void LineWords::reportScanProblem(const Token& token) {
  if (!summary_.isSpoiled) {
    if (token.kind == T::String)
      reportUnclosedString(problems_, token.range(), text_);
    else
      reportStray(problems_, token.range(), text_);
  }
  summary_.isSpoiled = true;
}

} // namespace aqua::syntax
