// Errors of a script as AquaVM renders them (spec/04 §5): an excerpt of the script with the place
// underlined. Several errors come one after the other, where AquaVM weaves them into one excerpt.

#include <fmt/format.h>

#include <algorithm>

#include "Parse.h"
#include "Unicode.h"

namespace aqua::air {
namespace {

// Of the lines under one label these are shown at its start and at its end.
constexpr size_t linesAtStart = 4;
constexpr size_t linesAtEnd = 2;
constexpr size_t tabWidth = 4;
// More errors than these are only counted: each may quote a script of one long line.
constexpr size_t maxExcerpts = 20;

std::string repeated(llvm::StringRef text, size_t count) {
  std::string result;
  for (; count > 0; --count)
    result += text;
  return result;
}

/// One line without its end, tabs expanded, and the columns of its bytes.
struct Line {
  std::string text;
  std::vector<size_t> columns; // by byte; one more for the end

  explicit Line(llvm::StringRef raw) {
    size_t column = 0;
    for (size_t at = 0; at < raw.size();) {
      const uint32_t length = decode(raw, at).length;
      const size_t width = raw[at] == '\t' ? tabWidth - column % tabWidth : 1;
      text += raw[at] == '\t' ? std::string(width, ' ') : raw.substr(at, length).str();
      columns.insert(columns.end(), length, column);
      column += width;
      at += length;
    }
    columns.push_back(column);
  }

  [[nodiscard]] size_t column(size_t offset) const {
    return columns[std::min(offset, columns.size() - 1)];
  }
};

/// The lines of a script, found by the offsets of their bytes.
class ScriptLines {
public:
  explicit ScriptLines(llvm::StringRef script) {
    script.split(lines_, '\n');
    size_t begin = 0;
    for (const llvm::StringRef line : lines_) {
      begins_.push_back(begin);
      begin += line.size() + 1;
    }
  }

  [[nodiscard]] llvm::StringRef operator[](size_t line) const { return lines_[line]; }
  [[nodiscard]] size_t begin(size_t line) const { return begins_[line]; }
  /// The line of a byte, from 0.
  [[nodiscard]] size_t lineOf(size_t offset) const {
    const auto next = std::upper_bound(begins_.begin(), begins_.end(), offset);
    return static_cast<size_t>(next - begins_.begin()) - 1;
  }

private:
  llvm::SmallVector<llvm::StringRef> lines_;
  std::vector<size_t> begins_;
};

class Excerpt {
public:
  Excerpt(const ScriptLines& lines, const ScriptError& error)
      : error_(error), lines_(lines), first_(lines.lineOf(error.span.begin)),
        last_(lines.lineOf(error.span.end)), firstOffset_(error.span.begin - lines.begin(first_)),
        lastOffset_(error.span.end - lines.begin(last_)) {
    gutter_ = std::to_string(last_ + 1).size();
  }

  std::string text() {
    // Counted in characters, a tab is one.
    size_t column = 1;
    for (size_t at = 0; at < std::min(firstOffset_, lines_[first_].size()); ++column)
      at += decode(lines_[first_], at).length;
    out_ = fmt::format("{:{}} ┌─ script.air:{}:{}\n", "", gutter_, first_ + 1, column);
    out_ += fmt::format("{:{}} │{}\n", "", gutter_, first_ == last_ ? "" : "  ");
    if (first_ == last_)
      oneLine();
    else
      severalLines();
    return std::move(out_);
  }

private:
  void numbered(size_t line, llvm::StringRef mark) {
    out_ += fmt::format("{:>{}} │ {}{}\n", line + 1, gutter_, mark.str(), Line(lines_[line]).text);
  }
  void unnumbered(const std::string& text) {
    out_ += fmt::format("{:{}} │ {}\n", "", gutter_, text);
  }

  void oneLine() {
    numbered(first_, "");
    const Line line(lines_[first_]);
    const size_t begin = line.column(firstOffset_);
    const size_t end = std::max(line.column(lastOffset_), begin + 1);
    unnumbered(std::string(begin, ' ') + std::string(end - begin, '^') + " " + error_.message);
  }

  void severalLines() {
    const Line firstLine(lines_[first_]);
    if (lines_[first_].take_front(firstOffset_).trim().empty() && !lines_[first_].trim().empty()) {
      numbered(first_, "╭ ");
    } else {
      numbered(first_, "  ");
      unnumbered("╭" + repeated("─", firstLine.column(firstOffset_ + 1)) + "^");
    }
    for (size_t line = first_ + 1; line <= last_; ++line) {
      const bool isShown = line < first_ + linesAtStart || line + linesAtEnd > last_;
      if (isShown)
        numbered(line, "│ ");
      else if (line == first_ + linesAtStart)
        out_ += fmt::format("{:{}} · │\n", "", gutter_);
    }
    const size_t end = Line(lines_[last_]).column(lastOffset_);
    unnumbered("╰" + repeated("─", end) + "^ " + error_.message);
  }

  const ScriptError& error_;
  const ScriptLines& lines_;
  size_t first_; // lines, from 0
  size_t last_;
  size_t firstOffset_; // in their lines
  size_t lastOffset_;
  size_t gutter_ = 1;
  std::string out_;
};

} // namespace

std::string errorText(llvm::StringRef script, llvm::ArrayRef<ScriptError> errors) {
  const ScriptLines lines(script);
  std::string text = "air can't be parsed:\nerror: \n";
  for (const ScriptError& error : errors.take_front(maxExcerpts))
    text += Excerpt(lines, error).text() + "\n";
  if (errors.size() > maxExcerpts)
    text += fmt::format("and {} more errors\n", errors.size() - maxExcerpts);
  return text;
}

} // namespace aqua::air
