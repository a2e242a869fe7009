// By the symbol index, and by the imports of the module.

#include "Definition.h"

#include "llvm/ADT/STLExtras.h"

#include "Keywords.h"
#include "ShortForms.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

const ImportLink* importPathAt(Cursor cursor) {
  const auto found = llvm::find_if(cursor.module->imports, [&](const ImportLink& import) {
    return touches(import.path, cursor.offset);
  });
  return found == cursor.module->imports.end() ? nullptr : &*found;
}

/// Where a header line of the module names a symbol, or the path of the line that brings it.
std::optional<support::SourceRange> broughtInBy(const Snapshot& snapshot, const Module& module,
                                                uint32_t symbol) {
  const sema::SymbolIndex& index = *module.index;
  for (const ast::Item* item : module.ast->items) {
    if (!llvm::isa<ast::Import, ast::Use>(item)) continue;
    for (const sema::NameUse& use : index.names)
      if (use.symbol == symbol && touches(item->range, use.range.begin)) return use.range;
  }
  for (const ImportLink& import : module.imports) {
    const Module* target = snapshot.module(import.target);
    if (!target) continue;
    for (const sema::TopLevelName& name : target->index->declared)
      if (isSame(target->index->symbols[name.symbol], index.symbols[symbol])) return import.path;
  }
  return std::nullopt;
}

} // namespace

std::vector<Target> definitions(const Snapshot& snapshot, Cursor cursor) {
  std::vector<Target> targets;
  if (const auto [use, symbol] = nameAt(cursor); use) {
    if (symbol->loc.isValid()) targets.push_back({use->range, symbol->loc});
    if (const std::optional<support::Loc> field = shortFormField(snapshot, *cursor.module, *use))
      targets.push_back({use->range, *field});
    return targets;
  }
  if (const ImportLink* import = importPathAt(cursor))
    return {{import->path, {import->target, {}}}};
  const KeywordGroup group = keywordGroupAt(cursor, snapshot.source(*cursor.module).text());
  if (group.isFollower && !group.ranges.empty())
    return {{group.origin, {cursor.module->file, group.ranges.front()}}};
  return targets;
}

std::vector<Target> declarations(const Snapshot& snapshot, Cursor cursor) {
  const auto [use, symbol] = nameAt(cursor);
  if (!use || symbol->loc.file == cursor.module->file) return definitions(snapshot, cursor);
  if (const auto place = broughtInBy(snapshot, *cursor.module, use->symbol))
    return {{use->range, {cursor.module->file, *place}}};
  return definitions(snapshot, cursor);
}

} // namespace aqua::ide
