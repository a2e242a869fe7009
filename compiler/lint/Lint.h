// The linter: rules over checked modules (spec/08 C, spec/02 §26).

#pragma once

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
};

/// Looks at one module. Findings in the order of the text; one per range and cause. Pure.
[[nodiscard]] std::vector<Finding> lintModule(const ModuleInput& module, const Config& config,
                                              const LintOptions& options = {});

} // namespace aqua::lint
