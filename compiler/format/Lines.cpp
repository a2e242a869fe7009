#include "Lines.h"

#include <algorithm>

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace aqua::format {

using syntax::Token;
using T = syntax::TokenKind;

namespace {

/// The column at which something on a line of its own begins, a tab every eight columns.
uint32_t columnOf(llvm::StringRef text, uint32_t offset) {
  const size_t lineEnd = text.take_front(offset).find_last_of("\n\r");
  const size_t lineStart = lineEnd == llvm::StringRef::npos ? 0 : lineEnd + 1;
  uint32_t column = 0;
  for (const char c : text.slice(lineStart, offset))
    column = c == '\t' ? (column / 8 + 1) * 8 : column + 1;
  return column;
}

class Splitter {
public:
  Splitter(llvm::StringRef text, const syntax::LaidOutText& laidOut)
      : text_(text), tokens_(laidOut.tokens), comments_(laidOut.comments) {
    pieces_.reserve(text.count('\n') + 1);
  }

  std::vector<Piece> run() {
    for (uint32_t at = 0;;) {
      uint32_t depth = static_cast<uint32_t>(columns_.size() - 1);
      for (; tokens_[at].kind == T::Dedent; ++at)
        --depth;
      takeCommentLines(tokens_[at].begin, depth);
      columns_.resize(depth + 1);
      if (tokens_[at].kind == T::EndOfFile) return std::move(pieces_);
      at = takeLine(at);
    }
  }

private:
  /// The comments between two lines. They belong to the innermost open block that is not deeper
  /// than they are, and not further out than what follows them (spec/08 D4.1).
  void takeCommentLines(uint32_t end, uint32_t depthOfNext) {
    auto depth = static_cast<uint32_t>(columns_.size() - 1);
    for (; comment_ < comments_.size() && comments_[comment_].begin < end; ++comment_) {
      const uint32_t column = columnOf(text_, comments_[comment_].begin);
      while (depth > depthOfNext && columns_[depth] > column)
        --depth;
      Piece piece;
      piece.kind = Piece::Kind::Comment;
      piece.begin = comments_[comment_].begin;
      piece.depth = depth;
      piece.firstComment = comment_;
      piece.endComment = comment_ + 1;
      add(piece, comments_[comment_].end);
    }
  }

  /// The logical line that starts with token `first`; returns the index after it.
  uint32_t takeLine(uint32_t first) {
    Piece piece;
    piece.begin = tokens_[first].begin;
    piece.depth = static_cast<uint32_t>(columns_.size() - 1);
    piece.lead = tokens_[first].kind;
    if (piece.depth == 0) item_ = piece.lead;
    piece.isMember = piece.depth == 1 && syntax::hasMembers(item_);
    piece.firstToken = first;
    uint32_t at = first;
    while (tokens_[at].kind != T::NewLine && tokens_[at].kind != T::Indent &&
           tokens_[at].kind != T::EndOfFile)
      ++at;
    piece.opensBlock = tokens_[at].kind == T::Indent;
    piece.endToken = piece.opensBlock ? at + 1 : at;
    if (piece.opensBlock) openBlock(tokens_[at + 1], tokens_[first]);
    takeComments(piece, tokens_[at].end);
    return tokens_[at].kind == T::EndOfFile ? at : at + 1;
  }

  /// A block that ends at once holds comments only.
  void openBlock(const Token& firstOfBlock, const Token& firstOfLine) {
    const bool isEmpty = firstOfBlock.kind == T::Dedent;
    columns_.push_back(isEmpty ? columnOf(text_, firstOfLine.begin) + 1
                               : columnOf(text_, firstOfBlock.begin));
  }

  void takeComments(Piece& piece, uint32_t end) {
    piece.firstComment = comment_;
    while (comment_ < comments_.size() && comments_[comment_].begin < end)
      ++comment_;
    piece.endComment = comment_;
    if (comment_ < comments_.size() &&
        !text_.slice(end, comments_[comment_].begin).contains('\n')) {
      piece.hasTrailingComment = true;
      end = comments_[comment_++].end;
    }
    add(piece, end);
  }

  void add(Piece& piece, uint32_t end) {
    piece.blankBefore = text_.slice(end_, piece.begin).count('\n') > 1;
    piece.end = end;
    end_ = end;
    pieces_.push_back(piece);
  }

  llvm::StringRef text_;
  const std::vector<Token>& tokens_;
  const std::vector<support::SourceRange>& comments_;
  std::vector<Piece> pieces_;
  std::vector<uint32_t> columns_{0}; // of the open blocks
  T item_ = T::None;                 // the first token of the item in work
  uint32_t comment_ = 0;             // the next one
  uint32_t end_ = 0;                 // of the last piece
};

// ------------------------------------------------------------------------------------ Blank lines

/// Lines of equal groups may follow each other without a blank line; None: no such line.
T groupOf(const Piece& piece) {
  constexpr syntax::TokenSet oneLiners{T::Import, T::Export, T::Alias, T::Const};
  if (piece.kind == Piece::Kind::Verbatim) return T::None;
  if (piece.lead == T::Use) return T::Import;
  return oneLiners.has(piece.lead) ? piece.lead : T::None;
}

/// One blank line at least before the item that begins at `item`, or before its documentation.
void separateItems(std::vector<Piece>& pieces, size_t item) {
  size_t first = item;
  bool isSeparate = pieces[first].blankBefore;
  while (first > 0 && pieces[first - 1].kind == Piece::Kind::Comment &&
         pieces[first - 1].depth == 0)
    isSeparate |= pieces[--first].blankBefore;
  if (!isSeparate) pieces[first].blankBefore = true;
}

void placeBlankLines(std::vector<Piece>& pieces) {
  const Piece* lastItem = nullptr;
  for (size_t i = 0; i < pieces.size(); ++i) {
    Piece& piece = pieces[i];
    const Piece* before = i > 0 ? &pieces[i - 1] : nullptr;
    const bool isFirstOfBlock = before && before->opensBlock && piece.depth > before->depth;
    const bool continues =
        before && before->kind != Piece::Kind::Comment &&
        (piece.lead == T::Else || piece.lead == T::Catch || piece.lead == T::Otherwise);
    if (!before || isFirstOfBlock || continues) piece.blankBefore = false;
    if (!startsItem(piece)) continue;
    const T group = groupOf(piece);
    if (lastItem && (group == T::None || group != groupOf(*lastItem))) separateItems(pieces, i);
    // The licence at the top is no documentation of the first header line.
    if (!lastItem && before && syntax::isHeaderKeyword(piece.lead)) piece.blankBefore = true;
    lastItem = &piece;
  }
}

// --------------------------------------------------------------------------------------- Verbatim

enum class Switch : uint8_t { None, Off, On, Skip };

/// `-- aqua-fmt: off`
Switch switchOf(llvm::StringRef comment) {
  comment = comment.drop_front(2).trim();
  if (!comment.consume_front("aqua-fmt:")) return Switch::None;
  return llvm::StringSwitch<Switch>(comment.trim())
      .Case("off", Switch::Off)
      .Case("on", Switch::On)
      .Case("skip", Switch::Skip)
      .Default(Switch::None);
}

class Switches {
public:
  Switches(llvm::StringRef text, const syntax::LaidOutText& laidOut, std::vector<Piece>& pieces)
      : text_(text), laidOut_(laidOut), pieces_(pieces) {}

  /// Joins the pieces that are to be copied. Returns the comments that were of no use.
  std::vector<support::SourceRange> apply() {
    if (!text_.contains("aqua-fmt:")) return {};
    std::vector<Piece> result;
    for (size_t i = 0; i < pieces_.size();) {
      size_t end = endOfVerbatim(i);
      if (end > i) {
        result.push_back(join(i, end));
        use(i, end);
      } else {
        result.push_back(pieces_[end++]);
      }
      i = end;
    }
    pieces_ = std::move(result);
    return idle();
  }

private:
  /// Remembers the comments that made a region and the one that ended it.
  void use(size_t begin, size_t end) {
    if (begin > 0 && switchAt(pieces_[begin - 1]) == Switch::Off)
      used_.insert(pieces_[begin - 1].firstComment);
    if (end < pieces_.size() && isOn(pieces_[end])) used_.insert(pieces_[end].firstComment);
    for (const Piece& piece : llvm::ArrayRef(pieces_).slice(begin, end - begin))
      for (uint32_t at = piece.firstComment; at < endOfComments(piece); ++at)
        used_.insert(at);
  }

  [[nodiscard]] static uint32_t endOfComments(const Piece& piece) {
    return piece.endComment + (piece.hasTrailingComment ? 1 : 0);
  }

  [[nodiscard]] std::vector<support::SourceRange> idle() const {
    std::vector<support::SourceRange> found;
    for (uint32_t i = 0; i < laidOut_.comments.size(); ++i) {
      const support::SourceRange range = laidOut_.comments[i];
      const bool isSwitch = switchOf(text_.slice(range.begin, range.end)) != Switch::None;
      if (isSwitch && !used_.contains(i)) found.push_back(range);
    }
    return found;
  }

  [[nodiscard]] Switch switchAt(const Piece& piece) const {
    const bool isComment = piece.kind == Piece::Kind::Comment;
    if (!isComment && !piece.hasTrailingComment) return Switch::None;
    const uint32_t comment = isComment ? piece.firstComment : piece.endComment;
    const support::SourceRange range = laidOut_.comments[comment];
    return switchOf(text_.slice(range.begin, range.end));
  }

  /// After the last piece that is copied together with piece `i`; `i` if none is. A region ends
  /// with its block at the latest, a statement has its block.
  [[nodiscard]] size_t endOfVerbatim(size_t i) const {
    const Piece& first = pieces_[i];
    const bool isOff = i > 0 && pieces_[i - 1].kind == Piece::Kind::Comment &&
                       pieces_[i - 1].depth == first.depth &&
                       switchAt(pieces_[i - 1]) == Switch::Off;
    const bool isSkipped = first.kind == Piece::Kind::Line && switchAt(first) == Switch::Skip;
    size_t end = i;
    if (isOff) {
      while (end < pieces_.size() && pieces_[end].depth >= first.depth && !isOn(pieces_[end]))
        ++end;
    } else if (isSkipped) {
      ++end;
      while (end < pieces_.size() && pieces_[end].depth > first.depth)
        ++end;
    }
    const bool hasLines = std::any_of(
        pieces_.begin() + static_cast<ptrdiff_t>(i), pieces_.begin() + static_cast<ptrdiff_t>(end),
        [](const Piece& piece) { return piece.kind == Piece::Kind::Line; });
    return hasLines ? end : i;
  }

  [[nodiscard]] bool isOn(const Piece& piece) const {
    return piece.kind == Piece::Kind::Comment && switchAt(piece) == Switch::On;
  }

  [[nodiscard]] Piece join(size_t begin, size_t end) const {
    Piece piece = pieces_[begin];
    piece.kind = Piece::Kind::Verbatim;
    piece.end = pieces_[end - 1].end;
    piece.opensBlock = false;
    const Piece* line = &pieces_[begin];
    while (line->kind != Piece::Kind::Line)
      ++line;
    piece.lead = line->lead;
    piece.firstToken = line->firstToken;
    piece.indentSize =
        static_cast<uint32_t>(indentationOf(laidOut_.tokens[line->firstToken], text_).size());
    return piece;
  }

  llvm::StringRef text_;
  const syntax::LaidOutText& laidOut_;
  std::vector<Piece>& pieces_;
  llvm::DenseSet<uint32_t> used_; // comments
};

} // namespace

Pieces splitIntoPieces(llvm::StringRef text, const syntax::LaidOutText& laidOut) {
  Pieces pieces;
  pieces.list = Splitter(text, laidOut).run();
  pieces.idleSwitches = Switches(text, laidOut, pieces.list).apply();
  placeBlankLines(pieces.list);
  return pieces;
}

void appendComment(llvm::StringRef comment, std::string& out) {
  comment = comment.rtrim(" \t\r");
  const bool needsBlank = comment.size() > 2 && llvm::isAlnum(comment[2]);
  out += "--";
  if (needsBlank) out += ' ';
  out += comment.drop_front(2);
}

} // namespace aqua::format
