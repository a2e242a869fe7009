// Which project file counts, what it extends, and what comes of it.

#include "Project.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

#include "Paths.h"
#include "ProjectFile.h"

namespace aqua::modules {

namespace path = llvm::sys::path;
namespace diag = support::diag;
using support::Loc;

namespace {

constexpr llvm::StringLiteral fluenceName = "fluence.yaml";
/// Where `fluence` puts imports of its own, below the folder of its project file.
constexpr llvm::StringLiteral fluenceImports = ".fluence/aqua";

/// The nearest file of this name in a folder around `root`, or in it.
std::string nearest(llvm::StringRef root, llvm::StringRef name, llvm::vfs::FileSystem& files) {
  const std::string start = absolutePath(files, root);
  // A root is a file or a folder: in a file, nothing is found.
  for (llvm::StringRef folder = start; !folder.empty(); folder = path::parent_path(folder))
    if (const std::string file = joinPath(folder, name); isRegularFile(files, file)) return file;
  return {};
}

class ProjectFinder {
public:
  ProjectFinder(llvm::vfs::FileSystem& files, support::SourceManager& sources,
                support::DiagnosticSink& diags)
      : files_(files), sources_(sources), diags_(diags) {}

  /// The file that counts for the roots; empty if there is none.
  [[nodiscard]] std::string find(llvm::ArrayRef<std::string> roots);
  [[nodiscard]] ProjectFile read(const std::string& file);
  [[nodiscard]] ImportSettings readImportMap(const std::string& file);

private:
  [[nodiscard]] ProjectFile readOwn(std::string file);
  [[nodiscard]] ProjectFile readFluence(const std::string& file);

  llvm::vfs::FileSystem& files_;
  support::SourceManager& sources_;
  support::DiagnosticSink& diags_;
};

std::string ProjectFinder::find(llvm::ArrayRef<std::string> roots) {
  for (const llvm::StringRef name : {projectFileName, fluenceName}) {
    std::string found;
    for (const std::string& root : roots) {
      const std::string file = nearest(root, name, files_);
      if (&root == roots.begin()) found = file;
      if (file == found) continue;
      // One compilation has one set of constants and options.
      diags_.report(diag::SeveralProjects, {}, roots.front(), root).help =
          "compile them separately, or name the project file with `--config`";
      return found;
    }
    if (!found.empty()) return found;
  }
  return {};
}

ProjectFile ProjectFinder::read(const std::string& file) {
  if (path::filename(file) == fluenceName) return readFluence(file);
  return readOwn(file);
}

/// The file and what it extends, the farthest one first.
ProjectFile ProjectFinder::readOwn(std::string file) {
  std::vector<ProjectFile> chain;
  llvm::StringSet<> seen;
  Loc usedAt;
  while (!file.empty()) {
    if (!seen.insert(file).second) {
      diags_.report(diag::ConfigCycle, usedAt, displayPath(files_, file));
      break;
    }
    const auto text = ConfigText::read(file, ConfigOwner::Ours, usedAt, files_, sources_, diags_);
    if (!text) break;
    chain.push_back(readProjectFile(*text, path::parent_path(file).str(), diags_));
    usedAt = text->place({{{"extends", std::nullopt}}, value::FieldProblem::At::Value, ""});
    file = chain.back().extends.value_or("");
  }
  ProjectFile settings;
  for (ProjectFile& part : llvm::reverse(chain))
    settings.overrideWith(std::move(part));
  return settings;
}

ProjectFile ProjectFinder::readFluence(const std::string& file) {
  const std::string folder = path::parent_path(file).str();
  ProjectFile settings;
  if (const auto text = ConfigText::read(file, ConfigOwner::Foreign, {}, files_, sources_, diags_))
    settings = readFluenceFile(*text, folder, diags_);
  const std::string own = joinPath(folder, fluenceImports);
  if (!isDirectory(files_, own)) return settings;
  if (!settings.imports) settings.imports.emplace();
  settings.imports->directories.push_back(own);
  return settings;
}

ImportSettings ProjectFinder::readImportMap(const std::string& file) {
  const std::string absolute = absolutePath(files_, file);
  const auto text = ConfigText::read(absolute, ConfigOwner::Ours, {}, files_, sources_, diags_);
  if (!text) return {};
  value::FieldReader reader;
  ImportSettings settings = readImports(reader, text->root(), {"", absolutePath(files_, ".")});
  text->report(reader, diags_);
  return settings;
}

} // namespace

llvm::ArrayRef<llvm::StringRef> presetNames() {
  static constexpr llvm::StringRef names[] = {"default", "scheduled"};
  return names;
}

Project readProject(llvm::ArrayRef<std::string> roots, const ProjectOptions& options,
                    llvm::vfs::FileSystem& files, support::SourceManager& sources,
                    support::DiagnosticSink& diags) {
  support::DiagnosticSink own;
  ProjectFinder finder(files, sources, own);
  const std::string found =
      options.file.empty() ? finder.find(roots) : absolutePath(files, options.file);
  ProjectFile file;
  if (!found.empty()) file = finder.read(found);
  if (!options.importMapFile.empty()) file.imports = finder.readImportMap(options.importMapFile);

  Project project;
  if (file.imports) {
    project.directories = file.imports->directories;
    file.imports->addTo(project.imports);
  }
  project.nodeModules = file.nodeModules;
  for (auto& [name, value] : file.constants)
    project.constants.push_back({name, value});
  project.noRelay = file.noRelay;
  project.noXor = file.noXor;
  project.emptyResponse = file.emptyResponse;
  project.tracing = file.tracing;
  project.preset = file.preset;
  project.lint = std::move(file.lint);
  project.layout = file.layout;
  project.run = file.run;
  if (file.run.scenario) project.run.scenario = displayPath(files, *file.run.scenario);
  project.hasErrors = own.hasErrors();
  diags.take(std::move(own));
  return project;
}

std::string findProjectFile(llvm::StringRef root, llvm::vfs::FileSystem& files) {
  std::string file = nearest(root, projectFileName, files);
  return file.empty() ? nearest(root, fluenceName, files) : file;
}

} // namespace aqua::modules
