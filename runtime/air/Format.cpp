#include "Format.h"

#include "Lexer.h"

namespace aqua::air {
namespace {

struct Comment {
  size_t offset = 0;
  std::string text;
  bool isBehindCode = false; // there is something else before it on its line
};

/// The comments in a piece of text between two tokens.
void findComments(llvm::StringRef text, size_t begin, size_t end, std::vector<Comment>& comments) {
  bool isBehindCode = begin > 0;
  for (size_t at = begin; at < end; ++at) {
    if (text[at] == '\n') isBehindCode = false;
    if (text[at] != ';') continue;
    const size_t lineEnd = std::min(text.find('\n', at), end);
    comments.push_back({at, text.slice(at, lineEnd).rtrim().str(), isBehindCode});
    at = lineEnd - 1;
  }
}

/// All comments of a script without syntax errors.
std::vector<Comment> commentsOf(llvm::StringRef text) {
  std::vector<Comment> comments;
  Lexer lexer(text);
  size_t end = 0; // of the last token
  for (Token token = lexer.next();; token = lexer.next()) {
    findComments(text, end, token.span.begin, comments);
    end = token.span.end;
    if (token.kind == TokenKind::End || token.kind == TokenKind::Invalid) return comments;
  }
}

/// A line of the indented layout: the head of an instruction, or the bracket that ends it.
struct PrintedLine {
  size_t source = 0;  // where its text begins in the source
  size_t end = 0;     // of the part of the source that only this line shows
  size_t printed = 0; // where it begins in the print, with its indentation
  size_t indent = 0;
  bool isClosing = false;
  std::vector<std::string> before = {}; // comments on lines of their own
  std::string behind = {};
};

/// In the order of the text.
std::vector<PrintedLine> linesOf(const Script& script, const MappedText& print) {
  std::vector<PrintedLine> lines;
  const auto add = [&](size_t source, size_t end, size_t printed, bool isClosing) {
    const size_t begin = llvm::StringRef(print.text).take_front(printed).rfind('\n') + 1;
    lines.push_back({source, end, begin, printed - begin, isClosing});
  };
  std::vector<const Instruction*> open;
  const auto closeUntil = [&](uint32_t id) {
    for (; !open.empty() && open.back()->end() <= id; open.pop_back()) {
      const size_t end = open.back()->span().end;
      add(end - 1, end, print.ranges[open.back()->id()].end - 1, true);
    }
  };
  for (uint32_t id = 0; id < script.size(); ++id) {
    closeUntil(id);
    const Instruction& instruction = script.instruction(id);
    const bool isLeaf = instruction.end() == id + 1;
    const TextSpan span = instruction.span();
    add(span.begin, isLeaf ? span.end : span.begin + 1, print.ranges[id].begin, false);
    if (!isLeaf) open.push_back(&instruction);
  }
  closeUntil(script.size());
  return lines;
}

/// Gives each comment to a line. Comments in the middle of an instruction go before it. Gives back
/// those behind everything.
std::vector<std::string> distribute(std::vector<Comment> comments,
                                    std::vector<PrintedLine>& lines) {
  std::vector<std::string> last;
  size_t next = 0; // the first line behind the comment
  for (Comment& comment : comments) {
    while (next < lines.size() && lines[next].source < comment.offset)
      ++next;
    PrintedLine* current = next > 0 ? &lines[next - 1] : nullptr;
    if (current && comment.offset < current->end)
      current->before.push_back(std::move(comment.text));
    else if (current && comment.isBehindCode && current->behind.empty())
      current->behind = std::move(comment.text);
    else if (next < lines.size())
      lines[next].before.push_back(std::move(comment.text));
    else
      last.push_back(std::move(comment.text));
  }
  return last;
}

std::string withComments(const Script& script, std::vector<Comment> comments) {
  const MappedText print = toMappedText(script, Layout::Indented);
  std::vector<PrintedLine> lines = linesOf(script, print);
  const std::vector<std::string> last = distribute(std::move(comments), lines);
  std::string result;
  for (size_t i = 0; i < lines.size(); ++i) {
    const PrintedLine& line = lines[i];
    // What stands before a closing bracket belongs to the instructions in it.
    const std::string indent(line.indent + (line.isClosing ? 1 : 0), ' ');
    for (const std::string& comment : line.before)
      result += indent + comment + "\n";
    const size_t end = i + 1 < lines.size() ? lines[i + 1].printed : print.text.size();
    result += llvm::StringRef(print.text).slice(line.printed, end - 1);
    if (!line.behind.empty()) result += " " + line.behind;
    result += '\n';
  }
  for (const std::string& comment : last)
    result += comment + "\n";
  return result;
}

} // namespace

FormatResult formatText(llvm::StringRef text, Layout layout) {
  const ParseResult parsed = parseScript(text);
  if (!parsed.script) return {"", parsed.errors};
  std::vector<Comment> comments;
  if (layout == Layout::Indented) comments = commentsOf(text);
  if (comments.empty()) return {toText(*parsed.script, layout), {}};
  return {withComments(*parsed.script, std::move(comments)), {}};
}

} // namespace aqua::air
