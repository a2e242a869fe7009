// Runs the rules, then takes away what comments silence and what another rule says better.

#include "Lint.h"

#include "llvm/ADT/STLExtras.h"

#include "Suppressions.h"

namespace aqua::lint {

namespace {

using support::Diagnostic;

/// One cause, one finding: of two at one range the more severe stays, then the first of the table.
void dropRepeated(std::vector<Diagnostic>& findings) {
  llvm::stable_sort(findings, [](const Diagnostic& a, const Diagnostic& b) {
    const auto key = [](const Diagnostic& d) {
      return std::tuple(d.loc.range.begin, d.loc.range.end, d.severity());
    };
    return key(a) < key(b);
  });
  findings.erase(std::unique(findings.begin(), findings.end(),
                             [](const Diagnostic& a, const Diagnostic& b) {
                               return a.loc.range == b.loc.range;
                             }),
                 findings.end());
}

void reportSuppressions(const std::vector<Suppression>& suppressions, const ModuleFacts& facts,
                        const Config& config, const LintOptions& options,
                        std::vector<Diagnostic>& findings) {
  const auto level = config.level(RuleId::UnusedSuppression);
  for (const Suppression& suppression : suppressions) {
    const Loc loc{facts.ast.id, suppression.comment};
    const bool isDue = options.reportsUnusedSuppressions || suppression.isExpectation;
    if (level && isDue && !suppression.isUsed)
      Reporter(ruleInfo(RuleId::UnusedSuppression), *level, findings)
          .report(loc, "this comment silences nothing")
          .fixes.push_back({"remove the comment", {{loc, ""}}});
    if (options.requiresReasons && suppression.reason.empty())
      Reporter(ruleInfo(RuleId::UnusedSuppression), support::Severity::Warning, findings)
          .report(loc, "this comment gives no reason")
          .help = "add `because …`";
  }
}

} // namespace

/// Not a check of its own: it is known only when all others have run.
void rules::checkUnusedSuppression(const ModuleFacts& /*module*/, Reporter& /*reporter*/) {}

void Report::append(Report other) {
  std::move(other.findings.begin(), other.findings.end(), std::back_inserter(findings));
  if (times.size() < other.times.size()) times.resize(other.times.size());
  for (const auto& [i, time] : llvm::enumerate(other.times))
    times[i] += time;
}

Report lintModule(const ModuleInput& module, const Config& config, const LintOptions& options) {
  using Clock = std::chrono::steady_clock;
  Report report;
  report.times.resize(allRules().size());
  const ModuleFacts facts(module);
  std::vector<Diagnostic> findings;
  for (const RuleInfo& rule : allRules()) {
    const std::optional<support::Severity> level = config.level(rule.id);
    if (!level) continue;
    Reporter reporter(rule, *level, findings);
    const Clock::time_point start = Clock::now();
    checkOf(rule.id)(facts, reporter);
    report.times[static_cast<size_t>(rule.id)] = Clock::now() - start;
  }
  dropRepeated(findings);

  std::vector<Suppression> suppressions = findSuppressions(facts.ast, facts.source);
  std::vector<Finding>& result = report.findings;
  for (Diagnostic& finding : findings) {
    const Suppression* silencing = suppressing(finding, suppressions);
    result.push_back(
        {std::move(finding), silencing != nullptr, silencing ? silencing->reason : std::string()});
  }
  findings.clear();
  reportSuppressions(suppressions, facts, config, options, findings);
  for (Diagnostic& finding : findings)
    result.push_back({std::move(finding), false, {}});
  return report;
}

} // namespace aqua::lint
