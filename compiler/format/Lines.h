// A program as the formatter sees it: logical lines and comment lines, each with its depth and
// whether a blank line precedes it. What is between two pieces in the text is white space only.

#pragma once

#include <vector>

#include "syntax/Parse.h"

namespace aqua::format {

struct Piece {
  enum class Kind : uint8_t {
    Comment,  // on a line of its own
    Line,     // a logical line, with the comments in it and behind it
    Verbatim, // pieces that are copied as they stand: `-- aqua-fmt: off`
  };

  Kind kind = Kind::Line;
  uint32_t begin = 0, end = 0; // in the text, without the line end
  uint32_t depth = 0;          // blocks around it
  bool blankBefore = false;

  // Of lines; of a verbatim piece what holds for its lines together.
  syntax::TokenKind lead = syntax::TokenKind::None; // the first token of the first line
  uint32_t firstToken = 0, endToken = 0;            // with the `:` of a block, without line ends
  uint32_t firstComment = 0, endComment = 0;        // those between the tokens
  bool hasTrailingComment = false;                  // the comment `endComment`
  bool opensBlock = false;
  bool isMember = false;   // of a data type, service or ability
  uint32_t indentSize = 0; // of a verbatim piece: bytes of white space before its lines
};

struct Pieces {
  std::vector<Piece> list;
  /// Comments `-- aqua-fmt: …` that switch nothing where they stand.
  std::vector<support::SourceRange> idleSwitches;
};

/// Splits a text without syntax errors; with errors the result is good for copying. Blank lines are
/// those of the result (spec/08 D4), depths too. Linear.
[[nodiscard]] Pieces splitIntoPieces(llvm::StringRef text, const syntax::LaidOutText& laidOut);

/// Whether the piece begins a header line or definition, or ends the search for one.
[[nodiscard]] inline bool startsItem(const Piece& piece) {
  return piece.depth == 0 && piece.kind != Piece::Kind::Comment;
}

/// The text of a comment as it is written: without blanks behind it, and with one between `--` and
/// a letter or digit (spec/08 D1.3).
void appendComment(llvm::StringRef comment, std::string& out);

} // namespace aqua::format
