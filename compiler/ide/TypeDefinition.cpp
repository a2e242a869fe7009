#include "TypeDefinition.h"

#include "llvm/ADT/STLExtras.h"

#include "ShortForms.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

using types::Type;

/// The named types in a type, in their order, each once. Deep types end early.
void collect(const Type* type, llvm::SmallVectorImpl<const types::NamedType*>& named) {
  if (const auto* collection = llvm::dyn_cast_or_null<types::CollectionType>(type))
    return collect(collection->element(), named);
  if (const auto* arrow = llvm::dyn_cast_or_null<types::ArrowType>(type)) {
    for (const types::Parameter& parameter : arrow->parameters())
      collect(parameter.type, named);
    for (const Type* result : arrow->results())
      collect(result, named);
    return;
  }
  const auto* one = llvm::dyn_cast_or_null<types::NamedType>(type);
  if (one && !llvm::is_contained(named, one)) named.push_back(one);
}

/// Calls with each construction in the workspace whose type is defined by a symbol.
void forEachConstruction(
    const Snapshot& snapshot, const sema::Symbol& owner,
    llvm::function_ref<void(const Module&, const ast::CallExpr&, const sema::NameUse&)> visit) {
  for (const Module& module : snapshot.modules)
    forEachNode(*module.ast, [&](const ast::Node& node) {
      const auto* call = llvm::dyn_cast<ast::CallExpr>(&node);
      if (!call || !call->callee) return;
      const sema::NameUse* callee = module.index->find(call->callee->range.end);
      if (callee && isSame(module.index->symbols[callee->symbol], owner))
        visit(module, *call, *callee);
    });
}

std::vector<Target> implementationsOfMethod(const Snapshot& snapshot, const sema::NameUse& use,
                                            const sema::Symbol& method,
                                            const sema::Symbol& ability) {
  std::vector<Target> targets;
  forEachConstruction(
      snapshot, ability,
      [&](const Module& module, const ast::CallExpr& call, const sema::NameUse&) {
        for (const ast::Argument& argument : call.arguments) {
          const auto* shortForm = llvm::dyn_cast_or_null<ast::NameExpr>(argument.value);
          const ast::Name name =
              argument.name ? argument.name : (shortForm ? shortForm->name : ast::Name());
          if (!name || name.text != method.name || !argument.value) continue;
          const NameAt value = nameAt({&module, argument.value->range.end});
          targets.push_back({use.range, value.use && value.symbol->loc.isValid()
                                            ? value.symbol->loc
                                            : support::Loc{module.file, argument.value->range}});
        }
      });
  return targets;
}

std::vector<Target> bindings(const Snapshot& snapshot, const sema::NameUse& use,
                             const sema::Symbol& service) {
  std::vector<Target> targets;
  for (const Module& module : snapshot.modules)
    forEachNode(*module.ast, [&](const ast::Node& node) {
      const auto* binding = llvm::dyn_cast<ast::ServiceIdStmt>(&node);
      if (!binding || binding->service.isEmpty()) return;
      const NameAt name = nameAt({&module, binding->service.range.end});
      if (name.use && isSame(*name.symbol, service))
        targets.push_back({use.range, {module.file, binding->range}});
    });
  return targets;
}

std::vector<Target> sameServices(const Snapshot& snapshot, const sema::NameUse& use,
                                 support::Name service, support::Name method) {
  std::vector<Target> targets;
  for (const Module& module : snapshot.modules)
    for (const ast::Item* item : module.ast->items) {
      const auto* declaration = llvm::dyn_cast<ast::ServiceDecl>(item);
      if (!declaration || declaration->name.text != service) continue;
      for (const ast::Member& member : declaration->members)
        if (member.name && member.name.text == method)
          targets.push_back({use.range, {module.file, member.name.range}});
    }
  return targets;
}

/// The symbol of the type that a member is defined in; null if it is not in the snapshot.
const sema::Symbol* containerOf(const Snapshot& snapshot, const sema::Symbol& member) {
  const Module* home = snapshot.module(member.loc.file);
  const ast::Item* item = home ? itemAt(*home->ast, member.loc.range.begin) : nullptr;
  if (!item || !definedName(*item)) return nullptr;
  return nameAt({home, definedName(*item).range.end}).symbol;
}

} // namespace

std::vector<Target> typeDefinitions(const Snapshot& snapshot, Cursor cursor) {
  const auto [use, symbol] = nameAt(cursor);
  if (!use || !symbol->type) return {};
  llvm::SmallVector<const types::NamedType*, 4> named;
  collect(symbol->type, named);
  std::vector<Target> targets;
  for (const types::NamedType* type : named)
    if (const sema::Symbol* owner = ownerOf(snapshot, *cursor.module, *type))
      if (owner->loc.isValid()) targets.push_back({use->range, owner->loc});
  return targets;
}

std::vector<Target> implementations(const Snapshot& snapshot, Cursor cursor) {
  const auto [use, symbol] = nameAt(cursor);
  if (!use) return {};
  if (symbol->kind == sema::SymbolKind::Service) return bindings(snapshot, *use, *symbol);
  if (symbol->kind == sema::SymbolKind::Ability) {
    std::vector<Target> targets;
    forEachConstruction(snapshot, *symbol,
                        [&](const Module& module, const ast::CallExpr&, const sema::NameUse& name) {
                          targets.push_back({use->range, {module.file, name.range}});
                        });
    return targets;
  }
  const bool isMember =
      symbol->kind == sema::SymbolKind::Method || symbol->kind == sema::SymbolKind::Field;
  const sema::Symbol* owner = isMember ? containerOf(snapshot, *symbol) : nullptr;
  if (!owner) return {};
  if (owner->kind == sema::SymbolKind::Service)
    return sameServices(snapshot, *use, owner->name, symbol->name);
  if (owner->kind == sema::SymbolKind::Ability)
    return implementationsOfMethod(snapshot, *use, *symbol, *owner);
  return {};
}

} // namespace aqua::ide
