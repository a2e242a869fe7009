#include "Suppressions.h"

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"

namespace aqua::lint {

namespace {

constexpr llvm::StringLiteral mark = "aqua-lint:";

size_t lineStart(llvm::StringRef text, size_t offset) {
  const size_t before = text.take_front(offset).rfind('\n');
  return before == llvm::StringRef::npos ? 0 : before + 1;
}

size_t lineEnd(llvm::StringRef text, size_t offset) {
  return std::min(text.find('\n', offset), text.size());
}

size_t indentationAt(llvm::StringRef text, size_t start) {
  return text.slice(start, lineEnd(text, start)).find_first_not_of(" \t\r");
}

/// The next statement or definition with its body: the next line with code and the lines that are
/// indented deeper.
support::SourceRange nextConstruct(llvm::StringRef text, size_t from) {
  size_t begin = text.size(), end = text.size();
  size_t indentation = llvm::StringRef::npos;
  for (size_t at = from; at < text.size(); at = lineEnd(text, at) + 1) {
    const size_t column = indentationAt(text, at);
    const bool isCode =
        column != llvm::StringRef::npos && !text.drop_front(at + column).starts_with("--");
    if (!isCode) continue;
    if (indentation == llvm::StringRef::npos) {
      begin = at;
      indentation = column;
    } else if (column <= indentation) {
      break;
    }
    end = lineEnd(text, at);
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(std::max(begin, end))};
}

/// What stands behind the mark; false if it is none of the forms.
bool parse(llvm::StringRef words, Suppression& result, bool& isForFile) {
  words = words.trim();
  isForFile = words.consume_front("disable-file=");
  result.isExpectation = !isForFile && words.consume_front("expect=");
  if (!isForFile && !result.isExpectation && !words.consume_front("disable=")) return false;
  const size_t because = words.find(" because ");
  if (because != llvm::StringRef::npos)
    result.reason = words.drop_front(because + llvm::StringRef(" because ").size()).trim().str();
  llvm::SmallVector<llvm::StringRef> names;
  words.take_front(because).split(names, ',');
  for (const llvm::StringRef name : names)
    if (!name.trim().empty()) result.names.push_back(name.trim().str());
  return !result.names.empty();
}

} // namespace

std::vector<Suppression> findSuppressions(const ast::File& file,
                                          const support::SourceFile& source) {
  std::vector<Suppression> result;
  const llvm::StringRef text = source.text();
  for (const ast::Comment& comment : file.comments) {
    llvm::StringRef words = text.slice(comment.range.begin, comment.range.end);
    words.consume_front("--");
    words = words.ltrim();
    if (!words.consume_front(mark)) continue;
    Suppression suppression;
    suppression.comment = comment.range;
    bool isForFile = false;
    if (!parse(words, suppression, isForFile)) continue;
    const size_t start = lineStart(text, comment.range.begin);
    const bool isAlone = text.slice(start, comment.range.begin).trim().empty();
    const size_t end = lineEnd(text, comment.range.end);
    if (isForFile)
      suppression.covered = {0, static_cast<uint32_t>(text.size())};
    else if (isAlone)
      suppression.covered = nextConstruct(text, end + 1);
    else
      suppression.covered = {static_cast<uint32_t>(start), static_cast<uint32_t>(end)};
    result.push_back(std::move(suppression));
  }
  return result;
}

const Suppression* suppressing(const support::Diagnostic& finding,
                               std::vector<Suppression>& suppressions) {
  const llvm::StringRef id(finding.info().code);
  const std::optional<RuleId> rule = ruleByName(id);
  const auto names = [&](llvm::StringRef name) {
    return name == id || (rule && name == groupName(ruleInfo(*rule).group));
  };
  for (Suppression& suppression : suppressions) {
    const uint32_t at = finding.loc.range.begin;
    if (at < suppression.covered.begin || at > suppression.covered.end) continue;
    if (!llvm::any_of(suppression.names, names)) continue;
    suppression.isUsed = true;
    return &suppression;
  }
  return nullptr;
}

} // namespace aqua::lint
