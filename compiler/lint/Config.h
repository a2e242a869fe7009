// Which rules run, and at what level.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "Rule.h"
#include "llvm/Support/Error.h"

namespace aqua::lint {

/// What the user says on the command line or in a file (spec/08 C1, C3): names of presets
/// (`default`, `strict`, `none`), groups and rules.
struct Choice {
  std::vector<std::string> select; // empty: the default preset
  std::vector<std::string> ignore;
  /// Rule and level: `error`, `warning`, `info`, `hint`, `off`.
  std::vector<std::pair<std::string, std::string>> levels;

  friend bool operator==(const Choice&, const Choice&) = default;
};

/// Says what is wrong with a word of `select` and `ignore`, or with a rule and its level; empty if
/// nothing is.
[[nodiscard]] std::string problemOfWord(llvm::StringRef word);
[[nodiscard]] std::string problemOfLevel(llvm::StringRef rule, llvm::StringRef level);

class Config {
public:
  /// The default preset: every rule of severity error or warning.
  Config();
  /// An error names what is unknown and, if something is close, what is meant.
  [[nodiscard]] static llvm::Expected<Config> from(const Choice& choice);

  /// What another choice adds to this one or takes away from it; of the two it counts.
  [[nodiscard]] llvm::Error apply(const Choice& choice);

  /// None: the rule does not run.
  [[nodiscard]] std::optional<support::Severity> level(RuleId id) const {
    return levels_[static_cast<size_t>(id)];
  }

private:
  [[nodiscard]] llvm::Error applyLevels(const Choice& choice);

  std::vector<std::optional<support::Severity>> levels_; // by RuleId
};

} // namespace aqua::lint
