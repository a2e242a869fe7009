// unused-import: an `import` or `use` of which nothing is used.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// Names in import lines bring something in; all others use it.
bool isInImport(const ModuleFacts& module, support::SourceRange name) {
  return llvm::any_of(module.imports, [&](const ImportedFiles& imported) {
    return imported.line->range.begin <= name.begin && name.end <= imported.line->range.end;
  });
}

/// Also if it is not known what the name stands for.
bool isNameUsed(const ModuleFacts& module, const ast::Name& name) {
  const auto brought = llvm::find_if(
      module.index.names, [&](const sema::NameUse& use) { return use.range == name.range; });
  if (brought == module.index.names.end()) return true;
  return llvm::any_of(module.index.names, [&](const sema::NameUse& use) {
    return use.symbol == brought->symbol && !isInImport(module, use.range);
  });
}

/// Something that is defined in one of the files is named here.
bool isAnyUsed(const ModuleFacts& module, llvm::ArrayRef<support::FileId> files) {
  return llvm::any_of(module.index.names, [&](const sema::NameUse& use) {
    return llvm::is_contained(files, module.index.symbols[use.symbol].loc.file) &&
           !isInImport(module, use.range);
  });
}

void reportLine(const ModuleFacts& module, const ast::Item& line, Reporter& reporter) {
  const Loc lines{module.ast.id, module.wholeLines(line.range)};
  reporter.report({module.ast.id, line.range}, "nothing of this is used")
      .fixes.push_back({"remove the line", {{lines, ""}}});
}

void reportSelection(const ModuleFacts& module, const ast::Import& import, Reporter& reporter) {
  const auto isUsed = [&](const ast::Selected& selected) {
    return isNameUsed(module, selected.name.parts.back());
  };
  if (llvm::none_of(import.selection, isUsed)) return reportLine(module, import, reporter);
  for (const ast::Selected& selected : import.selection)
    if (!isUsed(selected))
      reporter.report({module.ast.id, selected.name.range},
                      quoted(selected.name.parts.back().text) + " is imported, but not used");
}

} // namespace

void checkUnusedImport(const ModuleFacts& module, Reporter& reporter) {
  if (module.module.hasErrors || module.declaresAll()) return; // names may be missing, or passed on
  for (const ImportedFiles& imported : module.imports) {
    const auto* import = llvm::dyn_cast<ast::Import>(imported.line);
    const auto* use = llvm::dyn_cast<ast::Use>(imported.line);
    if (import && !import->selection.empty()) {
      reportSelection(module, *import, reporter);
      continue;
    }
    const bool isUsed = use && !use->alias.isEmpty() ? isNameUsed(module, use->alias.parts.front())
                                                     : isAnyUsed(module, imported.files);
    if (!isUsed) reportLine(module, *imported.line, reporter);
  }
}

} // namespace aqua::lint::rules
