#include "Compilation.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include "Imports.h"
#include "Proofs.h"
#include "Settings.h"
#include "air/Parse.h"
#include "air/Print.h"
#include "emit/Definitions.h"
#include "support/Check.h"
#include "support/Parallel.h"
#include "syntax/Parse.h"

namespace aqua::driver {

llvm::StringRef stageText(Stage stage) {
  switch (stage) {
#define AQUA_STAGE(Name, text)                                                                     \
  case Stage::Name: return text;
#include "Stages.def"
  }
  llvm_unreachable("all stages are listed");
}

std::optional<Stage> stageByText(llvm::StringRef text) {
#define AQUA_STAGE(Name, stageName)                                                                \
  if (text == stageName) return Stage::Name;
#include "Stages.def"
  return std::nullopt;
}

std::optional<Pass> passByText(llvm::StringRef text) {
#define AQUA_PASS(Name, passName)                                                                  \
  if (text == passName) return Pass::Name;
#include "Passes.def"
  return std::nullopt;
}

namespace {

std::string currentFolder(const llvm::vfs::FileSystem& files) {
  const auto folder = files.getCurrentWorkingDirectory();
  return folder ? *folder : std::string("/");
}

} // namespace

Compilation::Compilation(llvm::ArrayRef<std::string> roots, const CompileOptions& options,
                         llvm::vfs::FileSystem& files)
    : project_(modules::readProject(roots, options.project, files, sources_, diags_)),
      folder_(currentFolder(files)), options_(withProject(options, project_)),
      graph_(modules::loadModules(roots, options_.imports, files, sources_, names_, diags_)) {
  checked_.reserve(graph_.modules.size());
  for (const modules::LoadedModule& module : graph_.modules) {
    const auto complete = [&](sema::ImportedModule& imported, uint32_t index) {
      imported.interface = checked_[index].interface;
      imported.hasErrors = checked_[index].module.hasErrors;
    };
    checked_.push_back(sema::checkModule(*module.ast, importsOf(module, complete), options_.check,
                                         types_, names_, diags_));
    if (!module.isRoot) continue;
    const hir::Module& hir = checked_.back().module;
    for (const hir::ExportedFunction& exported : hir.exportedFunctions)
      entries_.push_back({&hir, exported});
  }
  // A module's own exports point into `checked_`, which no longer grows.
  diags_.sort();
}

Compilation::~Compilation() = default;

std::vector<support::FileId> Compilation::rootFiles() const {
  std::vector<support::FileId> files;
  for (const modules::LoadedModule& module : graph_.modules)
    if (module.isRoot) files.push_back(module.file);
  return files;
}

std::optional<flow::Process> Compilation::lower(const hir::ExportedFunction& function) {
  if (diags_.hasErrors()) return std::nullopt;
  flow::Process process = flow::lowerToFlow(function, options_.lower, diags_);
  if (!process.body) return std::nullopt;
  return process;
}

std::optional<flow::Process> Compilation::lowerSoundly(const hir::ExportedFunction& function) {
  std::optional<flow::Process> process = lower(function);
#ifndef NDEBUG
  if (process) reportUnsound(Tree::Flow, flow::verify(*process), process->name, diags_);
#endif
  return process;
}

route::Process Compilation::routeSoundly(const flow::Process& process) {
  route::Process routed = route::routeProcess(process);
#ifndef NDEBUG
  reportUnsound(Tree::Route, plain(route::verify(routed)), process.name, diags_);
#endif
  return routed;
}

std::optional<CompiledFunction> Compilation::compile(const hir::ExportedFunction& function,
                                                     emit::Naming naming) {
  const std::optional<flow::Process> process = lowerSoundly(function);
  if (!process) return std::nullopt;
  const route::Process routed = routeSoundly(*process);
  CompiledFunction compiled{function.name.str().str(), emit::emitAir(routed, {naming})};
#ifndef NDEBUG
  std::vector<flow::Problem> problems;
  for (const air::ScriptError& error : air::validate(compiled.air.script))
    problems.push_back({function.function->loc, error.message});
  reportUnsound(Tree::Air, problems, process->name, diags_);
#endif
  if (diags_.hasErrors()) return std::nullopt;
  return compiled;
}

void Compilation::checkScript(const hir::ExportedFunction& function) {
  const std::optional<flow::Process> process = lower(function);
  if (!process) return;
  const std::vector<flow::Problem> problems = flow::verify(*process);
  warnUnproven(problems, process->name, diags_);
  // A route says something about a sound tree only.
  if (!problems.empty()) return;
  const route::Process routed = route::routeProcess(*process);
  warnUnproven(route::verify(routed, route::Relays::FirstNamed), process->name, diags_);
}

void Compilation::print(Stage stage, llvm::raw_ostream& out) {
  AQUA_CHECK(stage != Stage::Index || options_.check.wantsIndex, "the index was not asked for");
  for (size_t i = 0; i < graph_.modules.size(); ++i) {
    const modules::LoadedModule& module = graph_.modules[i];
    if (!module.isRoot) continue;
    if (stage == Stage::Tokens) syntax::printTokens(sources_.file(module.file), out);
    if (stage == Stage::Ast) ast::print(*module.ast, sources_.file(module.file), out);
    if (stage == Stage::Hir) hir::print(checked_[i].module, out);
    if (stage == Stage::Index) sema::print(checked_[i].index, *module.ast, sources_, out);
    if (stage == Stage::Definitions && !diags_.hasErrors())
      emit::printDefinitions(checked_[i].module, sources_.file(module.file).path(), out);
  }
  if (stage < Stage::Flow) return;
  for (const Entry& entry : entries_) {
    const hir::ExportedFunction& function = entry.function;
    if (stage == Stage::Air) {
      const std::optional<CompiledFunction> compiled = compile(function);
      if (!compiled) continue;
      if (entries_.size() > 1) out << "; " << compiled->name << "\n";
      air::print(compiled->air.script, out, air::Layout::Indented);
      continue;
    }
    const std::optional<flow::Process> process = lowerSoundly(function);
    if (!process) continue;
    if (stage == Stage::Flow) {
      flow::print(*process, out);
      continue;
    }
    const route::Process routed = routeSoundly(*process);
    if (stage == Stage::Places)
      route::print(route::placesOfLines(&routed), sources_, out);
    else
      route::print(routed, out);
  }
}

std::vector<Compilation::RoutedEntry> Compilation::routedEntries() const {
  std::vector<RoutedEntry> routed;
  if (diags_.hasErrors()) return routed;
  for (const Entry& entry : entries_) {
    support::DiagnosticSink unused;
    auto process =
        std::make_unique<flow::Process>(flow::lowerToFlow(entry.function, options_.lower, unused));
    if (!process->body) continue;
    route::Process route = route::routeProcess(*process);
    routed.push_back({entry.function.function->loc, std::move(process), std::move(route)});
  }
  return routed;
}

namespace {

template <typename Entries>
route::PlacesOfLines placesOf(const Entries& routed) {
  std::vector<const route::Process*> processes;
  for (const auto& entry : routed)
    processes.push_back(&entry.route);
  return route::placesOfLines(processes);
}

/// Scripts of few steps are small; only the others are written to be measured.
template <typename Entries>
std::vector<lint::LargeScript> largeScripts(const Entries& routed, const lint::Routes& routes) {
  constexpr size_t fewSteps = 500;
  std::vector<lint::LargeScript> large;
  for (const auto& [i, entry] : llvm::enumerate(routed)) {
    const auto process = static_cast<uint32_t>(i);
    if (routes.stepsOf(process) <= fewSteps) continue;
    std::string script;
    llvm::raw_string_ostream out(script);
    air::print(emit::emitAir(entry.route, {}).script, out, air::Layout::Compact);
    large.push_back({entry.function, process, script.size()});
  }
  return large;
}

} // namespace

route::PlacesOfLines Compilation::placesOfLines() const {
  return placesOf(routedEntries());
}

std::vector<lint::ImportedFiles>
Compilation::importedFiles(const modules::LoadedModule& module) const {
  std::vector<lint::ImportedFiles> result;
  for (const modules::Dependency& direct : module.dependencies) {
    std::vector<bool> isReached(graph_.modules.size());
    std::vector<uint32_t> waiting = {direct.module};
    lint::ImportedFiles& imported = result.emplace_back();
    imported.line = direct.line;
    while (!waiting.empty()) {
      const uint32_t at = waiting.back();
      waiting.pop_back();
      if (isReached[at]) continue;
      isReached[at] = true;
      imported.files.push_back(graph_.modules[at].file);
      for (const modules::Dependency& next : graph_.modules[at].dependencies)
        waiting.push_back(next.module);
    }
  }
  return result;
}

template <typename Report>
lint::Choice
Compilation::choiceOf(const std::vector<modules::LintWord>& select,
                      const std::vector<modules::LintWord>& ignore,
                      const std::vector<std::pair<modules::LintWord, std::string>>& rules,
                      llvm::StringRef field, Report report) {
  lint::Choice choice;
  const auto take = [&](llvm::StringRef name, const std::vector<modules::LintWord>& from,
                        std::vector<std::string>& to) {
    for (const modules::LintWord& word : from)
      if (report(word.loc, (field + name).str(), lint::problemOfWord(word.text)))
        to.push_back(word.text);
  };
  take(".select", select, choice.select);
  take(".ignore", ignore, choice.ignore);
  for (const auto& [rule, level] : rules)
    if (report(rule.loc, (field + ".rules." + rule.text).str(),
               lint::problemOfLevel(rule.text, level)))
      choice.levels.emplace_back(rule.text, level);
  return choice;
}

lint::Choice Compilation::projectLintChoice() {
  const auto report = [&](support::Loc loc, const std::string& field, const std::string& problem) {
    if (!problem.empty()) diags_.report(support::diag::ConfigField, loc, field, problem);
    return problem.empty();
  };
  const modules::LintSettings& settings = project_.lint;
  using Words = std::vector<modules::LintWord>;
  if (settings.perPath)
    for (const modules::PathLintSettings& one : *settings.perPath)
      static_cast<void>(choiceOf(one.select, one.ignore, one.rules, "lint.per-path", report));
  return choiceOf(settings.select.value_or(Words()), settings.ignore.value_or(Words()),
                  settings.rules, "lint", report);
}

std::vector<lint::Choice> Compilation::projectLintChoices(support::FileId file) const {
  std::vector<lint::Choice> choices;
  if (!project_.lint.perPath) return choices;
  llvm::SmallString<256> path(sources_.file(file).path());
  llvm::sys::fs::make_absolute(folder_, path);
  llvm::sys::path::remove_dots(path, true);
  const auto isKnown = [](support::Loc, const std::string&, const std::string& problem) {
    return problem.empty();
  };
  for (const modules::PathLintSettings& one : *project_.lint.perPath)
    if (llvm::any_of(one.patterns, [&](const std::string& pattern) {
          return modules::matchesPath(pattern, path);
        }))
      choices.push_back(choiceOf(one.select, one.ignore, one.rules, "", isKnown));
  return choices;
}

format::Style Compilation::projectStyle() const {
  format::Style style;
  style.indent = project_.layout.indent.value_or(style.indent);
  style.width = project_.layout.width.value_or(style.width);
  return style;
}

std::vector<lint::Finding> Compilation::lint(const lint::Config& config) const {
  return lint([&](support::FileId) { return config; }).findings;
}

lint::Report Compilation::lint(ConfigOf config, const lint::LintOptions& options) const {
  AQUA_CHECK(options_.check.wantsIndex, "the linter needs the index");
  const std::vector<RoutedEntry> routed = routedEntries();
  std::vector<const flow::Process*> processes;
  for (const RoutedEntry& entry : routed)
    processes.push_back(entry.flow.get());
  lint::Routes routes(processes, placesOf(routed));
  routes.largeScripts = largeScripts(routed, routes);
  std::vector<size_t> roots;
  for (const auto& [i, loaded] : llvm::enumerate(graph_.modules))
    if (loaded.isRoot) roots.push_back(i);
  std::vector<lint::Report> reports(roots.size());
  support::forEachInParallel(roots.size(), options.jobs, [&](size_t i) {
    const modules::LoadedModule& loaded = graph_.modules[roots[i]];
    const sema::CheckedModule& checked = checked_[roots[i]];
    const std::vector<lint::ImportedFiles> imports = importedFiles(loaded);
    const lint::ModuleInput input{&checked.module, loaded.ast.get(),
                                  &checked.index,  &sources_.file(loaded.file),
                                  imports,         &routes};
    reports[i] = lint::lintModule(input, config(loaded.file), options);
  });
  lint::Report report;
  for (lint::Report& one : reports)
    report.append(std::move(one));
  return report;
}

void Compilation::printAfter(Pass pass, llvm::raw_ostream& out) {
  if (diags_.hasErrors()) return;
  // The passes of each stage are numbered as in Passes.def.
  static_assert(static_cast<int>(flow::Pass::MeetAtRelay) == static_cast<int>(Pass::MeetAtRelay));
  const auto isIt = [&](Pass first, auto done) {
    return static_cast<int>(first) + static_cast<int>(done) == static_cast<int>(pass);
  };
  for (const Entry& entry : entries_) {
    const flow::Process process = flow::lowerToFlow(
        entry.function, options_.lower, diags_, [&](flow::Pass done, const flow::Process& tree) {
          if (isIt(Pass::Lower, done)) flow::print(tree, out);
        });
    if (!process.body || pass < Pass::Route) continue;
    const route::Process routed =
        route::routeProcess(process, [&](route::Pass done, const route::Process& tree) {
          if (isIt(Pass::Route, done)) route::print(tree, out);
        });
    if (pass < Pass::Emit) continue;
    const auto sequences =
        pass == Pass::Emit ? emit::Sequences::Chained : emit::Sequences::Balanced;
    air::print(emit::emitAir(routed, {emit::Naming::Full, sequences}).script, out,
               air::Layout::Indented);
  }
}

} // namespace aqua::driver
