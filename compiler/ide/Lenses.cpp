#include "Lenses.h"

#include "llvm/ADT/StringSet.h"

#include "Tree.h"

namespace aqua::ide {

std::vector<Lens> lenses(const Module& module) {
  // Where the exported names are defined: `export` may name what is imported, too.
  std::vector<support::Loc> exported;
  for (const ast::Item* item : module.ast->items)
    if (const auto* line = llvm::dyn_cast<ast::Export>(item))
      for (const ast::Selected& selected : line->selection)
        if (const NameAt at = nameAt({&module, selected.name.range.end}); at.use)
          exported.push_back(at.symbol->loc);
  std::vector<Lens> result;
  for (const ast::Item* item : module.ast->items) {
    const ast::Name name = definedName(*item);
    if (!name) continue;
    const bool isExported = llvm::isa<ast::FuncDecl>(item) &&
                            llvm::is_contained(exported, support::Loc{module.file, name.range});
    result.push_back({name.range, isExported});
  }
  return result;
}

} // namespace aqua::ide
