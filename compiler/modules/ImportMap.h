// The configured places of imports (spec/01 §4.2): which folder an import string means in which
// part of the file tree. Filled from `-I`, from npm packages and from project files.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::modules {

/// Path prefix → import prefix → locations. For an import only one path prefix counts, the longest
/// of its file, and in it only one import prefix, the longest of its string: no other is consulted,
/// even if nothing is found there.
class ImportMap {
public:
  /// Adds a location behind those that the two prefixes already have. The path prefix is an
  /// absolute path (a relative one never matches) and covers whole components; the import prefix is
  /// a plain prefix of the string, and the empty one matches everything. The location is absolute.
  void add(llvm::StringRef pathPrefix, llvm::StringRef importPrefix, llvm::StringRef location);

  /// Adds all of another map behind what is there.
  void append(const ImportMap& other);

  /// The paths to try, in order, for an import (with its extension) of a file.
  [[nodiscard]] llvm::SmallVector<std::string> candidates(llvm::StringRef importer,
                                                          llvm::StringRef import) const;

  /// Some prefix of the import has locations of its own: it names a known package.
  [[nodiscard]] bool isPackageImport(llvm::StringRef importer, llvm::StringRef import) const;

  friend bool operator==(const ImportMap&, const ImportMap&) = default;

private:
  using Locations = std::vector<std::string>;
  using ByImport = std::map<std::string, Locations, std::less<>>;

  [[nodiscard]] const ByImport* entryFor(llvm::StringRef importer) const;
  [[nodiscard]] const ByImport::value_type* find(llvm::StringRef importer,
                                                 llvm::StringRef import) const;

  std::map<std::string, ByImport, std::less<>> entries_;
};

} // namespace aqua::modules
