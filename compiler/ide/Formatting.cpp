#include "Formatting.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::ide {

namespace {

format::Result format(const Module& module, const support::SourceFile& source,
                      const format::Request& request) {
  support::DiagnosticSink ignored; // they are among those of the snapshot
  return format::formatText(module.file, source.text(), request, ignored);
}

llvm::StringRef indentationIn(llvm::StringRef line) {
  return line.take_while([](char c) { return c == ' ' || c == '\t'; });
}

llvm::StringRef withoutComment(llvm::StringRef line) {
  return line.take_front(line.find("--")).rtrim();
}

/// The words with which a line continues the construct above it.
bool isFollower(llvm::StringRef words) {
  return words == "else:" || words == "otherwise:" || words.starts_with("catch ") ||
         words == "catch:";
}

/// Whether a follower may belong to a line.
bool isOpenerOf(llvm::StringRef line, llvm::StringRef follower) {
  const auto isBlock = [&](llvm::StringRef word) {
    return line.starts_with(word) &&
           (line.size() == word.size() || line[word.size()] == ' ' || line[word.size()] == ':');
  };
  if (follower.starts_with("else")) return isBlock("if");
  if (follower.starts_with("catch")) return isBlock("try") || isBlock("catch");
  return isBlock("try") || isBlock("catch") || isBlock("if") || isBlock("else");
}

/// The edit that gives a line its indentation; none if it has it.
std::vector<format::Edit> indent(const support::SourceFile& source, uint32_t line, size_t blanks) {
  const uint32_t start = source.lineStart(line);
  const llvm::StringRef old = indentationIn(source.line(line));
  if (old == std::string(blanks, ' ')) return {};
  return {{{start, start + static_cast<uint32_t>(old.size())}, std::string(blanks, ' ')}};
}

/// The line with text above another one; 0 if there is none.
uint32_t textAbove(const support::SourceFile& source, uint32_t line) {
  while (--line > 0)
    if (!source.line(line).trim().empty()) return line;
  return 0;
}

std::vector<format::Edit> afterLineEnd(const support::SourceFile& source, uint32_t line,
                                       const format::Style& style) {
  const uint32_t above = line > 1 ? line - 1 : 0;
  if (above == 0 || source.line(above).trim().empty()) return {};
  const size_t blanks = indentationIn(source.line(above)).size();
  const llvm::StringRef words = withoutComment(source.line(above)).trim();
  if (words.ends_with(":")) return indent(source, line, blanks + style.indent);
  // The result is the last line of a function or closure.
  if (words.starts_with("<- "))
    return indent(source, line, blanks >= style.indent ? blanks - style.indent : 0);
  return indent(source, line, blanks);
}

std::vector<format::Edit> afterColon(const support::SourceFile& source, uint32_t line) {
  const llvm::StringRef words = source.line(line).trim();
  if (!isFollower(words)) return {};
  size_t column = indentationIn(source.line(line)).size();
  for (uint32_t above = textAbove(source, line); above > 0; above = textAbove(source, above)) {
    const size_t other = indentationIn(source.line(above)).size();
    if (other > column) continue;
    if (isOpenerOf(source.line(above).trim(), words)) return indent(source, line, other);
    if (other < column) column = other;
    if (other == 0) break;
  }
  return {};
}

} // namespace

std::optional<std::vector<format::Edit>> formattingEdits(const Module& module,
                                                         const support::SourceFile& source,
                                                         const format::Style& style) {
  format::Result result = format(module, source, {style, std::nullopt, format::OnErrors::Refuse});
  if (result.outcome != format::Outcome::Formatted) return std::nullopt;
  return std::move(result.edits);
}

std::vector<format::Edit> rangeFormattingEdits(const Module& module,
                                               const support::SourceFile& source,
                                               support::SourceRange range,
                                               const format::Style& style) {
  const format::LineRange lines = {source.lineColumn(range.begin).line,
                                   source.lineColumn(range.end).line};
  return format(module, source, {style, lines, format::OnErrors::FormatTheRest}).edits;
}

std::vector<format::Edit> onTypeFormattingEdits(const support::SourceFile& source, uint32_t offset,
                                                char typed, const format::Style& style) {
  const uint32_t line = source.lineColumn(offset).line;
  if (typed == '\n') return afterLineEnd(source, line, style);
  if (typed == ':') return afterColon(source, line);
  return {};
}

} // namespace aqua::ide
