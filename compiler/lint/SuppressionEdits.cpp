#include "SuppressionEdits.h"

#include <map>
#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::lint {

namespace {

bool isAboutComment(const support::Diagnostic& finding) {
  const std::optional<RuleId> rule = ruleByName(finding.info().code);
  return !rule || *rule == RuleId::UnknownRule || *rule == RuleId::UnusedSuppression;
}

bool hasComment(const ast::File& file, support::SourceRange line) {
  return llvm::any_of(file.comments, [&](const ast::Comment& comment) {
    return line.begin <= comment.range.begin && comment.range.begin <= line.end;
  });
}

/// The line without its end.
support::SourceRange lineAround(llvm::StringRef text, uint32_t offset) {
  const size_t before = text.take_front(offset).rfind('\n');
  const size_t end = std::min(text.find('\n', offset), text.size());
  return {static_cast<uint32_t>(before == llvm::StringRef::npos ? 0 : before + 1),
          static_cast<uint32_t>(end)};
}

} // namespace

std::vector<support::TextEdit> suppressionEdits(llvm::ArrayRef<Finding> findings,
                                                const ast::File& file,
                                                const support::SourceFile& source,
                                                llvm::StringRef reason) {
  const llvm::StringRef text = source.text();
  std::map<uint32_t, std::set<std::string>> rules; // by where a line begins
  for (const Finding& finding : findings) {
    const support::Diagnostic& problem = finding.diagnostic;
    if (finding.isSuppressed || problem.loc.file != file.id || isAboutComment(problem)) continue;
    rules[lineAround(text, problem.loc.range.begin).begin].insert(std::string(problem.info().code));
  }
  std::vector<support::TextEdit> edits;
  for (const auto& [begin, ids] : rules) {
    const support::SourceRange line = lineAround(text, begin);
    std::string comment = "-- aqua-lint: disable=" + llvm::join(ids, ",");
    if (!reason.empty()) comment += " because " + reason.str();
    const llvm::StringRef content = text.slice(line.begin, line.end);
    const auto indentation = static_cast<uint32_t>(content.size() - content.ltrim().size());
    const auto last = static_cast<uint32_t>(line.begin + content.rtrim().size());
    if (hasComment(file, line))
      edits.push_back({{file.id, {line.begin, line.begin}},
                       content.take_front(indentation).str() + comment +
                           (content.ends_with("\r") ? "\r\n" : "\n")});
    else
      edits.push_back({{file.id, {last, last}}, " " + comment});
  }
  return edits;
}

} // namespace aqua::lint
