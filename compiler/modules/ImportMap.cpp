// Which entry of the map counts for an import, and what it makes of the import string.

#include "ImportMap.h"

#include "llvm/Support/Path.h"

#include "Paths.h"

namespace aqua::modules {

namespace {

/// Without a slash at the end, so that `/a` and `/a/` are one prefix; the root becomes empty.
llvm::StringRef withoutSlash(llvm::StringRef path) {
  return path.rtrim('/');
}

} // namespace

void ImportMap::add(llvm::StringRef pathPrefix, llvm::StringRef importPrefix,
                    llvm::StringRef location) {
  if (!llvm::sys::path::is_absolute(pathPrefix)) return;
  const std::string normalised = joinPath("/", pathPrefix);
  ByImport& entry = entries_[withoutSlash(normalised).str()];
  Locations& locations = entry[importPrefix.str()];
  locations.push_back(location.str());
}

void ImportMap::append(const ImportMap& other) {
  for (const auto& [pathPrefix, byImport] : other.entries_)
    for (const auto& [importPrefix, locations] : byImport) {
      Locations& all = entries_[pathPrefix][importPrefix];
      all.insert(all.end(), locations.begin(), locations.end());
    }
}

const ImportMap::ByImport* ImportMap::entryFor(llvm::StringRef importer) const {
  if (!llvm::sys::path::is_absolute(importer)) return nullptr;
  // From the path itself to ever shorter ones; the empty one is the root.
  for (llvm::StringRef prefix = withoutSlash(importer);; prefix = prefix.rsplit('/').first) {
    if (const auto found = entries_.find(prefix); found != entries_.end()) return &found->second;
    if (prefix.empty()) return nullptr;
  }
}

const ImportMap::ByImport::value_type* ImportMap::find(llvm::StringRef importer,
                                                       llvm::StringRef import) const {
  const ByImport* entry = entryFor(importer);
  if (!entry) return nullptr;
  const ByImport::value_type* longest = nullptr;
  // In order, so of two prefixes of one string the longer one comes later.
  for (const auto& candidate : *entry)
    if (import.starts_with(candidate.first)) longest = &candidate;
  return longest;
}

llvm::SmallVector<std::string> ImportMap::candidates(llvm::StringRef importer,
                                                     llvm::StringRef import) const {
  const auto* entry = find(importer, import);
  if (!entry) return {};
  const llvm::StringRef rest = import.drop_front(entry->first.size()).ltrim('/');
  llvm::SmallVector<std::string> paths;
  for (const std::string& location : entry->second)
    paths.push_back(joinPath(location, rest));
  return paths;
}

bool ImportMap::isPackageImport(llvm::StringRef importer, llvm::StringRef import) const {
  const auto* entry = find(importer, import);
  return entry && !entry->first.empty();
}

} // namespace aqua::modules
