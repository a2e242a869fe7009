// Configured places of imports as project files and `--import-map` write them (spec/07 §10,
// §17.6): a list of folders, or path prefix → import prefix → folders. Private to this folder.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "ImportMap.h"
#include "value/FieldReader.h"

namespace aqua::modules {

/// As written, with absolute locations. A list is kept apart from a map: its folders stand behind
/// those of `-I`, while a map is consulted on its own.
struct ImportSettings {
  using Locations = std::vector<std::string>;
  using ByImport = std::map<std::string, Locations>;

  bool isList = false;
  Locations directories;               // of a list
  std::map<std::string, ByImport> map; // of a map, by path prefix

  /// What a file says that extends another: maps key by key, lists as a whole.
  void overrideWith(const ImportSettings& other);
  void addTo(ImportMap& importMap) const;
};

/// What relative paths are relative to. In a project file both are its folder; in the format of
/// `--import-map` a relative path prefix stays as it is, and so never matches.
struct ImportBases {
  std::string prefixes; // empty: they stay
  std::string locations;
};

/// Reports what is malformed to the reader; the rest is returned.
[[nodiscard]] ImportSettings readImports(value::FieldReader& reader, const value::Value& value,
                                         const ImportBases& bases);

} // namespace aqua::modules
