// The candidates of an import in their order: relative, configured, embedded.

#include "Resolve.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include "Paths.h"
#include "stdlib/Stdlib.h"

namespace aqua::modules {

namespace path = llvm::sys::path;

namespace {

std::string withExtension(llvm::StringRef import) {
  return import.ends_with(aquaExtension) ? import.str() : (import + aquaExtension).str();
}

/// `@scope/name` of an import string, or nothing.
llvm::StringRef scopedPackage(llvm::StringRef import) {
  if (!import.starts_with("@")) return {};
  const size_t second = import.find('/', import.find('/') + 1);
  return import.contains('/') ? import.take_front(second) : llvm::StringRef();
}

/// The name most like a wanted one; none if all are too different.
class Closest {
public:
  explicit Closest(llvm::StringRef wanted) : wanted_(wanted) {
    // A third of the letters may differ; upper and lower case do not count.
    limit_ = static_cast<unsigned>(path::stem(wanted).size() / 3);
  }

  void consider(llvm::StringRef name) {
    if (!name.ends_with(aquaExtension) || name == wanted_) return;
    const unsigned distance =
        name.equals_insensitive(wanted_) ? 0 : name.edit_distance(wanted_, true, limit_ + 1);
    const bool isCloser = best_.empty() ? distance <= limit_ : distance < distance_;
    if (!isCloser && (distance != distance_ || best_.empty() || name >= best_)) return;
    best_ = name.str();
    distance_ = distance;
  }
  [[nodiscard]] const std::string& name() const { return best_; }

private:
  std::string wanted_;
  std::string best_;
  unsigned limit_ = 0;
  unsigned distance_ = 0;
};

} // namespace

Resolver::Resolver(llvm::vfs::FileSystem& files, const ImportOptions& options,
                   llvm::ArrayRef<std::string> roots, support::DiagnosticSink& diags)
    : files_(files), configured_(options.map) {
  for (const std::string& directory : options.directories)
    directories_.push_back(absolutePath(files, directory));
  for (const std::string& directory : directories_)
    map_.add("/", "", directory);
  if (options.nodeModules) packages_.emplace(files, roots, directories_, map_, diags);
}

bool Resolver::exists(llvm::StringRef file) {
  if (!isEmbedded(file)) return isRegularFile(files_, file);
  return stdlib::findFile(file.drop_front(embeddedPrefix.size())).has_value();
}

Resolution Resolver::resolve(llvm::StringRef importer, llvm::StringRef import) {
  const std::string wanted = withExtension(import);
  Resolution resolution;
  const auto isFound = [&](std::string candidate) {
    if (llvm::is_contained(resolution.tried, candidate)) return false;
    resolution.tried.push_back(candidate);
    if (!exists(candidate)) return false;
    resolution.path = std::move(candidate);
    return true;
  };
  if (isFound(joinPath(path::parent_path(importer), wanted))) return resolution;
  for (std::string& candidate : configured_.candidates(importer, wanted))
    if (isFound(std::move(candidate))) return resolution;
  if (packages_) packages_->addEntriesFor(importer);
  for (std::string& candidate : map_.candidates(importer, wanted))
    if (isFound(std::move(candidate))) return resolution;
  const std::string embedded = embeddedPrefix.str() + wanted;
  if (exists(embedded)) resolution.path = embedded;
  return resolution;
}

/// Name of a file that stands where the candidate was expected and is spelled nearly like it.
std::string Resolver::similarFile(llvm::StringRef importer, llvm::StringRef candidate) {
  Closest closest(path::filename(candidate));
  const llvm::StringRef folder = path::parent_path(candidate);
  std::error_code error;
  auto entry = files_.dir_begin(folder, error);
  for (; !error && entry != llvm::vfs::directory_iterator(); entry.increment(error))
    if (entry->path() != importer) closest.consider(path::filename(entry->path()));
  return closest.name();
}

std::string Resolver::help(llvm::StringRef importer, llvm::StringRef import,
                           const Resolution& failed) {
  const auto instead = [](llvm::StringRef text) { return ("did you mean `" + text + "`?").str(); };
  for (const std::string& candidate : failed.tried)
    if (const std::string similar = similarFile(importer, candidate); !similar.empty())
      return instead((import.take_front(import.rfind('/') + 1) + similar).str());
  Closest closest(withExtension(import));
  for (const stdlib::EmbeddedFile& file : stdlib::allFiles())
    closest.consider(file.path);
  if (!closest.name().empty()) return instead(closest.name());
  const llvm::StringRef package = scopedPackage(import);
  if (package.empty()) return {};
  if (package == import)
    return ("name a file of the package, such as `" + import + "/file.aqua`").str();
  if (map_.isPackageImport(importer, import) || configured_.isPackageImport(importer, import))
    return {};
  return ("package `" + package + "` is not among the installed dependencies").str();
}

} // namespace aqua::modules
