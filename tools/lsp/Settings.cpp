#include "Settings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace aqua::lsp {

namespace {

/// Reads the groups of settings one by one, so that a mistake in one leaves the others alone.
class GroupReader {
public:
  GroupReader(const llvm::json::Object& section, std::vector<std::string>& problems)
      : section_(section), problems_(problems) {}

  template <typename T>
  void read(llvm::StringRef name, T& group) {
    const llvm::json::Value* value = section_.get(name);
    if (!value || value->kind() == llvm::json::Value::Null) return;
    llvm::json::Path::Root root("aqua");
    T given = group;
    if (readJson(*value, given, llvm::json::Path(root).field(name)))
      group = std::move(given);
    else
      problems_.push_back(llvm::toString(root.getError()));
  }

private:
  const llvm::json::Object& section_;
  std::vector<std::string>& problems_;
};

/// What does not exist is left out.
void checkWords(llvm::StringRef name, std::vector<std::string>& words,
                std::vector<std::string>& problems) {
  llvm::erase_if(words, [&](const std::string& word) {
    const std::string problem = lint::problemOfWord(word);
    if (!problem.empty()) problems.push_back(problem + " at aqua.lint." + name.str());
    return !problem.empty();
  });
}

/// A word or a list of words.
bool readLocations(const llvm::json::Value& value, std::vector<std::string>& out,
                   llvm::json::Path path) {
  if (const auto word = value.getAsString()) {
    out = {word->str()};
    return true;
  }
  return readJson(value, out, path);
}

std::string absolute(llvm::StringRef folder, llvm::StringRef path) {
  llvm::SmallString<128> result(path);
  llvm::sys::fs::make_absolute(folder.empty() ? "/" : folder, result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

} // namespace

bool Codec<ImportSettings>::read(const llvm::json::Value& value, ImportSettings& out,
                                 llvm::json::Path path) {
  const llvm::json::Object* object = value.getAsObject();
  if (!object) return readJson(value, out.directories, path);
  for (const auto& [importers, inner] : *object) {
    const llvm::json::Object* byImport = inner.getAsObject();
    if (!byImport) {
      path.field(importers).report("expected object");
      return false;
    }
    for (const auto& [start, locations] : *byImport)
      if (!readLocations(locations, out.map[importers.str()][start.str()],
                         path.field(importers).field(start)))
        return false;
  }
  return true;
}

modules::ImportOptions ImportSettings::in(llvm::StringRef folder) const {
  modules::ImportOptions options;
  for (const std::string& directory : directories)
    options.directories.push_back(absolute(folder, directory));
  for (const auto& [importers, byImport] : map)
    for (const auto& [start, locations] : byImport)
      for (const std::string& location : locations)
        options.map.add(absolute(folder, importers), start, absolute(folder, location));
  return options;
}

ReadSettings readSettings(const llvm::json::Value& section) {
  ReadSettings result;
  if (section.kind() == llvm::json::Value::Null) return result;
  const llvm::json::Object* object = section.getAsObject();
  if (!object) {
    result.problems.emplace_back("expected object at aqua");
    return result;
  }
  GroupReader reader(*object, result.problems);
  reader.read("diagnostics", result.settings.diagnostics);
  reader.read("imports", result.settings.imports);
  reader.read("lint", result.settings.lint);
  checkWords("select", result.settings.lint.select, result.problems);
  checkWords("ignore", result.settings.lint.ignore, result.problems);
  reader.read("format", result.settings.format);
  reader.read("completion", result.settings.completion);
  reader.read("inlayHints", result.settings.inlayHints);
  reader.read("hover", result.settings.hover);
  reader.read("codeLens", result.settings.codeLens);
  return result;
}

} // namespace aqua::lsp
