// The two forms of `imports`, and what overrides what.

#include "ImportSettings.h"

#include "Paths.h"

namespace aqua::modules {

using value::FieldReader;
using value::Value;

namespace {

/// A list of paths; a single string may stand for a list of one.
ImportSettings::Locations readLocations(FieldReader& reader, const Value& value,
                                        const std::string& base) {
  ImportSettings::Locations locations;
  const auto add = [&](const Value& item) {
    if (const auto path = reader.text(item)) locations.push_back(joinPath(base, *path));
  };
  if (value.isString())
    add(value);
  else
    reader.list(value, add);
  return locations;
}

} // namespace

void ImportSettings::overrideWith(const ImportSettings& other) {
  if (other.isList) {
    *this = other;
    return;
  }
  isList = false;
  for (const auto& [pathPrefix, byImport] : other.map)
    for (const auto& [importPrefix, locations] : byImport) {
      map[pathPrefix][importPrefix] = locations;
      // A list is short for this entry.
      if (pathPrefix == "/" && importPrefix.empty()) directories.clear();
    }
}

void ImportSettings::addTo(ImportMap& importMap) const {
  for (const auto& [pathPrefix, byImport] : map)
    for (const auto& [importPrefix, locations] : byImport)
      for (const std::string& location : locations)
        importMap.add(pathPrefix, importPrefix, location);
}

ImportSettings readImports(FieldReader& reader, const Value& value, const ImportBases& bases) {
  ImportSettings settings;
  if (!value.isObject()) {
    settings.isList = true;
    settings.directories = readLocations(reader, value, bases.locations);
    return settings;
  }
  reader.map(value, [&](llvm::StringRef prefix, const Value& entry) {
    const std::string path =
        bases.prefixes.empty() ? prefix.str() : joinPath(bases.prefixes, prefix);
    ImportSettings::ByImport& byImport = settings.map[path];
    reader.map(entry, [&](llvm::StringRef import, const Value& locations) {
      byImport[import.str()] = readLocations(reader, locations, bases.locations);
    });
  });
  return settings;
}

} // namespace aqua::modules
