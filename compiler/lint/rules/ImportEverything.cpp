// import-everything: an `import` of a whole module of which few names are used. Readers see where a
// name comes from, and nothing else is in their way, if the line says what it brings.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// Something that the import brings, and whether the module names it.
struct Brought {
  std::string name;
  bool isOwn = false; // defined in the imported file itself, not in one that this imports
  bool isUsed = false;
};

std::vector<Brought> broughtBy(const ModuleFacts& module, const ImportedFiles& imported) {
  std::vector<Brought> all;
  for (const sema::TopLevelName& name : module.index.visible) {
    const Loc loc = module.index.symbols[name.symbol].loc;
    if (!loc.isValid() || !llvm::is_contained(imported.files, loc.file)) continue;
    if (llvm::StringRef(name.path).contains('.')) continue;
    const bool isUsed = llvm::any_of(
        module.index.names, [&](const sema::NameUse& use) { return use.symbol == name.symbol; });
    all.push_back({name.path, loc.file == imported.files.front(), isUsed});
  }
  return all;
}

} // namespace

void checkImportEverything(const ModuleFacts& module, Reporter& reporter) {
  if (module.module.hasErrors || module.declaresAll()) return; // names may be missing, or passed on
  for (const ImportedFiles& imported : module.imports) {
    const auto* import = llvm::dyn_cast<ast::Import>(imported.line);
    if (!import || !import->selection.empty()) continue;
    const std::vector<Brought> all = broughtBy(module, imported);
    std::string used;
    size_t count = 0;
    bool isClear = true;
    for (const Brought& brought : all) {
      if (!brought.isUsed) continue;
      isClear &= brought.isOwn; // else another line may bring it
      used += (count++ == 0 ? "" : ", ") + brought.name;
    }
    if (!isClear || count == 0 || 3 * count > all.size()) continue;
    const support::SourceRange before{import->pathRange.begin, import->pathRange.begin};
    reporter
        .report({module.ast.id, import->range}, "of the " + std::to_string(all.size()) +
                                                    " names that this brings in, " +
                                                    counted(count, "is used", "are used"))
        .fixes.push_back({"name what is used", {{{module.ast.id, before}, used + " from "}}});
  }
}

} // namespace aqua::lint::rules
