// The linter: rules over checked modules (spec/08 C, spec/02 §26).

#pragma once

#include <chrono>

#include "Config.h"

namespace aqua::lint {

/// A finding, and the comment that silences it, if any.
struct Finding {
  support::Diagnostic diagnostic;
  bool isSuppressed = false;
  std::string reason; // of the suppression
};

/// What runs besides the rules that are chosen.
struct LintOptions {
  bool reportsUnusedSuppressions = false;
  bool requiresReasons = false;
  unsigned jobs = 1; // modules that are looked at side by side; changes nothing about the result
};

/// What was found, and how long each rule took: by RuleId, empty if nothing ran.
struct Report {
  std::vector<Finding> findings;
  std::vector<std::chrono::nanoseconds> times;

  void append(Report other);
};

/// Looks at one module. Findings in the order of the text; one per range and cause. The findings
/// depend on nothing else; modules can be looked at side by side.
[[nodiscard]] Report lintModule(const ModuleInput& module, const Config& config,
                                const LintOptions& options = {});

} // namespace aqua::lint
