#include "Rule.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::lint {

namespace {

using support::Severity;

constexpr RuleInfo table[] = {
#define AQUA_RULE(Name, id, group, level, summary, since)                                          \
  {RuleId::Name, Group::group, {id, #Name, Severity::level, summary, since}},
#include "Rules.def"
};

constexpr Check checks[] = {
#define AQUA_RULE(Name, id, group, level, summary, since) rules::check##Name,
#include "Rules.def"
};

constexpr llvm::StringLiteral groupNames[] = {"unused", "waiting", "parallel", "topology",
                                              "errors", "values",  "style",    "performance"};

} // namespace

llvm::ArrayRef<RuleInfo> allRules() {
  return table;
}

const RuleInfo& ruleInfo(RuleId id) {
  return table[static_cast<size_t>(id)];
}

std::optional<RuleId> ruleByName(llvm::StringRef id) {
  for (const RuleInfo& rule : table)
    if (id == llvm::StringRef(rule.info.code)) return rule.id;
  return std::nullopt;
}

llvm::StringRef groupName(Group group) {
  return groupNames[static_cast<size_t>(group)];
}

std::optional<Group> groupByName(llvm::StringRef name) {
  for (const auto& [i, known] : llvm::enumerate(groupNames))
    if (known == name) return static_cast<Group>(i);
  return std::nullopt;
}

support::Diagnostic& Reporter::report(Loc loc, std::string message) {
  support::Diagnostic& finding =
      findings_.emplace_back(support::makeDiagnostic(rule_.info, loc, std::move(message)));
  finding.level = level_;
  return finding;
}

support::Diagnostic& Reporter::reportCertain(Loc loc, std::string message) {
  support::Diagnostic& finding = report(loc, std::move(message));
  if (level_ == rule_.info.severity) finding.level = support::Severity::Error;
  return finding;
}

Check checkOf(RuleId id) {
  return checks[static_cast<size_t>(id)];
}

} // namespace aqua::lint
