#include "Writer.h"

#include <algorithm>

namespace aqua::format {

namespace {

/// Whether every line of the text ends in CR LF.
bool usesCarriageReturns(llvm::StringRef text) {
  const size_t lines = text.count('\n');
  return lines > 0 && lines == text.count("\r\n");
}

class Writer {
public:
  Writer(llvm::StringRef text, const syntax::LaidOutText& laidOut, const std::vector<Piece>& pieces,
         const Style& style)
      : text_(text), laidOut_(laidOut), pieces_(pieces), style_(style),
        lineEnd_(usesCarriageReturns(text) ? "\r\n" : "\n"), line_(text, laidOut, style, lineEnd_) {
    out_.text.reserve(text.size() + text.size() / 2);
    out_.pieces.reserve(pieces.size());
  }

  Output run() {
    for (size_t i = 0; i < pieces_.size();) {
      const size_t end = endOfAligned(i);
      const uint32_t column = end > i + 1 ? widestCode(i, end) : 0;
      for (; i < end; ++i)
        write(pieces_[i], column);
    }
    // White space at the end, or a text of white space.
    if (!out_.pieces.empty()) out_.pieces.back().before.end = static_cast<uint32_t>(text_.size());
    return std::move(out_);
  }

private:
  // -- Members with comments on adjacent lines: these stand in one column (spec/08 D4.2)

  [[nodiscard]] static bool isCommentedMember(const Piece& piece) {
    return piece.kind == Piece::Kind::Line && piece.isMember && piece.hasTrailingComment;
  }

  [[nodiscard]] size_t endOfAligned(size_t begin) const {
    size_t end = begin + 1;
    if (!isCommentedMember(pieces_[begin])) return end;
    while (end < pieces_.size() && isCommentedMember(pieces_[end]) && !pieces_[end].blankBefore)
      ++end;
    return end;
  }

  /// Columns of the last lines of members, the widest of them.
  uint32_t widestCode(size_t begin, size_t end) {
    uint32_t widest = 0;
    for (size_t i = begin; i < end; ++i) {
      scratch_.assign(indentOf(pieces_[i]), ' ');
      line_.write(pieces_[i], scratch_);
      widest = std::max(widest, columnsOfLastLine(scratch_));
    }
    return widest;
  }

  [[nodiscard]] static uint32_t columnsOfLastLine(llvm::StringRef code) {
    const size_t lineEnd = code.rfind('\n');
    return columnsOf(lineEnd == llvm::StringRef::npos ? code : code.drop_front(lineEnd + 1));
  }

  // -- Pieces

  [[nodiscard]] size_t indentOf(const Piece& piece) const {
    return static_cast<size_t>(piece.depth) * style_.indent;
  }

  /// `column`: where a trailing comment stands at least, or 0.
  void write(const Piece& piece, uint32_t column) {
    std::string& out = out_.text;
    const auto begin = static_cast<uint32_t>(out.size());
    if (piece.blankBefore) out += lineEnd_;
    const size_t code = out.size();
    out.append(indentOf(piece), ' ');
    switch (piece.kind) {
    case Piece::Kind::Comment: writeComment(piece.firstComment); break;
    case Piece::Kind::Verbatim: copy(piece); break;
    case Piece::Kind::Line:
      line_.write(piece, out);
      if (!piece.hasTrailingComment) break;
      if (column > 0)
        out.append(column - columnsOfLastLine(llvm::StringRef(out).drop_front(code)), ' ');
      out += ' ';
      writeComment(piece.endComment);
      break;
    }
    out += lineEnd_;
    const uint32_t before = out_.pieces.empty() ? 0 : out_.pieces.back().before.end;
    const size_t lineEnd = text_.find('\n', piece.end);
    const size_t after = lineEnd == llvm::StringRef::npos ? text_.size() : lineEnd + 1;
    out_.pieces.push_back(
        {{before, static_cast<uint32_t>(after)}, {begin, static_cast<uint32_t>(out.size())}});
  }

  void writeComment(uint32_t comment) {
    const support::SourceRange range = laidOut_.comments[comment];
    appendComment(text_.slice(range.begin, range.end), out_.text);
  }

  /// Copies lines as they stand, at the indentation that their block has now.
  void copy(const Piece& piece) {
    uint32_t token = piece.firstToken;
    for (uint32_t at = piece.begin; at < piece.end; ++at) {
      const char c = text_[at];
      if (c == '\r' && text_.substr(at + 1).starts_with("\n")) continue;
      if (c != '\n') {
        out_.text += c;
        continue;
      }
      while (laidOut_.tokens[token].end <= at && token + 1 < laidOut_.tokens.size())
        ++token;
      const bool isInString = laidOut_.tokens[token].begin < at;
      if (isInString) {
        if (at > 0 && text_[at - 1] == '\r') out_.text += '\r';
        out_.text += c;
        continue;
      }
      out_.text += lineEnd_;
      const llvm::StringRef line = text_.slice(at + 1, piece.end);
      const size_t blanks = line.size() - line.ltrim(" \t").size();
      const bool isEmpty =
          line.drop_front(blanks).starts_with("\n") || line.drop_front(blanks).starts_with("\r\n");
      if (isEmpty || blanks < piece.indentSize) continue;
      out_.text.append(indentOf(piece), ' ');
      at += piece.indentSize;
    }
  }

  llvm::StringRef text_;
  const syntax::LaidOutText& laidOut_;
  const std::vector<Piece>& pieces_;
  const Style& style_;
  llvm::StringRef lineEnd_;
  LineWriter line_;
  Output out_;
  std::string scratch_;
};

} // namespace

Output writePieces(llvm::StringRef text, const syntax::LaidOutText& laidOut,
                   const std::vector<Piece>& pieces, const Style& style) {
  return Writer(text, laidOut, pieces, style).run();
}

} // namespace aqua::format
