#include "OrganizeImports.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

namespace aqua::ide {

namespace {

/// An import or use line while it is sorted.
struct Line {
  const ast::Item* item = nullptr;
  llvm::StringRef path;
  int group = 0;
};

int groupOf(const Snapshot& snapshot, const Module& module, const ast::Item& item,
            llvm::StringRef path) {
  for (const ImportLink& import : module.imports)
    if (import.line == &item)
      if (const Module* target = snapshot.module(import.target);
          target && llvm::StringRef(target->path).starts_with("aqua-std:"))
        return 0;
  return path.starts_with("@") ? 1 : 2;
}

/// Whether the order of the lines may matter: a name comes from two modules.
bool hasConflicts(const Snapshot& snapshot, const Module& module) {
  llvm::StringMap<support::Loc> known;
  for (const ImportLink& import : module.imports) {
    const Module* target = snapshot.module(import.target);
    if (!target || !llvm::isa<ast::Import>(import.line)) continue;
    for (const sema::TopLevelName& name : target->index->declared) {
      const support::Loc loc = target->index->symbols[name.symbol].loc;
      const auto [place, isNew] = known.try_emplace(name.path, loc);
      if (!isNew && place->second != loc) return true;
    }
  }
  return false;
}

} // namespace

std::vector<support::TextEdit> organizeImports(const Snapshot& snapshot, const Module& module,
                                               llvm::ArrayRef<support::Diagnostic> diagnostics) {
  const llvm::StringRef text = snapshot.source(module).text();
  std::vector<Line> lines;
  uint32_t end = 0;
  for (const ast::Item* item : module.ast->items) {
    const auto* import = llvm::dyn_cast<ast::Import>(item);
    const auto* use = llvm::dyn_cast<ast::Use>(item);
    if (!import && !use) continue;
    // Comments and other lines between them stay where they are, so nothing is moved.
    if (!lines.empty() && !text.slice(end, item->range.begin).trim().empty()) return {};
    const llvm::StringRef path = import ? import->path : use->path;
    lines.push_back({item, path, groupOf(snapshot, module, *item, path)});
    end = item->range.end;
  }
  const bool hasErrors = llvm::any_of(diagnostics, [&](const support::Diagnostic& diagnostic) {
    return diagnostic.severity() == support::Severity::Error &&
           diagnostic.loc.file == module.file && diagnostic.loc.range.begin <= end;
  });
  if (lines.size() < 2 || hasErrors || hasConflicts(snapshot, module)) return {};
  std::vector<Line> sorted = lines;
  llvm::stable_sort(sorted, [](const Line& a, const Line& b) {
    return std::pair(a.group, a.path) < std::pair(b.group, b.path);
  });
  std::string result;
  for (const auto& [i, line] : llvm::enumerate(sorted)) {
    if (i > 0) result += sorted[i - 1].group == line.group ? "\n" : "\n\n";
    result += text.slice(line.item->range.begin, line.item->range.end);
  }
  const support::SourceRange all = {lines.front().item->range.begin, end};
  if (text.slice(all.begin, all.end) == result) return {};
  return {{{module.file, all}, std::move(result)}};
}

} // namespace aqua::ide
