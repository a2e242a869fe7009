// Presets first, then groups, then rules: the more specific wins, then the later (spec/08 C2).

#include "Config.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::lint {

namespace {

using support::Severity;

bool isDefault(const RuleInfo& rule) {
  return rule.info.severity == Severity::Error || rule.info.severity == Severity::Warning;
}

/// What a word of `select` or `ignore` stands for.
struct Word {
  enum class Kind : uint8_t { Preset, Group, Rule };
  Kind kind = Kind::Preset;
  llvm::StringRef text;

  [[nodiscard]] bool covers(const RuleInfo& rule) const {
    switch (kind) {
    case Kind::Preset: return text == "strict" || (text == "default" && isDefault(rule));
    case Kind::Group: return groupName(rule.group) == text;
    case Kind::Rule: return text == llvm::StringRef(rule.info.code);
    }
    llvm_unreachable("unknown kind of word");
  }
};

llvm::Error unknown(llvm::StringRef what, llvm::StringRef name) {
  std::string message = ("there is no " + what + " `" + name + "`").str();
  llvm::StringRef closest;
  unsigned distance = 4;
  for (const RuleInfo& rule : allRules()) {
    const llvm::StringRef code(rule.info.code);
    const unsigned between = name.edit_distance(code, true, distance);
    if (between >= distance) continue;
    distance = between;
    closest = code;
  }
  if (!closest.empty()) message += (", did you mean `" + closest + "`?").str();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), message);
}

llvm::Expected<Word> wordOf(llvm::StringRef text) {
  if (text == "default" || text == "strict" || text == "none")
    return Word{Word::Kind::Preset, text};
  if (groupByName(text)) return Word{Word::Kind::Group, text};
  if (ruleByName(text)) return Word{Word::Kind::Rule, text};
  return unknown("preset, group or rule", text);
}

std::optional<Severity> severityOf(llvm::StringRef level) {
  if (level == "error") return Severity::Error;
  if (level == "warning") return Severity::Warning;
  if (level == "info") return Severity::Info;
  if (level == "hint") return Severity::Hint;
  return std::nullopt;
}

} // namespace

std::string problemOfWord(llvm::StringRef word) {
  llvm::Expected<Word> known = wordOf(word);
  return known ? std::string() : llvm::toString(known.takeError());
}

std::string problemOfLevel(llvm::StringRef rule, llvm::StringRef level) {
  Choice choice;
  choice.levels.emplace_back(rule.str(), level.str());
  llvm::Expected<Config> config = Config::from(choice);
  return config ? std::string() : llvm::toString(config.takeError());
}

Config::Config() : levels_(allRules().size()) {
  for (const RuleInfo& rule : allRules())
    if (isDefault(rule)) levels_[static_cast<size_t>(rule.id)] = rule.info.severity;
}

llvm::Expected<Config> Config::from(const Choice& choice) {
  Config config;
  if (!choice.select.empty()) config.levels_.assign(allRules().size(), std::nullopt);
  if (llvm::Error error = config.apply(choice)) return error;
  return config;
}

llvm::Error Config::apply(const Choice& choice) {
  std::vector<std::pair<Word, bool>> words; // and whether it is selected
  const auto take = [&](const std::vector<std::string>& list, bool isSelected) -> llvm::Error {
    for (const std::string& text : list) {
      llvm::Expected<Word> word = wordOf(text);
      if (!word) return word.takeError();
      words.emplace_back(*word, isSelected);
    }
    return llvm::Error::success();
  };
  if (llvm::Error error = take(choice.select, true)) return error;
  if (llvm::Error error = take(choice.ignore, false)) return error;
  llvm::stable_sort(words,
                    [](const auto& a, const auto& b) { return a.first.kind < b.first.kind; });
  for (const RuleInfo& rule : allRules())
    for (const auto& [word, isSelected] : words)
      if (word.covers(rule))
        levels_[static_cast<size_t>(rule.id)] =
            isSelected ? std::optional(rule.info.severity) : std::nullopt;
  return applyLevels(choice);
}

llvm::Error Config::applyLevels(const Choice& choice) {
  for (const auto& [name, level] : choice.levels) {
    const std::optional<RuleId> rule = ruleByName(name);
    if (!rule) return unknown("rule", name);
    const std::optional<Severity> severity = severityOf(level);
    if (!severity && level != "off")
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     "`" + level +
                                         "` is no level: error, warning, info, hint or off");
    levels_[static_cast<size_t>(*rule)] = severity;
  }
  return llvm::Error::success();
}

} // namespace aqua::lint
