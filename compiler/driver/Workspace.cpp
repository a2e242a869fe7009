// What is to be done after a change: start anew from the disk, or load, check, and put together
// what features look at.

#include "Workspace.h"

#include <map>
#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "LintRules.h"
#include "ModuleChecks.h"
#include "Settings.h"

namespace aqua::driver {

namespace path = llvm::sys::path;

namespace {

using FileSystemRef = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
using Buffers = std::map<std::string, std::string, std::less<>>; // by path

/// The disk with the buffers before it.
FileSystemRef withBuffers(const FileSystemRef& disk, const Buffers& buffers) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto& [path, text] : buffers)
    memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text, path));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(disk);
  overlay->pushOverlay(memory);
  return overlay;
}

bool isInside(llvm::StringRef path, llvm::StringRef folder) {
  return !folder.empty() && path.consume_front(folder) && path.starts_with("/");
}

bool isAqua(llvm::StringRef file) {
  return path::extension(file) == ".aqua";
}

} // namespace

std::string projectFolder(llvm::StringRef file, llvm::vfs::FileSystem& files) {
  return path::parent_path(modules::findProjectFile(file, files)).str();
}

struct Workspace::State {
  State(std::string folderPath, CompileOptions compileOptions, FileSystemRef fileSystem,
        const WorkspaceLimits& workspaceLimits)
      : folder(std::move(folderPath)), given(std::move(compileOptions)),
        disk(std::move(fileSystem)), limits(workspaceLimits) {}

  void start();
  void readSettings();
  [[nodiscard]] std::vector<std::string> roots() const;
  void update();
  void collectGarbage();
  void fillSnapshot(const support::DiagnosticSink& loading);
  [[nodiscard]] ide::Module view(const modules::LoadedModule& loaded) const;
  [[nodiscard]] std::vector<std::shared_ptr<const ast::File>>
  treesBelow(support::FileId file) const;

  const std::string folder; // or empty
  CompileOptions given;
  const FileSystemRef disk;
  const WorkspaceLimits limits;

  Buffers buffers;
  bool isStarted = false; // else the disk is to be looked at
  bool isCurrent = false; // the snapshot

  // What the disk said:
  FileSystemRef files;                                  // with the buffers of this moment
  std::set<std::string, std::less<>> shadowed;          // of which there were these
  support::SourceManager sources;                       // numbers of files never change
  std::map<std::string, support::FileId> settingsFiles; // by path as it is shown
  CompileOptions options;                               // with the settings of the project
  uint64_t optionsNumber = 0;                           // of all texts of settings
  std::vector<support::Diagnostic> settingsProblems;

  /// What grows.
  struct Tables {
    support::NameTable names;
    types::TypeStore types;
  };
  std::unique_ptr<Tables> tables = std::make_unique<Tables>();
  size_t bytesAtFirst = 0; // of the tables, when all was made of the texts as they were then
  modules::ModuleLoader loader{sources, tables->names};
  modules::ModuleGraph graph;
  std::unique_ptr<ModuleChecks> checks;

  ide::Snapshot snapshot;

  // The last compilation, and what it was made of:
  std::unique_ptr<Compilation> compilation;
  support::FileId compiledFile;
  std::vector<std::shared_ptr<const ast::File>> compiledTrees;
  uint64_t compiledOptions = 0;

  /// What a compilation said of a module, and what it was made of.
  struct CompiledFacts {
    std::vector<std::weak_ptr<const ast::File>> trees;
    uint64_t options = 0;
    lint::Choice choice; // of the findings
    std::optional<std::vector<lint::Finding>> findings;
    std::optional<ide::Places> places;
  };
  /// Those of a module, empty if it or what it imports is not what it was.
  CompiledFacts& factsOf(support::FileId file);
  /// Findings with the numbers that files have here.
  [[nodiscard]] std::vector<lint::Finding> ownPlaces(std::vector<lint::Finding> findings,
                                                     const Compilation& program) const;
  std::map<support::FileId, CompiledFacts> facts;

  Progress progress;
  WorkDone work;
};

std::vector<std::string> Workspace::State::roots() const {
  std::vector<std::string> result;
  if (!folder.empty()) result.push_back(folder);
  for (const auto& [path, text] : buffers)
    if (isAqua(path) && !isInside(path, folder)) result.push_back(path);
  return result;
}

/// The settings keep the numbers of their files, too.
void Workspace::State::readSettings() {
  support::SourceManager read;
  support::DiagnosticSink problems;
  const std::vector<std::string> all = roots();
  const llvm::ArrayRef<std::string> first = llvm::ArrayRef(all).take_front(1);
  const modules::Project project =
      modules::readProject(first, given.project, *files, read, problems);
  std::vector<support::FileId> numbers;
  std::vector<uint64_t> texts;
  for (uint32_t i = 1; i <= read.fileCount(); ++i) {
    const support::SourceFile& file = read.file({i});
    support::FileId& number = settingsFiles[file.path().str()];
    if (number.isValid())
      sources.replace(number, file.text().str());
    else
      number = sources.add(file.path().str(), file.text().str());
    numbers.push_back(number);
    texts.push_back(sema::hashOf(file.text()));
  }
  problems.sort();
  settingsProblems.clear();
  for (const support::Diagnostic& problem : problems.all())
    settingsProblems.push_back(support::withPlaces(problem, [&](support::Loc loc) {
      return loc.isValid() ? support::Loc{numbers[loc.file.value - 1], loc.range} : loc;
    }));
  options = withProject(given, project);
  options.check.wantsIndex = true;
  optionsNumber = sema::hashOf(texts);
}

void Workspace::State::start() {
  files = withBuffers(disk, buffers);
  shadowed.clear();
  for (const auto& [path, text] : buffers)
    shadowed.insert(path);
  readSettings();
  loader.start(roots(), options.imports, *files, modules::NestedProjects::LeftOut);
  isStarted = true;
}

void Workspace::State::update() {
  if (isCurrent) return;
  if (!isStarted) start();
  if (!checks) checks = std::make_unique<ModuleChecks>(sources, tables->names, tables->types);
  support::DiagnosticSink loading;
  graph = loader.load(loading);
  const auto isTooLarge = [this](const support::SourceFile& file) {
    return file.text().size() > limits.bytesOfFile || file.lineCount() > limits.linesOfFile;
  };
  const uint64_t modulesBefore = checks->modulesChecked();
  const uint64_t bodiesBefore = checks->bodiesChecked();
  const auto tell = [this](size_t done, size_t all) {
    if (progress) progress(done, all);
  };
  checks->update(graph, {options.check, optionsNumber, isTooLarge, tell});
  work.modulesParsed = loader.parsedCount();
  work.modulesChecked += checks->modulesChecked() - modulesBefore;
  work.bodiesChecked += checks->bodiesChecked() - bodiesBefore;
  const size_t bytes = tables->names.bytes() + tables->types.bytes();
  if (bytesAtFirst == 0) bytesAtFirst = bytes;
  if (bytes > 2 * bytesAtFirst && bytes > bytesAtFirst + limits.bytesOfGarbage)
    return collectGarbage();
  fillSnapshot(loading);
  isCurrent = true;
}

/// Names and types can only be thrown away together, with everything that is made of them.
void Workspace::State::collectGarbage() {
  snapshot = {};
  graph = {};
  checks.reset();
  auto fresh = std::make_unique<Tables>();
  loader.forgetTrees(fresh->names);
  tables = std::move(fresh);
  bytesAtFirst = 0;
  ++work.rebuilds;
  update();
}

ide::Module Workspace::State::view(const modules::LoadedModule& loaded) const {
  ide::Module module{loaded.file, loaded.path,  loaded.ast.get(), &checks->index(loaded.file),
                     {},          loaded.isRoot};
  for (const modules::Dependency& dependency : loaded.dependencies) {
    const auto* import = llvm::dyn_cast<ast::Import>(dependency.line);
    const support::SourceRange path =
        import ? import->pathRange : llvm::cast<ast::Use>(dependency.line)->pathRange;
    module.imports.push_back({dependency.line, path, graph.modules[dependency.module].file});
  }
  return module;
}

void Workspace::State::fillSnapshot(const support::DiagnosticSink& loading) {
  snapshot.sources = &sources;
  snapshot.modules.clear();
  for (const modules::LoadedModule& loaded : graph.modules)
    snapshot.modules.push_back(view(loaded));
  support::DiagnosticSink all;
  for (const support::Diagnostic& problem : settingsProblems)
    all.add(problem);
  for (const support::Diagnostic& problem : loading.all())
    all.add(problem);
  checks->addProblems(all);
  all.sort();
  snapshot.diagnostics = all.all();
}

/// The trees of a module and of all that it imports.
std::vector<std::shared_ptr<const ast::File>>
Workspace::State::treesBelow(support::FileId file) const {
  std::vector<bool> isReached(graph.modules.size());
  std::vector<std::shared_ptr<const ast::File>> trees;
  // Dependents stand behind their dependencies.
  for (size_t i = graph.modules.size(); i-- > 0;) {
    const modules::LoadedModule& module = graph.modules[i];
    if (!isReached[i] && module.file != file) continue;
    trees.push_back(module.ast);
    for (const modules::Dependency& dependency : module.dependencies)
      isReached[dependency.module] = true;
  }
  return trees;
}

Workspace::Workspace(std::string folder, CompileOptions options, FileSystemRef disk,
                     const WorkspaceLimits& limits)
    : state_(std::make_unique<State>(std::move(folder), std::move(options), std::move(disk),
                                     limits)) {}

Workspace::~Workspace() = default;

void Workspace::setBuffer(llvm::StringRef path, std::string text) {
  state_->isCurrent = false;
  const auto [buffer, isNew] = state_->buffers.insert_or_assign(path.str(), text);
  // The disk is another one with a file that it does not have; and settings change everything.
  if (!isAqua(path) || (isNew && (!isInside(path, state_->folder) || !state_->disk->exists(path))))
    state_->isStarted = false;
  if (isAqua(path)) state_->loader.setText(path, std::move(text));
}

void Workspace::dropBuffer(llvm::StringRef path) {
  const auto buffer = state_->buffers.find(path);
  if (buffer == state_->buffers.end()) return;
  state_->buffers.erase(buffer);
  state_->isCurrent = false;
  if (isAqua(path)) state_->loader.dropText(path);
  if (state_->shadowed.contains(path) || !isAqua(path)) state_->isStarted = false;
}

void Workspace::setImports(modules::ImportOptions imports) {
  state_->given.imports = std::move(imports);
  state_->facts.clear(); // a compilation may find other files
  state_->compilation.reset();
  filesChanged();
}

void Workspace::filesChanged() {
  state_->isCurrent = false;
  state_->isStarted = false;
}

const ide::Snapshot& Workspace::snapshot() {
  state_->update();
  return state_->snapshot;
}

Compilation& Workspace::compilation(support::FileId file) {
  State& state = *state_;
  state.update();
  std::vector<std::shared_ptr<const ast::File>> trees = state.treesBelow(file);
  if (state.compilation && state.compiledFile == file && state.compiledTrees == trees &&
      state.compiledOptions == state.optionsNumber)
    return *state.compilation;
  const ide::Module* module = state.snapshot.module(file);
  CompileOptions options = state.given;
  options.check.wantsIndex = true;
  const FileSystemRef files = withBuffers(state.disk, state.buffers);
  const std::string root = module ? module->path : "";
  state.compilation = std::make_unique<Compilation>(root, options, *files);
  state.compiledFile = file;
  state.compiledTrees = std::move(trees);
  state.compiledOptions = state.optionsNumber;
  ++state.work.compilations;
  return *state.compilation;
}

Workspace::State::CompiledFacts& Workspace::State::factsOf(support::FileId file) {
  update();
  const std::vector<std::shared_ptr<const ast::File>> trees = treesBelow(file);
  CompiledFacts& known = facts[file];
  const auto isSame = [](const std::weak_ptr<const ast::File>& a,
                         const std::shared_ptr<const ast::File>& b) { return a.lock() == b; };
  if (known.options != optionsNumber ||
      !std::equal(known.trees.begin(), known.trees.end(), trees.begin(), trees.end(), isSame)) {
    known = {};
    known.trees.assign(trees.begin(), trees.end());
    known.options = optionsNumber;
  }
  return known;
}

std::vector<lint::Finding> Workspace::State::ownPlaces(std::vector<lint::Finding> findings,
                                                       const Compilation& program) const {
  const auto ours = [&](support::Loc loc) {
    for (const sema::CheckedModule& checked : program.modules()) {
      const modules::LoadedModule& loaded = program.loaded(checked);
      if (loaded.file != loc.file) continue;
      const ide::Module* module = snapshot.module(llvm::StringRef(loaded.path));
      return module ? support::Loc{module->file, loc.range} : support::Loc();
    }
    return loc;
  };
  for (lint::Finding& finding : findings)
    finding.diagnostic = support::withPlaces(std::move(finding.diagnostic), ours);
  return findings;
}

std::vector<lint::Finding> Workspace::lint(support::FileId file, const lint::Choice& choice) {
  State::CompiledFacts& known = state_->factsOf(file);
  if (known.findings && known.choice == choice) return *known.findings;
  Compilation& program = compilation(file);
  known.choice = choice;
  // Routes do not depend on what is wrong in the settings of the linter, which is reported by the
  // command line.
  static_cast<void>(program.placesOfLines());
  llvm::Expected<LintRules> rules = LintRules::from(program, choice);
  if (rules) {
    known.findings = state_->ownPlaces(rules->run(program).findings, program);
  } else {
    llvm::consumeError(rules.takeError());
    known.findings.emplace();
  }
  return *known.findings;
}

ide::Places Workspace::places(support::FileId file) {
  State::CompiledFacts& known = state_->factsOf(file);
  const ide::Module* module = state_->snapshot.module(file);
  if (known.places || !module) return known.places.value_or(ide::Places());
  const Compilation& program = compilation(file);
  known.places.emplace();
  for (const sema::CheckedModule& checked : program.modules()) {
    const modules::LoadedModule& loaded = program.loaded(checked);
    if (loaded.path == module->path)
      known.places = ide::placesOf(program.placesOfLines(), loaded.file, *loaded.ast,
                                   program.sources().file(loaded.file).text());
  }
  return *known.places;
}

const ide::Places* Workspace::knownPlaces(support::FileId file) {
  const State::CompiledFacts& known = state_->factsOf(file);
  return known.places ? &*known.places : nullptr;
}

void Workspace::setProgress(Progress progress) {
  state_->progress = std::move(progress);
}

const WorkDone& Workspace::workDone() const {
  return state_->work;
}

size_t Workspace::bytesOfNamesAndTypes() const {
  return state_->tables->names.bytes() + state_->tables->types.bytes();
}

} // namespace aqua::driver
