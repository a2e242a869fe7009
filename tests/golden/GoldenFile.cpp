#include "GoldenFile.h"

#include <optional>

#include "fmt/format.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::golden {
namespace {

using support::LineColumn;

constexpr llvm::StringLiteral fileMark = "-- FILE: ";
constexpr llvm::StringLiteral runMark = "-- RUN: ";

// -------------------------------------------------------------------------------- Expectations

/// A number at the start of a text, taken from it.
std::optional<uint32_t> takeNumber(llvm::StringRef& text) {
  uint32_t number = 0;
  if (text.consumeInteger(10, number)) return std::nullopt;
  return number;
}

/// `@3-7` or `@3-5:2`, taken from the text; columns of `line`.
bool takeRange(llvm::StringRef& text, uint32_t line, Finding& finding) {
  if (!text.consume_front("@")) return false;
  const auto begin = takeNumber(text);
  if (!begin || !text.consume_front("-")) return false;
  const auto first = takeNumber(text);
  if (!first) return false;
  finding.begin = {line, *begin};
  finding.end = {line, *first};
  if (!text.consume_front(":")) return true;
  const auto second = takeNumber(text);
  if (!second) return false;
  finding.end = {*first, *second};
  return true;
}

/// `^^^`, taken from the text, which is the rest of `whole`.
bool takeCarets(llvm::StringRef& text, llvm::StringRef whole, uint32_t line, Finding& finding) {
  const llvm::StringRef carets = text.take_while([](char c) { return c == '^'; });
  if (carets.empty()) return false;
  const auto column = static_cast<uint32_t>(whole.size() - text.size() + 1);
  finding.begin = {line, column};
  finding.end = {line, column + static_cast<uint32_t>(carets.size())};
  text = text.drop_front(carets.size());
  return true;
}

/// `E0101`, or the name of a rule.
bool isCode(llvm::StringRef word) {
  return word.size() == 5 || (word.contains('-') && word.lower() == word);
}

/// `-- ^^^ error E0101: message`, for the line above it.
std::optional<Finding> parseExpectation(llvm::StringRef comment, uint32_t line) {
  llvm::StringRef text = comment;
  if (!text.consume_front("--")) return std::nullopt;
  text = text.ltrim(' ');
  Finding finding;
  if (!takeCarets(text, comment, line, finding) && !takeRange(text, line, finding))
    return std::nullopt;
  const auto [kind, message] = text.split(": ");
  llvm::SmallVector<llvm::StringRef> words;
  kind.split(words, ' ', -1, false);
  if (words.size() != 2 || !isCode(words[1])) return std::nullopt;
  finding.severity = words[0].str();
  finding.code = words[1].str();
  finding.message = message.str();
  return finding;
}

/// `--   | help: text`: the text.
std::optional<llvm::StringRef> parseRemark(llvm::StringRef comment) {
  if (!comment.consume_front("--")) return std::nullopt;
  comment = comment.ltrim(' ');
  if (!comment.consume_front("| ")) return std::nullopt;
  return comment;
}

bool isExpectation(llvm::StringRef line) {
  return parseExpectation(line, 1) || parseRemark(line);
}

std::string describeRange(const Finding& finding) {
  if (finding.begin.line == finding.end.line)
    return fmt::format("@{}-{}", finding.begin.column, finding.end.column);
  return fmt::format("@{}-{}:{}", finding.begin.column, finding.end.line, finding.end.column);
}

/// The comment lines of a finding.
std::string comments(const Finding& finding) {
  const uint32_t column = finding.begin.column;
  const bool canHaveCarets = column > 2 && finding.begin.line == finding.end.line &&
                             finding.begin.column < finding.end.column;
  std::string text = "--";
  if (canHaveCarets)
    text += std::string(column - 3, ' ') + std::string(finding.end.column - column, '^');
  else
    text += " " + describeRange(finding);
  text += fmt::format(" {} {}: {}\n", finding.severity, finding.code, finding.message);
  const std::string indent(canHaveCarets ? column - 2 : 1, ' ');
  for (const std::string& remark : finding.remarks)
    text += fmt::format("--{} | {}\n", indent, remark);
  return text;
}

/// Lines with their ends; the last one may lack it.
llvm::SmallVector<llvm::StringRef> linesOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const size_t size = end == llvm::StringRef::npos ? text.size() : end + 1;
    lines.push_back(text.take_front(size));
    text = text.drop_front(size);
  }
  return lines;
}

llvm::StringRef content(llvm::StringRef line) {
  return line.rtrim("\r\n");
}

void parseRunLine(llvm::StringRef line, GoldenFile& file) {
  if (!line.consume_front(runMark)) return;
  llvm::SmallVector<llvm::StringRef> words;
  line.split(words, ' ', -1, false);
  if (words.empty()) return;
  llvm::StringRef stage = words.front();
  if (stage.consume_front("--emit=") || stage.consume_front("--print-after=") || stage == "check" ||
      stage == "lint" || stage == "syntax")
    file.stage = stage.str();
  for (const llvm::StringRef option : llvm::ArrayRef(words).drop_front())
    file.options.push_back(option.str());
}

/// Calls `visit(line, file, number)` for all lines of modules: the index of the module and the
/// number of the line in it.
template <typename Visitor>
void forEachLine(llvm::StringRef text, Visitor visit) {
  const bool hasFiles = text.starts_with(fileMark) || text.contains("\n-- FILE: ");
  std::optional<size_t> file;
  if (!hasFiles) file = 0;
  uint32_t number = 0;
  for (const llvm::StringRef line : linesOf(text)) {
    if (line.starts_with(fileMark)) {
      file = file ? *file + 1 : 0;
      number = 0;
      visit(line, std::optional<size_t>(), number);
      continue;
    }
    visit(line, file, ++number);
  }
}

} // namespace

GoldenFile parseGoldenFile(llvm::StringRef name, llvm::StringRef text) {
  GoldenFile golden;
  parseRunLine(content(text.split('\n').first), golden);
  uint32_t target = 0; // the last line that is no expectation
  forEachLine(text, [&](llvm::StringRef line, std::optional<size_t> file, uint32_t number) {
    if (!file) {
      llvm::StringRef path = content(line);
      if (path.consume_front(fileMark)) golden.files.push_back({path.str(), ""});
      return;
    }
    if (golden.files.empty()) golden.files.push_back({name.str(), ""});
    golden.files[*file].text += line;
    if (auto expected = parseExpectation(content(line), target)) {
      expected->file = *file;
      golden.expected.push_back(std::move(*expected));
    } else if (const auto remark = parseRemark(content(line)); remark && !golden.expected.empty()) {
      golden.expected.back().remarks.push_back(remark->str());
    } else {
      target = number;
    }
  });
  return golden;
}

std::string withoutExpectations(llvm::StringRef text) {
  std::string result;
  for (const llvm::StringRef line : linesOf(text))
    if (!isExpectation(content(line))) result += line;
  return result;
}

std::string withExpectations(llvm::StringRef text, llvm::ArrayRef<PlacedFinding> findings) {
  std::string result;
  forEachLine(text, [&](llvm::StringRef line, std::optional<size_t> file, uint32_t number) {
    result += line;
    for (const PlacedFinding& placed : findings) {
      if (!file || placed.file != *file || placed.line != number) continue;
      if (!llvm::StringRef(result).ends_with("\n")) result += '\n';
      result += comments(placed.finding);
    }
  });
  return result;
}

std::string describe(const Finding& finding) {
  std::string text =
      fmt::format("file {} line {} {} {} {}: {}", finding.file + 1, finding.begin.line,
                  describeRange(finding), finding.severity, finding.code, finding.message);
  for (const std::string& remark : finding.remarks)
    text += "\n    | " + remark;
  return text;
}

} // namespace aqua::golden
