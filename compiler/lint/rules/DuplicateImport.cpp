// duplicate-import: a file, or a name of it, that is imported twice.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool isSamePath(const ast::Path& a, const ast::Path& b) {
  return llvm::equal(a.parts, b.parts,
                     [](const ast::Name& x, const ast::Name& y) { return x.text == y.text; });
}

/// All that the line brings in comes with the first one, under the same names.
bool isBroughtBy(const ast::Import& line, const ast::Import& first) {
  if (line.selection.empty()) return first.selection.empty();
  return llvm::all_of(line.selection, [&](const ast::Selected& wanted) {
    if (first.selection.empty()) return wanted.alias.isEmpty();
    return llvm::any_of(first.selection, [&](const ast::Selected& there) {
      return isSamePath(wanted.name, there.name) && isSamePath(wanted.alias, there.alias);
    });
  });
}

} // namespace

void checkDuplicateImport(const ModuleFacts& module, Reporter& reporter) {
  llvm::SmallVector<const ImportedFiles*> above;
  for (const ImportedFiles& imported : module.imports) {
    const auto* import = llvm::dyn_cast<ast::Import>(imported.line);
    if (!import) continue;
    for (const ImportedFiles* other : above) {
      const auto& first = llvm::cast<ast::Import>(*other->line);
      if (other->files.front() != imported.files.front() || !isBroughtBy(*import, first)) continue;
      const Loc lines{module.ast.id, module.wholeLines(import->range)};
      auto& finding =
          reporter.report({module.ast.id, import->range}, "this is imported above already");
      finding.labels.push_back({{module.ast.id, first.range}, "here"});
      finding.fixes.push_back({"remove the line", {{lines, ""}}});
      break;
    }
    above.push_back(&imported);
  }
}

} // namespace aqua::lint::rules
