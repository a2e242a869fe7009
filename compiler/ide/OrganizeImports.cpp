#include "OrganizeImports.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include "lint/Rule.h"

namespace aqua::ide {

namespace {

/// An import or use line while it is sorted.
struct Line {
  const ast::Item* item = nullptr;
  llvm::StringRef path;
  int group = 0;
  std::string text; // without what is not needed
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

bool isUnneeded(const support::Diagnostic& diagnostic) {
  const std::optional<lint::RuleId> rule = lint::ruleByName(diagnostic.info().code);
  return rule == lint::RuleId::UnusedImport || rule == lint::RuleId::DuplicateImport;
}

/// The text of a line without what the linter says is not needed; empty if nothing is left.
std::string neededText(const ast::Item& item, const Module& module, llvm::StringRef text,
                       llvm::ArrayRef<support::Diagnostic> diagnostics) {
  std::vector<support::TextEdit> edits;
  for (const support::Diagnostic& diagnostic : diagnostics) {
    if (!isUnneeded(diagnostic) || diagnostic.fixes.empty()) continue;
    for (const support::TextEdit& edit : diagnostic.fixes.front().edits) {
      const support::SourceRange range = edit.loc.range;
      if (edit.loc.file != module.file || range.end <= item.range.begin ||
          item.range.end <= range.begin)
        continue;
      if (range.begin <= item.range.begin && item.range.end <= range.end) return {};
      edits.push_back(edit);
    }
  }
  llvm::stable_sort(
      edits, [](const auto& a, const auto& b) { return a.loc.range.begin < b.loc.range.begin; });
  std::string result;
  uint32_t end = item.range.begin;
  for (const support::TextEdit& edit : edits) {
    if (edit.loc.range.begin < end || edit.loc.range.end > item.range.end) continue;
    result += text.slice(end, edit.loc.range.begin).str() + edit.text;
    end = edit.loc.range.end;
  }
  return result + text.slice(end, item.range.end).str();
}

/// `import a from "x"` and `import b from "x"` become one line; true if they could.
bool merge(Line& line, const Line& next) {
  const auto* a = llvm::dyn_cast<ast::Import>(line.item);
  const auto* b = llvm::dyn_cast<ast::Import>(next.item);
  if (!a || !b || a->path != b->path) return false;
  const auto names = [](llvm::StringRef text) {
    const size_t end = text.rfind(" from ");
    return text.starts_with("import ") && end != llvm::StringRef::npos
               ? text.slice(llvm::StringRef("import ").size(), end).trim()
               : llvm::StringRef();
  };
  const llvm::StringRef first = names(line.text), second = names(next.text);
  const bool isOneLine = !llvm::StringRef(line.text + next.text).contains('\n');
  if (first.empty() || second.empty() || !isOneLine) return false;
  const llvm::StringRef source = llvm::StringRef(line.text).substr(line.text.rfind(" from "));
  line.text = ("import " + first + ", " + second + source).str();
  return true;
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
    lines.push_back({item, path, groupOf(snapshot, module, *item, path),
                     neededText(*item, module, text, diagnostics)});
    end = item->range.end;
  }
  const bool hasErrors = llvm::any_of(diagnostics, [&](const support::Diagnostic& diagnostic) {
    return diagnostic.severity() == support::Severity::Error &&
           diagnostic.loc.file == module.file && diagnostic.loc.range.begin <= end;
  });
  if (lines.empty() || hasErrors || hasConflicts(snapshot, module)) return {};
  std::vector<Line> sorted = lines;
  llvm::erase_if(sorted, [](const Line& line) { return line.text.empty(); });
  llvm::stable_sort(sorted, [](const Line& a, const Line& b) {
    return std::pair(a.group, a.path) < std::pair(b.group, b.path);
  });
  for (size_t i = 1; i < sorted.size();)
    if (merge(sorted[i - 1], sorted[i]))
      sorted.erase(sorted.begin() + static_cast<ptrdiff_t>(i));
    else
      ++i;
  std::string result;
  for (const auto& [i, line] : llvm::enumerate(sorted)) {
    if (i > 0) result += sorted[i - 1].group == line.group ? "\n" : "\n\n";
    result += line.text;
  }
  support::SourceRange all = {lines.front().item->range.begin, end};
  // Nothing is left: neither are the line ends behind it.
  while (result.empty() && all.end < text.size() && llvm::isSpace(text[all.end]))
    ++all.end;
  if (text.slice(all.begin, all.end) == result) return {};
  return {{{module.file, all}, std::move(result)}};
}

} // namespace aqua::ide
