#include "AutoImport.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

#include "Tree.h"

namespace aqua::ide {

namespace {

constexpr llvm::StringLiteral embeddedPrefix = "aqua-std:/";

/// The modules that import `module`, directly or not, and itself.
std::vector<support::FileId> dependents(const Snapshot& snapshot, const Module& module) {
  std::vector<support::FileId> found = {module.file};
  for (const Module& other : snapshot.modules) // dependencies come first
    if (llvm::any_of(other.imports, [&](const ImportLink& import) {
          return llvm::is_contained(found, import.target);
        }))
      found.push_back(other.file);
  return found;
}

template <typename Line>
const ImportLink* linkTo(const Module& module, const Module& target) {
  const auto found = llvm::find_if(module.imports, [&](const ImportLink& import) {
    return import.target == target.file && llvm::isa<Line>(import.line);
  });
  return found == module.imports.end() ? nullptr : &*found;
}

/// Behind the last header line that brings something in, or else behind the module line.
struct InsertionPoint {
  uint32_t offset = 0;
  bool isFirstImport = true;
};
InsertionPoint insertionPoint(const Module& module, llvm::StringRef text) {
  const ast::Item* last = nullptr;
  bool isFirst = true;
  for (const ast::Item* item : module.ast->items) {
    const bool isImport = llvm::isa<ast::Import, ast::Use>(item);
    if (isImport || (isFirst && llvm::isa<ast::ModuleLine>(item))) last = item;
    if (isImport) isFirst = false;
  }
  if (!last) return {};
  const size_t end = std::min(text.find('\n', last->range.end), text.size());
  return {static_cast<uint32_t>(std::min(end + 1, text.size())), isFirst};
}

/// The name that a `use` gives a module; empty if it has parts.
std::string nameOfUse(const Snapshot& snapshot, const ImportLink& link) {
  const auto* use = llvm::cast<ast::Use>(link.line);
  if (!use->selection.empty()) return "";
  const auto join = [](const ast::Path& path) {
    return llvm::join(
        llvm::map_range(path.parts, [](const ast::Name& part) { return part.text.str(); }), ".");
  };
  if (!use->alias.isEmpty()) return join(use->alias);
  const Module* target = snapshot.module(link.target);
  if (!target) return "";
  for (const ast::Item* item : target->ast->items)
    if (const auto* line = llvm::dyn_cast<ast::ModuleLine>(item)) return join(line->name);
  return "";
}

} // namespace

std::string importPath(const Module& from, const Module& to) {
  llvm::StringRef path = to.path;
  if (path.consume_front(embeddedPrefix)) return path.str();
  if (!to.isOwn) return "";
  namespace fs = llvm::sys::path;
  llvm::SmallVector<llvm::StringRef, 16> here(fs::begin(fs::parent_path(from.path)),
                                              fs::end(fs::parent_path(from.path)));
  llvm::SmallVector<llvm::StringRef, 16> there(fs::begin(path), fs::end(path));
  size_t common = 0;
  while (common < here.size() && common < there.size() && here[common] == there[common])
    ++common;
  std::string result;
  for (size_t i = common; i < here.size(); ++i)
    result += "../";
  return result + llvm::join(llvm::ArrayRef(there).drop_front(common), "/");
}

std::vector<support::TextEdit> importEdits(const Snapshot& snapshot, const Module& module,
                                           const Module& target, llvm::StringRef name) {
  const std::string path = importPath(module, target);
  if (path.empty()) return {};
  if (const ImportLink* link = linkTo<ast::Import>(module, target)) {
    const auto* import = llvm::cast<ast::Import>(link->line);
    if (import->selection.empty()) return {};
    const ast::Selected& last = import->selection.back();
    const uint32_t end = last.alias.isEmpty() ? last.name.range.end : last.alias.range.end;
    return {{{module.file, {end, end}}, (", " + name).str()}};
  }
  const llvm::StringRef text = snapshot.source(module).text();
  const auto [at, isFirst] = insertionPoint(module, text);
  const bool endsLine = at == 0 || text[at - 1] == '\n';
  const std::string line = ("import " + name + " from \"" + path + "\"\n").str();
  return {{{module.file, {at, at}},
           (endsLine ? "" : "\n") + std::string(isFirst && at > 0 ? "\n" : "") + line}};
}

std::vector<ImportableName> importableNames(const Snapshot& snapshot, const Module& module) {
  const std::vector<support::FileId> cyclic = dependents(snapshot, module);
  llvm::StringSet<> known;
  for (const sema::TopLevelName& name : module.index->visible)
    known.insert(name.path);
  std::vector<ImportableName> result;
  for (const Module& target : snapshot.modules) {
    if (llvm::is_contained(cyclic, target.file)) continue;
    const std::string path = importPath(module, target);
    if (path.empty()) continue;
    const ImportLink* use = linkTo<ast::Use>(module, target);
    const std::string qualifier = use ? nameOfUse(snapshot, *use) : "";
    for (const sema::TopLevelName& name : target.index->declared) {
      const sema::Symbol& symbol = target.index->symbols[name.symbol];
      const bool isOwn = symbol.loc.file == target.file; // else somebody else declares it, too
      if (!isOwn || llvm::StringRef(name.path).contains('.') || known.contains(name.path)) continue;
      ImportableName importable{name.path, &symbol, path, "", {}};
      if (!qualifier.empty())
        importable.qualified = qualifier + "." + name.path;
      else
        importable.edits = importEdits(snapshot, module, target, name.path);
      if (!importable.qualified.empty() || !importable.edits.empty())
        result.push_back(std::move(importable));
    }
  }
  return result;
}

} // namespace aqua::ide
