#include "ElseIfFix.h"

#include "llvm/ADT/StringExtras.h"

namespace aqua::syntax {
namespace {

/// Whether a line at the depth of the `else` goes on with it: `else:`, `else if`, `elif` …
bool continuesElse(llvm::StringRef line) {
  const llvm::StringRef word = line.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
  return word == "else" || word == "elif" || word == "elseif" || word == "elsif";
}

} // namespace

std::vector<support::TextEdit> nestElseIf(llvm::StringRef text, support::SourceRange keyword) {
  const size_t lineStart = text.take_front(keyword.begin).rfind('\n') + 1;
  const llvm::StringRef indent = text.slice(lineStart, keyword.begin);
  const std::string step = indent.contains('\t') ? "\t" : "    ";
  std::vector<support::TextEdit> edits;
  edits.push_back({{{}, keyword}, "else:\n" + indent.str() + step + "if"});
  size_t at = text.find('\n', keyword.end);
  while (at != text.npos && at + 1 < text.size()) {
    ++at;
    const llvm::StringRef line = text.substr(at).take_until([](char c) { return c == '\n'; });
    const llvm::StringRef content = line.ltrim(" \t");
    const size_t depth = line.size() - content.size();
    const bool isBlank = content.rtrim('\r').empty();
    const bool isComment = content.starts_with("--");
    const bool isDeeper = depth > indent.size();
    const bool belongs = isDeeper || (depth == indent.size() && continuesElse(content));
    if (!isBlank && !isComment && !belongs) break;
    const auto begin = static_cast<uint32_t>(at);
    if (belongs && !isBlank) edits.push_back({{{}, {begin, begin}}, step});
    at = text.find('\n', at);
  }
  return edits;
}

} // namespace aqua::syntax
