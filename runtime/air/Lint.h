// What is probably wrong with a script that AquaVM accepts.

#pragma once

#include "Parse.h"

namespace aqua::air {

/// A warning about a valid script.
struct LintFinding {
  llvm::StringRef rule; // one of lintRules()
  TextSpan span;        // of the instruction
  std::string message;
};

/// A rule as users name it, and what it finds in a few words.
struct LintRule {
  llvm::StringRef name;
  llvm::StringRef summary;
};
/// All rules.
[[nodiscard]] llvm::ArrayRef<LintRule> lintRules();

/// In document order. The script must be valid and parsed from text.
[[nodiscard]] std::vector<LintFinding> lint(const Script& script);

} // namespace aqua::air
