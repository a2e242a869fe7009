// Writes one logical line: flat if it fits, otherwise with its lists broken (spec/08 D5).

#pragma once

#include <string>
#include <vector>

#include "Format.h"
#include "Lines.h"
#include "Spacing.h"

namespace aqua::format {

/// Columns that a text takes on a screen; of one with line ends, the longest line.
[[nodiscard]] uint32_t columnsOf(llvm::StringRef text);

/// Keep one for a whole text: it reuses its memory.
class LineWriter {
public:
  LineWriter(llvm::StringRef text, const syntax::LaidOutText& laidOut, const Style& style,
             llvm::StringRef lineEnd)
      : text_(text), laidOut_(laidOut), style_(style), lineEnd_(lineEnd) {}

  /// Appends the line without its indentation and its trailing comment.
  void write(const Piece& line, std::string& out);

private:
  /// How a bracket may be broken over lines.
  enum class Bracket : uint8_t {
    None,  // no opening bracket, or one whose content stays on the line: `(a + b)`, `{A}`, `x[0]`
    Plain, // parentheses around a value or type: a break that the author made may stay
    List,  // arguments, parameters, elements: one a line
  };

  struct Item {
    uint32_t token = 0;
    uint32_t begin = 0, end = 0; // columns in the flat line, from its first token
    uint32_t partner = 0;        // of an opening bracket: the index of the closing one
    uint32_t firstComment = 0;   // comments between the token before and this one
    uint32_t endComment = 0;
    Bracket bracket = Bracket::None;
    bool isParameters = false;
    bool hasBlankBefore = false;
    bool isBroken = false;    // of a list: it cannot be flat
    bool endsElement = false; // a comma of a list, but not one inside the type of a parameter
    bool breakBefore = false; // the author's break stays
  };

  /// Whether what a bracket holds may contain line ends. Ordinary brackets are what is around them.
  enum class Mode : uint8_t { Free, Flat, BrokenList };

  /// A bracket that is open while the line is written.
  struct Open {
    uint32_t close = 0;         // index of its closing bracket
    uint32_t indent = 0;        // of the line in which it opened
    uint32_t elementIndent = 0; // of the elements of the innermost broken list
    Mode mode = Mode::Free;
  };

  [[nodiscard]] bool writeFlat(const Piece& line, std::string& out) const;

  // -- Preparation
  void measure(const Piece& line);
  void matchBrackets(const Piece& line);
  [[nodiscard]] Bracket bracketAt(uint32_t item, const Piece& line, size_t depth) const;
  [[nodiscard]] bool isParameterList(uint32_t item, const Piece& line, size_t depth) const;
  void markForcedBreaks();
  void keepBreaks();
  void postponeComments();

  // -- Writing
  void writeItems(std::string& out);
  void writeGap(uint32_t item, std::string& out);
  void writeComments(const Item& item, uint32_t indent, std::string& out);
  void startLine(uint32_t indent, std::string& out);
  void open(uint32_t item);
  [[nodiscard]] bool isBinary(uint32_t item) const;
  [[nodiscard]] bool fits(uint32_t item) const;
  [[nodiscard]] const Token& tokenOf(const Item& item) const { return laidOut_.tokens[item.token]; }
  [[nodiscard]] TokenKind kindOf(uint32_t item) const { return tokenOf(items_[item]).kind; }
  [[nodiscard]] bool hasComments(const Item& item) const {
    return item.firstComment < item.endComment;
  }

  llvm::StringRef text_;
  const syntax::LaidOutText& laidOut_;
  const Style& style_;
  llvm::StringRef lineEnd_;

  // The line in work
  std::vector<Item> items_;
  std::vector<uint32_t> brackets_; // items of open brackets
  std::vector<Open> open_;
  uint32_t baseIndent_ = 0; // of the logical line
  uint32_t lineIndent_ = 0; // of the physical line
  uint32_t column_ = 0;     // after what is written
};

} // namespace aqua::format
