#include "LineWriter.h"

#include <algorithm>

#include "llvm/Support/Unicode.h"

namespace aqua::format {

using T = TokenKind;

namespace {

uint32_t columnsOfLine(llvm::StringRef line) {
  const bool isAscii = std::none_of(line.begin(), line.end(), [](char c) { return c < 0; });
  const int columns = isAscii ? -1 : llvm::sys::unicode::columnWidthUTF8(line);
  return columns < 0 ? static_cast<uint32_t>(line.size()) : static_cast<uint32_t>(columns);
}

} // namespace

uint32_t columnsOf(llvm::StringRef text) {
  uint32_t columns = 0;
  while (text.contains('\n')) {
    const auto [line, rest] = text.split('\n');
    columns = std::max(columns, columnsOfLine(line));
    text = rest;
  }
  return std::max(columns, columnsOfLine(text));
}

void LineWriter::write(const Piece& line, std::string& out) {
  baseIndent_ = line.depth * style_.indent;
  if (writeFlat(line, out)) return;
  measure(line);
  matchBrackets(line);
  markForcedBreaks();
  keepBreaks();
  postponeComments();
  writeItems(out);
}

/// Most lines: no comments inside, written on one line, and short enough. False if it is another
/// kind of line; then nothing is written.
bool LineWriter::writeFlat(const Piece& line, std::string& out) const {
  if (line.firstComment != line.endComment) return false;
  const size_t before = out.size();
  Spacing spacing;
  bool isFlat = true;
  for (uint32_t at = line.firstToken; at < line.endToken && isFlat; ++at) {
    const Token& token = laidOut_.tokens[at];
    if (spacing.next(token.kind)) out += ' ';
    out += token.in(text_);
    isFlat = !token.startsLine || at == line.firstToken;
  }
  // Bytes are at least as many as columns.
  if (isFlat && baseIndent_ + (out.size() - before) <= style_.width) return true;
  out.resize(before);
  return false;
}

// ------------------------------------------------------------------------------------ Preparation

void LineWriter::measure(const Piece& line) {
  items_.clear();
  Spacing spacing;
  uint32_t column = 0;
  uint32_t comment = line.firstComment;
  for (uint32_t at = line.firstToken; at < line.endToken; ++at) {
    const Token& token = laidOut_.tokens[at];
    Item item;
    item.token = at;
    item.firstComment = comment;
    while (comment < line.endComment && laidOut_.comments[comment].begin < token.begin)
      ++comment;
    item.endComment = comment;
    item.hasBlankBefore = spacing.next(token.kind);
    item.begin = column + (item.hasBlankBefore ? 1 : 0);
    item.end = item.begin + columnsOf(token.in(text_));
    column = item.end;
    items_.push_back(item);
  }
}

void LineWriter::matchBrackets(const Piece& line) {
  brackets_.clear();
  for (uint32_t i = 0; i < items_.size(); ++i) {
    const T kind = kindOf(i);
    if (syntax::openBrackets.has(kind)) {
      items_[i].bracket = bracketAt(i, line, brackets_.size());
      items_[i].isParameters = isParameterList(i, line, brackets_.size());
      items_[i].partner = static_cast<uint32_t>(items_.size());
      brackets_.push_back(i);
    } else if (syntax::closeBrackets.has(kind) && !brackets_.empty()) {
      Item& opener = items_[brackets_.back()];
      opener.partner = i;
      const bool isEmpty = brackets_.back() + 1 == i && !hasComments(items_[i]);
      if (isEmpty) opener.bracket = Bracket::None;
      brackets_.pop_back();
    } else if (kind == T::Comma && !brackets_.empty()) {
      // `f: u8, u8 -> u8, b: u8` are two parameters.
      const bool isInType = items_[brackets_.back()].isParameters && i + 2 < items_.size() &&
                            kindOf(i + 2) != T::Colon;
      items_[i].endsElement = !isInType;
    }
  }
}

LineWriter::Bracket LineWriter::bracketAt(uint32_t item, const Piece& line, size_t depth) const {
  const T kind = kindOf(item);
  const T previous = item > 0 ? kindOf(item - 1) : T::None;
  if (kind == T::LBrace || line.lead == T::Service) return Bracket::None;
  if (kind == T::LSquare) return attaches(kind, previous) ? Bracket::None : Bracket::List;
  if (isParameterList(item, line, depth)) return Bracket::List;
  // In types nothing is called: parentheses stand after `:`, `->` and commas only.
  return attaches(kind, previous) ? Bracket::List : Bracket::Plain;
}

/// `func f(`, `f = func(`, `f = (`, `method(`
bool LineWriter::isParameterList(uint32_t item, const Piece& line, size_t depth) const {
  if (kindOf(item) != T::LParen || depth > 0) return false;
  constexpr TokenSet closureHeads{T::Assign, T::Func, T::RBrace};
  const bool isClosure = line.opensBlock && items_.size() > 1 && kindOf(1) == T::Assign;
  if (isClosure) return closureHeads.has(kindOf(item - 1));
  return (line.lead == T::Func || line.isMember) && item > 0 &&
         attaches(T::LParen, kindOf(item - 1));
}

/// A list that holds a comment is broken, and one of parameters or fields that its author has begun
/// on a new line; then those around it are broken too.
void LineWriter::markForcedBreaks() {
  brackets_.clear();
  for (uint32_t i = 0; i < items_.size(); ++i) {
    Item& item = items_[i];
    const bool startsLine = i > 0 && tokenOf(item).startsLine;
    const bool isFirst = !brackets_.empty() && brackets_.back() + 1 == i;
    const bool isWish = startsLine && isFirst && items_[i - 1].bracket == Bracket::List &&
                        kindOf(i - 1) == T::LParen &&
                        (items_[i - 1].isParameters || (i > 1 && kindOf(i - 2) == T::Upper));
    // From the inside outwards, up to the first that is marked: each is marked once.
    if (hasComments(item) || isWish)
      for (const uint32_t bracket : llvm::reverse(brackets_)) {
        if (items_[bracket].isBroken) break;
        items_[bracket].isBroken = true;
        // An index is broken only if it must be.
        if (tokenOf(items_[bracket]).kind == T::LSquare) items_[bracket].bracket = Bracket::List;
      }
    if (syntax::openBrackets.has(tokenOf(item).kind)) brackets_.push_back(i);
    if (syntax::closeBrackets.has(tokenOf(item).kind) && !brackets_.empty()) brackets_.pop_back();
  }
}

/// Breaks that only our parser accepts stay if the line is too long without them; they stand after
/// the operator (spec/08 D5).
void LineWriter::keepBreaks() {
  // After these and binary operators a line may end where it has no brackets (spec/01 §2.1).
  constexpr TokenSet ends{T::Assign, T::DefaultAssign, T::LeftArrow, T::Push, T::Comma};
  if (items_.empty() || baseIndent_ + items_.back().end <= style_.width) return;
  size_t lists = 0;
  brackets_.clear();
  for (uint32_t i = 0; i + 1 < items_.size(); ++i) {
    const T kind = kindOf(i);
    if (syntax::openBrackets.has(kind)) {
      brackets_.push_back(i);
      if (items_[i].bracket != Bracket::Plain) ++lists;
    } else if (syntax::closeBrackets.has(kind) && !brackets_.empty()) {
      if (items_[brackets_.back()].bracket != Bracket::Plain) --lists;
      brackets_.pop_back();
    }
    if (lists > 0 || (!isBinary(i) && !ends.has(kind))) continue;
    const bool isBefore = isBinary(i) && tokenOf(items_[i]).startsLine && !hasComments(items_[i]);
    items_[i + 1].breakBefore = isBefore || tokenOf(items_[i + 1]).startsLine;
  }
}

bool LineWriter::isBinary(uint32_t i) const {
  return i > 0 && syntax::binaryOperators.has(kindOf(i)) && valueEnds.has(kindOf(i - 1));
}

/// In a broken list a comment before a comma goes behind it, and before that of the next element.
void LineWriter::postponeComments() {
  brackets_.clear();
  for (uint32_t i = 0; i < items_.size(); ++i) {
    Item& item = items_[i];
    const T kind = tokenOf(item).kind;
    const bool isInList = !brackets_.empty() && items_[brackets_.back()].bracket == Bracket::List;
    if (item.endsElement && isInList && hasComments(item) && i + 1 < items_.size()) {
      items_[i + 1].firstComment = item.firstComment;
      item.endComment = item.firstComment;
    }
    // `! -- why` in front of a value goes on only if a blank is before the `!` (spec/01 §2.1).
    if (kind == T::Not && i + 1 < items_.size() && hasComments(items_[i + 1]) && i > 0)
      item.hasBlankBefore = true;
    if (syntax::openBrackets.has(kind)) brackets_.push_back(i);
    if (syntax::closeBrackets.has(kind) && !brackets_.empty()) brackets_.pop_back();
  }
}

// ---------------------------------------------------------------------------------------- Writing

void LineWriter::writeItems(std::string& out) {
  open_.clear();
  lineIndent_ = baseIndent_;
  column_ = baseIndent_;
  for (uint32_t i = 0; i < items_.size(); ++i) {
    const bool closes = !open_.empty() && open_.back().close == i;
    if (i > 0) writeGap(i, out);
    if (closes) open_.pop_back();
    const Item& item = items_[i];
    out += tokenOf(item).in(text_);
    column_ += item.end - item.begin;
    if (syntax::openBrackets.has(tokenOf(item).kind)) open(i);
  }
}

/// What stands before a token: a line end, a blank, or nothing; and comments.
void LineWriter::writeGap(uint32_t i, std::string& out) {
  const Item& item = items_[i];
  if (!open_.empty() && open_.back().mode == Mode::BrokenList) {
    const Open list = open_.back();
    const bool closes = list.close == i;
    if (closes || items_[i - 1].endsElement || syntax::openBrackets.has(kindOf(i - 1))) {
      writeComments(item, list.elementIndent, out);
      return startLine(closes ? list.indent : list.elementIndent, out);
    }
  }
  if (hasComments(item) || item.breakBefore) {
    const uint32_t base = open_.empty() ? baseIndent_ : open_.back().elementIndent;
    writeComments(item, base + 2 * style_.indent, out);
    return startLine(base + 2 * style_.indent, out);
  }
  if (!item.hasBlankBefore) return;
  out += ' ';
  ++column_;
}

/// The first comment stays behind what it stands behind, the others get their own lines.
void LineWriter::writeComments(const Item& item, uint32_t indent, std::string& out) {
  for (uint32_t at = item.firstComment; at < item.endComment; ++at) {
    const support::SourceRange range = laidOut_.comments[at];
    const bool hasOwnLine = text_.take_front(range.begin).rtrim(" \t\r").ends_with("\n");
    if (at == item.firstComment && !hasOwnLine)
      out += ' ';
    else
      startLine(indent, out);
    appendComment(text_.slice(range.begin, range.end), out);
  }
}

void LineWriter::startLine(uint32_t indent, std::string& out) {
  out += lineEnd_;
  out.append(indent, ' ');
  lineIndent_ = indent;
  column_ = indent;
}

void LineWriter::open(uint32_t i) {
  const Item& item = items_[i];
  Open bracket;
  if (!open_.empty()) bracket = open_.back();
  if (open_.empty() || bracket.mode == Mode::BrokenList) bracket.mode = Mode::Free;
  if (open_.empty()) bracket.elementIndent = baseIndent_;
  bracket.close = item.partner;
  bracket.indent = lineIndent_;
  if (item.bracket == Bracket::List && bracket.mode != Mode::Flat) {
    const bool isFlat = !item.isBroken && fits(i);
    bracket.mode = isFlat ? Mode::Flat : Mode::BrokenList;
    if (!isFlat) bracket.elementIndent = lineIndent_ + style_.indent;
  }
  open_.push_back(bracket);
}

/// Whether a list fits on its line if it is flat, with what follows it up to the next place where
/// the line may end. Together linear: what follows is looked at up to the next list only.
bool LineWriter::fits(uint32_t i) const {
  uint32_t last = items_[i].partner;
  size_t around = open_.size(); // brackets that are still open at `last`
  size_t inside = 0;            // opened since
  for (uint32_t at = last + 1; at < items_.size(); ++at) {
    const Item& item = items_[at];
    const T kind = kindOf(at);
    const bool isElementEnd =
        inside == 0 && around > 0 && open_[around - 1].mode == Mode::BrokenList;
    if (item.breakBefore || hasComments(item)) break;
    if (isElementEnd && syntax::closeBrackets.has(kind)) break;
    last = at;
    if (item.bracket == Bracket::List || (isElementEnd && item.endsElement)) break;
    if (syntax::openBrackets.has(kind)) ++inside;
    if (!syntax::closeBrackets.has(kind)) continue;
    if (inside > 0)
      --inside;
    else if (around > 0)
      --around;
  }
  last = std::min(last, static_cast<uint32_t>(items_.size() - 1));
  return column_ + (items_[last].end - items_[i].end) <= style_.width;
}

} // namespace aqua::format
