#include "LintRules.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::driver {

namespace {

lint::Choice over(lint::Choice project, const lint::Choice& choice) {
  if (!choice.select.empty()) project.select = choice.select;
  llvm::append_range(project.ignore, choice.ignore);
  llvm::append_range(project.levels, choice.levels);
  return project;
}

} // namespace

llvm::Expected<LintRules> LintRules::from(Compilation& compilation, lint::Choice choice) {
  LintRules rules;
  rules.choice_ = std::move(choice);
  llvm::Expected<lint::Config> config =
      lint::Config::from(over(compilation.projectLintChoice(), rules.choice_));
  if (!config) return config.takeError();
  rules.config_ = *config;
  return rules;
}

lint::Config LintRules::of(const Compilation& compilation, support::FileId file) const {
  lint::Config config = config_;
  const std::vector<lint::Choice> choices = compilation.projectLintChoices(file);
  if (choices.empty()) return config;
  // If the user says what runs, the file can only take some of it away.
  for (lint::Choice choice : choices) {
    if (!choice_.select.empty()) choice = {{}, choice.ignore, {}};
    llvm::cantFail(config.apply(choice)); // what is unknown was left out
  }
  llvm::cantFail(config.apply({{}, choice_.ignore, choice_.levels}));
  return config;
}

lint::Report LintRules::run(const Compilation& compilation, lint::LintOptions options) const {
  options.requiresReasons |= compilation.projectLint().requiresReasons.value_or(false);
  return compilation.lint([&](support::FileId file) { return of(compilation, file); }, options);
}

} // namespace aqua::driver
