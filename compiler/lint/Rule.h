// What a rule is: an entry in the table (Rules.def), a check (rules/), a page (docs/lint).

#pragma once

#include <optional>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "ModuleFacts.h"
#include "support/Diagnostics.h"

namespace aqua::lint {

enum class RuleId : uint8_t {
#define AQUA_RULE(Name, id, group, level, summary, since) Name,
#include "Rules.def"
};

/// The groups that rules are chosen by (spec/08 C2).
enum class Group : uint8_t {
  Unused,
  Waiting,
  Parallel,
  Topology,
  Errors,
  Values,
  Style,
  Performance
};

/// An entry of the table. `info.code` is the id, `info.severity` the default level.
struct RuleInfo {
  RuleId id;
  Group group;
  support::DiagInfo info;
};

/// By RuleId.
[[nodiscard]] llvm::ArrayRef<RuleInfo> allRules();
[[nodiscard]] const RuleInfo& ruleInfo(RuleId id);
[[nodiscard]] std::optional<RuleId> ruleByName(llvm::StringRef id);
[[nodiscard]] llvm::StringRef groupName(Group group);
[[nodiscard]] std::optional<Group> groupByName(llvm::StringRef name);

/// Takes the findings of one rule.
class Reporter {
public:
  Reporter(const RuleInfo& rule, support::Severity level,
           std::vector<support::Diagnostic>& findings)
      : rule_(rule), level_(level), findings_(findings) {}

  /// The result may be used until the next report to add labels, notes, help and fixes.
  support::Diagnostic& report(Loc loc, std::string message);
  /// The same for a finding that is surely a mistake: an error, unless another level than the
  /// rule's own was chosen.
  support::Diagnostic& reportCertain(Loc loc, std::string message);

private:
  const RuleInfo& rule_;
  support::Severity level_;
  std::vector<support::Diagnostic>& findings_;
};

/// Looks at one module.
using Check = void (*)(const ModuleFacts& module, Reporter& reporter);

/// The checks of rules/.
namespace rules {
#define AQUA_RULE(Name, id, group, level, summary, since)                                          \
  void check##Name(const ModuleFacts& module, Reporter& reporter);
#include "Rules.def"
} // namespace rules

[[nodiscard]] Check checkOf(RuleId id);

} // namespace aqua::lint
