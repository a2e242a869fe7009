// By the symbol indexes of all modules.

#include "References.h"

#include "llvm/ADT/STLExtras.h"

#include "Keywords.h"

namespace aqua::ide {

std::vector<Reference> references(const Snapshot& snapshot, Cursor cursor,
                                  IncludeDeclaration declaration) {
  const auto [origin, symbol] = nameAt(cursor);
  if (!origin) return {};
  std::vector<Reference> result;
  for (const Module& module : snapshot.modules) {
    const sema::SymbolIndex& index = *module.index;
    std::vector<bool> isMeant(index.symbols.size());
    for (const auto& [i, candidate] : llvm::enumerate(index.symbols))
      isMeant[i] = isSame(candidate, *symbol);
    for (const sema::NameUse& use : index.names) {
      if (!isMeant[use.symbol]) continue;
      if (use.role == sema::NameRole::Definition && declaration == IncludeDeclaration::No) continue;
      result.push_back({{module.file, use.range}, use.role});
    }
  }
  return result;
}

namespace {

HighlightKind highlightOf(const sema::NameUse& use) {
  const bool writes = use.role == sema::NameRole::Definition || use.role == sema::NameRole::Write;
  return writes ? HighlightKind::Write : HighlightKind::Read;
}

} // namespace

std::vector<Highlight> highlights(Cursor cursor, const support::SourceFile& source) {
  std::vector<Highlight> result;
  if (const auto [origin, symbol] = nameAt(cursor); origin) {
    for (const sema::NameUse& use : cursor.module->index->names)
      if (isSame(cursor.module->index->symbols[use.symbol], *symbol))
        result.push_back({use.range, highlightOf(use)});
    return result;
  }
  for (const support::SourceRange range : keywordGroupAt(cursor, source.text()).ranges)
    result.push_back({range, HighlightKind::Keyword});
  return result;
}

} // namespace aqua::ide
