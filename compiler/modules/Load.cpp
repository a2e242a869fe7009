// Puts the parts together: roots, then imports level by level, then the order of all.

#include "Load.h"

#include <optional>

#include "llvm/ADT/STLExtras.h"
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

std::vector<std::string> identities(llvm::ArrayRef<RootFile> roots) {
  std::vector<std::string> paths;
  for (const RootFile& root : roots)
    paths.push_back(root.path);
  return paths;
}

/// Loads modules level by level: the roots, what they import, and so on.
class Loader {
public:
  Loader(std::vector<std::string> rootPaths, const ImportOptions& options,
         llvm::vfs::FileSystem& files, support::SourceManager& sources, support::NameTable& names,
         support::DiagnosticSink& diags)
      : files_(files), sources_(sources), names_(names), diags_(diags),
        rootPaths_(std::move(rootPaths)), resolver_(files, options, rootPaths_, diags),
        reportsUnresolved_(!options.areIncomplete) {}

  void loadRoot(const RootFile& root);
  /// Everything that is imported, also by what this loads.
  void loadImports();
  std::vector<LoadedModule> take() { return std::move(modules_); }

private:
  using ModuleIndex = std::optional<uint32_t>;

  ModuleIndex load(llvm::StringRef path, llvm::StringRef shown, Loc importedAt);
  ast::File parse(support::FileId file, std::optional<BadByte> badByte);
  void loadImportsOf(uint32_t index);
  [[nodiscard]] ModuleIndex loadImport(const std::string& importer, const ImportLine& line,
                                       Loc loc);

  llvm::vfs::FileSystem& files_;
  support::SourceManager& sources_;
  support::NameTable& names_;
  support::DiagnosticSink& diags_;
  std::vector<std::string> rootPaths_;
  Resolver resolver_;
  bool reportsUnresolved_;
  std::vector<LoadedModule> modules_;
  llvm::StringMap<ModuleIndex> byPath_; // no index: could not be read
};

void Loader::loadRoot(const RootFile& root) {
  if (const ModuleIndex index = load(root.path, root.shown, {})) modules_[*index].isRoot = true;
}

Loader::ModuleIndex Loader::load(llvm::StringRef path, llvm::StringRef shown, Loc importedAt) {
  const auto [known, isNew] = byPath_.try_emplace(path);
  if (!isNew) return known->second;
  std::optional<SourceText> source = readSource(files_, path, shown, importedAt, diags_);
  if (!source) return std::nullopt;
  LoadedModule module;
  module.file = sources_.add(shown.str(), std::move(source->text));
  module.path = path.str();
  module.ast = parse(module.file, source->badByte);
  known->second = static_cast<uint32_t>(modules_.size());
  modules_.push_back(std::move(module));
  return known->second;
}

ast::File Loader::parse(support::FileId file, std::optional<BadByte> badByte) {
  const support::SourceFile& source = sources_.file(file);
  if (!badByte) return syntax::parseFile(file, source.text(), names_, diags_);
  diags_.report(support::diag::InvalidUtf8, {file, badByte->range}, source.path(),
                badByte->fileOffset);
  // The replacements make errors of their own, which say nothing new.
  support::DiagnosticSink followUps;
  return syntax::parseFile(file, source.text(), names_, followUps);
}

void Loader::loadImports() {
  for (uint32_t index = 0; index < modules_.size(); ++index)
    loadImportsOf(index);
}

void Loader::loadImportsOf(uint32_t index) {
  // Loading moves the modules in their vector: what is needed of this one is copied.
  const std::string importer = modules_[index].path;
  const support::FileId file = modules_[index].file;
  const llvm::ArrayRef<const ast::Item*> items = modules_[index].ast.items;
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

Loader::ModuleIndex Loader::loadImport(const std::string& importer, const ImportLine& line,
                                       Loc loc) {
  const Resolution resolution = resolver_.resolve(importer, line.path);
  if (!resolution.path.empty())
    return load(resolution.path, displayPath(files_, resolution.path), loc);
  if (!reportsUnresolved_) return std::nullopt;
  support::Diagnostic& diag = diags_.report(support::diag::ImportUnresolved, loc, line.path);
  for (const std::string& candidate : resolution.tried)
    diag.notes.push_back("tried `" + displayPath(files_, candidate) + "`");
  diag.help = resolver_.help(importer, line.path, resolution);
  return std::nullopt;
}

} // namespace

ModuleGraph loadModules(llvm::ArrayRef<std::string> roots, const ImportOptions& options,
                        llvm::vfs::FileSystem& files, support::SourceManager& sources,
                        support::NameTable& names, support::DiagnosticSink& diags) {
  const std::vector<RootFile> rootFiles = findRoots(roots, files, diags);
  Loader loader(identities(rootFiles), options, files, sources, names, diags);
  for (const RootFile& root : rootFiles)
    loader.loadRoot(root);
  loader.loadImports();
  return {orderModules(loader.take(), sources, diags)};
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
