#include "Excerpt.h"

#include <algorithm>

#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"

namespace aqua::support {
namespace {

constexpr unsigned tabStop = 4;
constexpr unsigned widestLine = 160;
constexpr llvm::StringLiteral replacement = "\xEF\xBF\xBD"; // U+FFFD

size_t codePointLength(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

/// A line as it is shown, and where its bytes are on the screen.
class ShownLine {
public:
  explicit ShownLine(llvm::StringRef line) {
    columns_.reserve(line.size() + 1);
    while (!line.empty()) {
      const llvm::StringRef codePoint = line.take_front(codePointLength(line.front()));
      columns_.insert(columns_.end(), codePoint.size(), width_);
      add(codePoint);
      line = line.drop_front(codePoint.size());
    }
    columns_.push_back(width_);
  }

  /// The column of a byte of the line, from 0; past the end: the end.
  [[nodiscard]] unsigned columnOf(size_t byte) const {
    return columns_[std::min(byte, columns_.size() - 1)];
  }
  [[nodiscard]] unsigned width() const { return width_; }

  /// Prints the columns from `begin` on, at most `widestLine`.
  void print(unsigned begin, llvm::raw_ostream& out) const {
    unsigned column = 0;
    for (const auto& [text, width] : cells_) {
      if (column >= begin && column + width <= begin + widestLine) out << text;
      column += width;
    }
  }

private:
  void add(llvm::StringRef codePoint) {
    if (codePoint == "\t") {
      const unsigned width = tabStop - width_ % tabStop;
      return addCell(std::string(width, ' '), width);
    }
    const int width = llvm::sys::unicode::columnWidthUTF8(codePoint);
    if (width < 0) return addCell(replacement.str(), 1);
    addCell(codePoint.str(), static_cast<unsigned>(width));
  }

  void addCell(std::string text, unsigned width) {
    cells_.emplace_back(std::move(text), width);
    width_ += width;
  }

  std::vector<std::pair<std::string, unsigned>> cells_;
  std::vector<unsigned> columns_; // by byte
  unsigned width_ = 0;
};

/// A mark in one line: columns of bytes from the start of the line.
struct LineMark {
  uint32_t line;
  uint32_t begin, end;
  const Mark* mark;
  bool hasText; // the text stands at the last line of a mark
};

/// A mark over several lines is shown at its first and its last line.
void addLineMarks(const SourceFile& file, const Mark& mark, std::vector<LineMark>& list) {
  const auto size = static_cast<uint32_t>(file.text().size());
  const uint32_t rangeEnd = std::min(mark.range.end, size);
  const uint32_t first = file.lineColumn(mark.range.begin).line;
  uint32_t last = file.lineColumn(rangeEnd).line;
  // A range that ends with a line end does not reach into the next line.
  if (last > first && rangeEnd == file.lineStart(last)) --last;
  const uint32_t begin = std::min(mark.range.begin, size) - file.lineStart(first);
  if (first == last) {
    list.push_back({first, begin, rangeEnd - file.lineStart(first), &mark, true});
    return;
  }
  const auto firstSize = static_cast<uint32_t>(file.line(first).size());
  list.push_back({first, begin, std::max(firstSize, begin), &mark, false});
  const llvm::StringRef lastLine = file.line(last);
  const auto indent = static_cast<uint32_t>(lastLine.size() - lastLine.ltrim(" \t").size());
  const uint32_t end = rangeEnd - file.lineStart(last);
  list.push_back({last, std::min(indent, end), end, &mark, true});
}

class ExcerptPrinter {
public:
  ExcerptPrinter(const SourceFile& file, unsigned gutter, const ExcerptColors& colors,
                 llvm::raw_ostream& out)
      : file_(file), gutter_(gutter), colors_(colors), out_(out) {}

  void print(const std::vector<LineMark>& marks) {
    empty();
    uint32_t line = 0;
    for (size_t i = 0; i < marks.size();) {
      if (line != 0 && marks[i].line > line + 1)
        out_ << colors_.gutter << "..." << colors_.reset << '\n';
      line = marks[i].line;
      size_t end = i;
      while (end < marks.size() && marks[end].line == line)
        ++end;
      printLine(llvm::ArrayRef(marks).slice(i, end - i));
      i = end;
    }
  }

private:
  void empty() {
    out_ << colors_.gutter;
    out_.indent(gutter_ + 1) << '|' << colors_.reset << '\n';
  }

  void printLine(llvm::ArrayRef<LineMark> marks) {
    const uint32_t number = marks.front().line;
    const Window window = windowOf(file_.line(number), marks);
    const ShownLine shown(window.text);
    const unsigned start = firstColumn(shown, marks, window);
    const bool isCut = start > 0 || window.begin > 0;
    out_ << colors_.gutter << llvm::right_justify(std::to_string(number), gutter_) << " |"
         << colors_.reset;
    if (shown.width() > 0) out_ << ' ' << (isCut ? "…" : "");
    shown.print(start, out_);
    out_ << '\n';
    for (const LineMark& mark : marks) {
      const unsigned begin = shown.columnOf(mark.begin - window.begin);
      const unsigned end = shown.columnOf(mark.end - window.begin);
      printMark(*mark.mark, begin - start + (isCut ? 1 : 0), end - begin,
                mark.hasText ? llvm::StringRef(mark.mark->text) : "");
    }
  }

  /// The part of a line that is looked at: all of it, unless it is very long.
  struct Window {
    llvm::StringRef text;
    uint32_t begin;
  };

  static uint32_t firstByte(llvm::ArrayRef<LineMark> marks) {
    uint32_t first = marks.front().begin;
    for (const LineMark& mark : marks)
      first = std::min(first, mark.begin);
    return first;
  }

  static Window windowOf(llvm::StringRef line, llvm::ArrayRef<LineMark> marks) {
    constexpr uint32_t longLine = 2000;
    if (line.size() <= longLine) return {line, 0};
    const uint32_t first = firstByte(marks);
    uint32_t begin = first > widestLine ? first - widestLine : 0;
    const auto isInside = [&] { return (static_cast<unsigned char>(line[begin]) & 0xC0) == 0x80; };
    while (begin > 0 && begin < line.size() && isInside())
      --begin;
    return {line.substr(begin, longLine), begin};
  }

  /// 0, unless the line is so wide that its marks would not be seen.
  static unsigned firstColumn(const ShownLine& shown, llvm::ArrayRef<LineMark> marks,
                              const Window& window) {
    if (shown.width() <= widestLine) return 0;
    const unsigned first = shown.columnOf(firstByte(marks) - window.begin);
    return first > widestLine / 2 ? first - widestLine / 2 : 0;
  }

  void printMark(const Mark& mark, unsigned column, unsigned width, llvm::StringRef text) {
    if (column > widestLine) return;
    const bool isPrimary = mark.rank == Mark::Rank::Primary;
    width = std::clamp(width, 1u, widestLine - column + 1);
    out_ << colors_.gutter;
    out_.indent(gutter_ + 1) << "| " << colors_.reset;
    out_.indent(column) << (isPrimary ? colors_.primary : colors_.secondary)
                        << std::string(width, isPrimary ? '^' : '-');
    if (!text.empty()) out_ << ' ' << withoutControls(text);
    out_ << colors_.reset << '\n';
  }

  const SourceFile& file_;
  unsigned gutter_;
  const ExcerptColors& colors_;
  llvm::raw_ostream& out_;
};

} // namespace

void printExcerpt(const SourceFile& file, const std::vector<Mark>& marks, unsigned gutter,
                  const ExcerptColors& colors, llvm::raw_ostream& out) {
  std::vector<LineMark> lines;
  for (const Mark& mark : marks)
    addLineMarks(file, mark, lines);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const LineMark& a, const LineMark& b) { return a.line < b.line; });
  ExcerptPrinter(file, gutter, colors, out).print(lines);
}

unsigned gutterWidth(const SourceFile& file, const std::vector<Mark>& marks) {
  uint32_t last = 1;
  for (const Mark& mark : marks)
    last = std::max(last, file.lineColumn(mark.range.end).line);
  return static_cast<unsigned>(std::to_string(last).size());
}

std::string withoutControls(llvm::StringRef text) {
  std::string result;
  for (const char c : text) {
    const bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (isControl && c != '\n')
      result += replacement;
    else
      result += c;
  }
  return result;
}

} // namespace aqua::support
