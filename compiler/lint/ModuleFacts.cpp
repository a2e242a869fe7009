#include "ModuleFacts.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::lint {

ModuleFacts::ModuleFacts(const ModuleInput& input)
    : module(*input.module), ast(*input.ast), index(*input.index), source(*input.source),
      imports(input.imports), routes(*input.routes) {
  for (const hir::Function* function : module.functions) {
    FunctionFacts facts(*function);
    if (!facts.hasErrors()) functions.push_back(std::move(facts));
  }
  for (const FunctionFacts& function : functions)
    llvm::append_range(streams, streamsOf(function));
}

ModuleFacts::Around ModuleFacts::around(Loc loc) const {
  const auto holds = [&](Loc outer) {
    return outer.file == loc.file && outer.range.begin <= loc.range.begin &&
           loc.range.end <= outer.range.end;
  };
  Around result;
  if (loc.file != ast.id) return result;
  for (const FunctionFacts& function : functions) {
    if (!function.function().body || !holds(function.function().body->loc)) continue;
    result.function = &function;
    for (const StmtFacts& facts : function.statements()) // groups come before their parts
      if (holds(facts.stmt->loc)) result.statement = &facts;
  }
  return result;
}

const hir::OnStmt* ModuleFacts::bareOnAround(Loc loc) const {
  const StmtFacts* statement = around(loc).statement;
  const Region* place = statement ? placeOf(statement->region) : nullptr;
  const auto* on = place ? place->as<hir::OnStmt>() : nullptr;
  return on && on->via.empty() ? on : nullptr;
}

void ModuleFacts::forEachValue(hir::ExprVisitor visit) const {
  for (const FunctionFacts& function : functions) {
    for (const StmtFacts& facts : function.statements())
      hir::forEachPart(*facts.stmt, visit, [](const hir::Stmt&) {});
    for (const hir::Expr* value : function.function().returns)
      visit(*value);
  }
}

support::SourceRange ModuleFacts::wholeLines(support::SourceRange range) const {
  const llvm::StringRef all = source.text();
  const size_t lineStart = all.take_front(range.begin).rfind('\n');
  const size_t lineEnd = all.find('\n', range.end);
  support::SourceRange lines = range;
  lines.begin = lineStart == llvm::StringRef::npos ? 0 : static_cast<uint32_t>(lineStart + 1);
  lines.end = static_cast<uint32_t>(lineEnd == llvm::StringRef::npos ? all.size() : lineEnd + 1);
  return lines;
}

llvm::StringRef ModuleFacts::text(support::SourceRange range) const {
  return source.text().slice(range.begin, range.end);
}

bool ModuleFacts::declaresAll() const {
  return llvm::any_of(ast.items, [](const ast::Item* item) {
    const auto* line = llvm::dyn_cast<ast::ModuleLine>(item);
    return line && line->declaresAll;
  });
}

std::vector<const sema::Symbol*>
ModuleFacts::unusedDefinitions(llvm::ArrayRef<sema::SymbolKind> kinds) const {
  const bool hasPurpose = llvm::any_of(ast.items, [](const ast::Item* item) {
    const auto* line = llvm::dyn_cast<ast::ModuleLine>(item);
    return llvm::isa<ast::Export>(item) || (line && !line->declares.empty());
  });
  if (!hasPurpose || declaresAll() || module.hasErrors) return {};
  std::vector<bool> isUsed(index.symbols.size());
  for (const sema::NameUse& use : index.names)
    if (use.role != sema::NameRole::Definition) isUsed[use.symbol] = true;
  std::vector<const sema::Symbol*> result;
  for (const auto& [i, symbol] : llvm::enumerate(index.symbols))
    if (!isUsed[i] && symbol.loc.file == ast.id && llvm::is_contained(kinds, symbol.kind))
      result.push_back(&symbol);
  return result;
}

} // namespace aqua::lint
