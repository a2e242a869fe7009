// Reads package.json files and finds packages as Node finds them.

#include "NpmPackages.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "Paths.h"

namespace aqua::modules {

namespace path = llvm::sys::path;

namespace {

constexpr llvm::StringLiteral modulesFolder = "node_modules";
constexpr llvm::StringLiteral manifestName = "package.json";
/// Where `fluence` installs the dependencies of a project, below the folder of its project file.
constexpr llvm::StringLiteral fluenceFile = "fluence.yaml";
constexpr llvm::StringLiteral fluencePackages = ".fluence/aqua-dependencies";

/// The JSON reader recurses, so it gets nothing that nests deeper than any manifest does.
bool isNestedTooDeep(llvm::StringRef json) {
  constexpr int limit = 100;
  int depth = 0;
  for (const char c : json) {
    // Brackets in strings count as well: they are balanced, or the text is refused needlessly.
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > limit) return true;
  }
  return false;
}

void addNames(const llvm::json::Object& manifest, llvm::StringRef key,
              std::vector<std::string>& names) {
  const llvm::json::Object* dependencies = manifest.getObject(key);
  if (!dependencies) return;
  for (const auto& dependency : *dependencies)
    names.push_back(dependency.first.str());
}

} // namespace

void NpmPackages::addEntriesFor(llvm::StringRef file) {
  addProjects();
  for (llvm::StringRef directory = path::parent_path(file); !directory.empty();
       directory = path::parent_path(directory))
    if (isPackage(directory)) addEntry(directory, directory, Role::Package);
}

void NpmPackages::addProjects() {
  if (hasProjects_) return;
  hasProjects_ = true;
  for (const std::string& root : roots_)
    addProjectOf(root);
}

/// The project of a root file is the nearest folder that has packages installed or names some.
void NpmPackages::addProjectOf(llvm::StringRef root) {
  for (llvm::StringRef directory = path::parent_path(root); !directory.empty();
       directory = path::parent_path(directory)) {
    if (!visited_.insert(directory).second) return;
    const std::string fluence = joinPath(directory, fluencePackages);
    if (isRegularFile(files_, joinPath(directory, fluenceFile)) &&
        isRegularFile(files_, joinPath(fluence, manifestName)))
      return addEntry(directory, fluence, Role::Project);
    const bool isProject = isDirectory(files_, joinPath(directory, modulesFolder)) ||
                           !readManifest(directory, Role::Project).dependencies.empty();
    if (isProject) return addEntry(directory, directory, Role::Project);
  }
}

/// A folder of node_modules, or one that a dependency links to.
bool NpmPackages::isPackage(llvm::StringRef directory) const {
  if (packages_.contains(directory)) return true;
  llvm::StringRef parent = path::parent_path(directory);
  if (path::filename(parent).starts_with("@")) parent = path::parent_path(parent);
  return path::filename(parent) == modulesFolder;
}

void NpmPackages::addEntry(llvm::StringRef directory, llvm::StringRef manifestFolder, Role role) {
  if (!entries_.insert(directory).second) return;
  const Manifest manifest = readManifest(manifestFolder, role);
  for (const std::string& name : manifest.dependencies) {
    const std::string location = findInstalled(manifestFolder, name);
    if (location.empty()) continue;
    packages_.insert(location);
    map_.add(directory, name, location);
  }
  if (role == Role::Package) return;
  for (const std::string& global : directories_)
    map_.add(directory, "", global);
  // Without a manifest nothing says which packages are meant: all that are there.
  if (!manifest.exists) map_.add(directory, "", joinPath(directory, modulesFolder));
}

NpmPackages::Manifest NpmPackages::readManifest(llvm::StringRef directory, Role role) {
  const std::string file = joinPath(directory, manifestName);
  const auto buffer = files_.getBufferForFile(file);
  if (!buffer) return {};
  const auto refuse = [&](llvm::StringRef reason) {
    diags_.report(support::diag::PackageManifestIgnored, {}, displayPath(files_, file), reason);
    return Manifest{.exists = true, .dependencies = {}};
  };
  const llvm::StringRef text = (*buffer)->getBuffer();
  if (isNestedTooDeep(text)) return refuse("nested too deep");
  llvm::Expected<llvm::json::Value> json = llvm::json::parse(text);
  if (!json) return refuse(llvm::toString(json.takeError()));
  const llvm::json::Object* manifest = json->getAsObject();
  if (!manifest) return refuse("not a JSON object");
  Manifest result{.exists = true, .dependencies = {}};
  for (const llvm::StringRef key : {"dependencies", "optionalDependencies", "peerDependencies"})
    addNames(*manifest, key, result.dependencies);
  if (role == Role::Project) addNames(*manifest, "devDependencies", result.dependencies);
  return result;
}

/// As Node looks for it: in the node_modules of the folder and of all folders around it. Gives the
/// real path, or nothing.
std::string NpmPackages::findInstalled(llvm::StringRef directory, llvm::StringRef name) const {
  for (; !directory.empty(); directory = path::parent_path(directory)) {
    if (path::filename(directory) == modulesFolder) continue;
    const std::string location = joinPath(joinPath(directory, modulesFolder), name);
    if (!isDirectory(files_, location)) continue;
    llvm::SmallString<128> real;
    return files_.getRealPath(location, real) ? location : real.str().str();
  }
  return {};
}

} // namespace aqua::modules
