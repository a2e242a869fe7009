// Puts the parts together: roots, then imports level by level, then the order of all.

#include "Load.h"

#include <optional>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include "FindRoots.h"
#include "ImportLine.h"
#include "Order.h"
#include "Paths.h"
#include "ReadSource.h"
#include "Resolve.h"
#include "syntax/Parse.h"

namespace aqua::modules {

namespace {

using support::Loc;

/// How a path is shown; asked for only if that is needed.
using Shown = llvm::function_ref<std::string()>;

/// A tree and the text that it refers to.
struct Tree {
  std::shared_ptr<const support::SourceFile> source;
  ast::File file;
};

/// A file as it was read last.
struct KnownFile {
  support::FileId file; // none: never read
  std::shared_ptr<const ast::File> ast;
  std::vector<support::Diagnostic> problems;
  bool isCurrent = false;             // else the file system may have another text
  bool isSet = false;                 // the text is not that of the file system
  std::optional<std::string> newText; // set, and not parsed yet
  bool isUsed = false;                // in the graph that was loaded last
};

/// Where an import leads, and what to say if it leads nowhere.
struct Answer {
  Resolution resolution;
  std::string help;
};

} // namespace

struct ModuleLoader::Memory {
  Memory(support::SourceManager& sourceManager, support::NameTable& nameTable)
      : sources(sourceManager), names(&nameTable) {}

  [[nodiscard]] const KnownFile* read(llvm::StringRef path, Shown shown, Loc importedAt,
                                      support::DiagnosticSink& diags);
  const Answer& resolve(llvm::StringRef importer, llvm::StringRef import);
  void findRootFiles();
  void dropUnused();

  support::SourceManager& sources;
  support::NameTable* names; // not null
  size_t parsedCount = 0;
  llvm::StringMap<KnownFile> known; // by path

  // What the file system said. Problems are reported by every load.
  std::vector<std::string> roots;
  NestedProjects nested = NestedProjects::Included;
  const ImportOptions* options = nullptr;
  llvm::vfs::FileSystem* files = nullptr;
  std::vector<RootFile> rootFiles;
  std::vector<std::string> rootPaths;
  std::optional<Resolver> resolver; // none: the roots were not looked for
  support::DiagnosticSink rootProblems, resolverProblems;
  llvm::StringMap<llvm::StringMap<Answer>> answers; // by importer and import

private:
  void parse(KnownFile& file, llvm::StringRef shown, SourceText source);
};

void ModuleLoader::Memory::findRootFiles() {
  if (resolver) return;
  rootFiles = findRoots(roots, *files, rootProblems, nested);
  for (const RootFile& root : rootFiles)
    rootPaths.push_back(root.path);
  resolver.emplace(*files, *options, rootPaths, resolverProblems);
}

/// Null if it cannot be read, which is reported.
const KnownFile* ModuleLoader::Memory::read(llvm::StringRef path, Shown shown, Loc importedAt,
                                            support::DiagnosticSink& diags) {
  KnownFile& file = known[path];
  if (file.newText) {
    parse(file, shown(), {*std::exchange(file.newText, std::nullopt), false, std::nullopt});
  } else if (!file.isCurrent) {
    std::optional<SourceText> source = readSource(*files, path, shown(), importedAt, diags);
    if (!source) return nullptr;
    if (!file.ast || source->badByte || sources.file(file.file).text() != source->text)
      parse(file, shown(), std::move(*source));
  }
  file.isCurrent = true;
  file.isUsed = true;
  return &file;
}

void ModuleLoader::Memory::parse(KnownFile& file, llvm::StringRef shown, SourceText source) {
  ++parsedCount;
  if (file.file.isValid())
    sources.replace(file.file, std::move(source.text));
  else
    file.file = sources.add(shown.str(), std::move(source.text));
  auto tree = std::make_shared<Tree>();
  tree->source = sources.share(file.file);
  support::DiagnosticSink problems;
  tree->file = syntax::parseFile(file.file, tree->source->text(), *names, problems, file.ast.get());
  if (source.badByte) { // the replacements make errors of their own, which say nothing new
    problems = {};
    problems.report(support::diag::InvalidUtf8, {file.file, source.badByte->range},
                    tree->source->path(), source.badByte->fileOffset);
  }
  file.problems = problems.all();
  file.ast = std::shared_ptr<const ast::File>(tree, &tree->file);
}

const Answer& ModuleLoader::Memory::resolve(llvm::StringRef importer, llvm::StringRef import) {
  const auto [place, isNew] = answers[importer].try_emplace(import);
  Answer& answer = place->second;
  if (!isNew) return answer;
  answer.resolution = resolver->resolve(importer, import);
  if (answer.resolution.path.empty())
    answer.help = resolver->help(importer, import, answer.resolution);
  return answer;
}

/// Files outside of the graph keep their number, and the texts that were set.
void ModuleLoader::Memory::dropUnused() {
  for (auto& entry : known) {
    KnownFile& file = entry.second;
    if (std::exchange(file.isUsed, false) || !file.ast || file.isSet) continue;
    file.ast = nullptr;
    file.problems.clear();
    file.isCurrent = false;
    sources.replace(file.file, "");
  }
}

/// Makes a graph level by level: the roots, what they import, and so on.
class ModuleLoader::GraphMaker {
public:
  GraphMaker(Memory& memory, support::DiagnosticSink& diags) : memory_(memory), diags_(diags) {}

  void loadRoot(const RootFile& root);
  /// Everything that is imported, also by what this loads.
  void loadImports();
  std::vector<LoadedModule> take() { return std::move(modules_); }

private:
  using ModuleIndex = std::optional<uint32_t>;

  ModuleIndex load(llvm::StringRef path, Shown shown, Loc importedAt);
  void loadImportsOf(uint32_t index);
  [[nodiscard]] ModuleIndex loadImport(const std::string& importer, const ImportLine& line,
                                       Loc loc);

  Memory& memory_;
  support::DiagnosticSink& diags_;
  std::vector<LoadedModule> modules_;
  llvm::StringMap<ModuleIndex> byPath_; // no index: could not be read
};

void ModuleLoader::GraphMaker::loadRoot(const RootFile& root) {
  const ModuleIndex index = load(root.path, [&] { return root.shown; }, {});
  if (index) modules_[*index].isRoot = true;
}

ModuleLoader::GraphMaker::ModuleIndex ModuleLoader::GraphMaker::load(llvm::StringRef path,
                                                                     Shown shown, Loc importedAt) {
  const auto [known, isNew] = byPath_.try_emplace(path);
  if (!isNew) return known->second;
  const KnownFile* file = memory_.read(path, shown, importedAt, diags_);
  if (!file) return std::nullopt;
  for (const support::Diagnostic& problem : file->problems)
    diags_.add(problem);
  LoadedModule module;
  module.file = file->file;
  module.path = path.str();
  module.ast = file->ast;
  known->second = static_cast<uint32_t>(modules_.size());
  modules_.push_back(std::move(module));
  return known->second;
}

void ModuleLoader::GraphMaker::loadImports() {
  for (uint32_t index = 0; index < modules_.size(); ++index)
    loadImportsOf(index);
}

void ModuleLoader::GraphMaker::loadImportsOf(uint32_t index) {
  // Loading moves the modules in their vector: what is needed of this one is copied.
  const std::string importer = modules_[index].path;
  const support::FileId file = modules_[index].file;
  const llvm::ArrayRef<const ast::Item*> items = modules_[index].ast->items;
  std::vector<Dependency> dependencies;
  llvm::StringMap<ModuleIndex> resolved; // so that a repeated line is not reported again
  for (const ast::Item* item : items) {
    const std::optional<ImportLine> line = importLine(*item);
    if (!line) continue;
    const auto [known, isNew] = resolved.try_emplace(line->path);
    if (isNew) known->second = loadImport(importer, *line, {file, line->pathRange});
    if (known->second) {
      dependencies.push_back({item, *known->second});
    } else {
      modules_[index].isIncomplete = true;
    }
  }
  modules_[index].dependencies = std::move(dependencies);
}

ModuleLoader::GraphMaker::ModuleIndex
ModuleLoader::GraphMaker::loadImport(const std::string& importer, const ImportLine& line, Loc loc) {
  const auto& [resolution, help] = memory_.resolve(importer, line.path);
  const auto shown = [&](llvm::StringRef path) { return displayPath(*memory_.files, path); };
  if (!resolution.path.empty())
    return load(resolution.path, [&, &path = resolution.path] { return shown(path); }, loc);
  // What is not found may be the fault of the settings.
  if (memory_.options->areIncomplete) return std::nullopt;
  support::Diagnostic& diag = diags_.report(support::diag::ImportUnresolved, loc, line.path);
  for (const std::string& candidate : resolution.tried)
    diag.notes.push_back("tried `" + shown(candidate) + "`");
  diag.help = help;
  return std::nullopt;
}

ModuleLoader::ModuleLoader(support::SourceManager& sources, support::NameTable& names)
    : memory_(std::make_unique<Memory>(sources, names)) {}

ModuleLoader::~ModuleLoader() = default;

void ModuleLoader::start(llvm::ArrayRef<std::string> roots, const ImportOptions& options,
                         llvm::vfs::FileSystem& files, NestedProjects nested) {
  memory_->nested = nested;
  memory_->roots = roots.vec();
  memory_->options = &options;
  memory_->files = &files;
  memory_->resolver.reset();
  memory_->rootPaths.clear();
  memory_->rootProblems = {};
  memory_->resolverProblems = {};
  memory_->answers.clear();
  for (auto& entry : memory_->known)
    entry.second.isCurrent = entry.second.isSet;
}

void ModuleLoader::setText(llvm::StringRef path, std::string text) {
  KnownFile& file = memory_->known[path];
  file.isSet = true;
  // Of a file that was read anyway, nothing changes.
  if (file.ast && memory_->sources.file(file.file).text() == text) {
    file.isCurrent = true;
    file.newText.reset();
  } else {
    file.newText = std::move(text);
  }
}

void ModuleLoader::dropText(llvm::StringRef path) {
  KnownFile& file = memory_->known[path];
  file.isSet = false;
  file.isCurrent = false;
  file.newText.reset();
}

void ModuleLoader::forgetTrees(support::NameTable& names) {
  memory_->names = &names;
  for (auto& entry : memory_->known) {
    KnownFile& file = entry.second;
    if (file.isSet && !file.newText && file.ast)
      file.newText = memory_->sources.file(file.file).text().str();
    file.ast = nullptr;
    file.isCurrent = false;
  }
}

ModuleGraph ModuleLoader::load(support::DiagnosticSink& diags) {
  memory_->findRootFiles();
  for (const support::Diagnostic& problem : memory_->rootProblems.all())
    diags.add(problem);
  support::DiagnosticSink found;
  GraphMaker maker(*memory_, found);
  for (const RootFile& root : memory_->rootFiles)
    maker.loadRoot(root);
  maker.loadImports();
  for (const support::Diagnostic& problem : memory_->resolverProblems.all())
    diags.add(problem);
  diags.take(std::move(found));
  memory_->dropUnused();
  return {orderModules(maker.take(), memory_->sources, diags)};
}

size_t ModuleLoader::parsedCount() const {
  return memory_->parsedCount;
}

ModuleGraph loadModules(llvm::ArrayRef<std::string> roots, const ImportOptions& options,
                        llvm::vfs::FileSystem& files, support::SourceManager& sources,
                        support::NameTable& names, support::DiagnosticSink& diags) {
  ModuleLoader loader(sources, names);
  loader.start(roots, options, files);
  return loader.load(diags);
}

void print(const ModuleGraph& graph, const support::SourceManager& sources,
           llvm::raw_ostream& out) {
  const auto shown = [&](const LoadedModule& module) { return sources.file(module.file).path(); };
  for (const LoadedModule& module : graph.modules) {
    out << shown(module) << (module.isRoot ? " (root)" : "")
        << (module.isIncomplete ? " (incomplete)" : "") << '\n';
    for (const Dependency& dependency : module.dependencies)
      out << "  \"" << importLine(*dependency.line)->path << "\" -> "
          << shown(graph.modules[dependency.module]) << '\n';
  }
}

} // namespace aqua::modules
