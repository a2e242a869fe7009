#include "ShortForms.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include "Declarations.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

using types::Type;

const sema::Symbol* symbolAt(const sema::SymbolIndex& index, support::SourceRange range) {
  const sema::NameUse* use = index.find(range.begin);
  // A name that ends where this one begins is another one.
  if (use && use->range.begin != range.begin) return nullptr;
  return use ? &index.symbols[use->symbol] : nullptr;
}

bool isOwnerKind(sema::SymbolKind kind) {
  return kind == sema::SymbolKind::Data || kind == sema::SymbolKind::Ability ||
         kind == sema::SymbolKind::Service;
}

const Type* elementOf(const Type* type) {
  const auto* collection = llvm::dyn_cast_or_null<types::CollectionType>(type);
  return collection ? collection->element() : nullptr;
}

const ast::Name* lastName(const ast::Expr* expr) {
  if (const auto* name = llvm::dyn_cast_or_null<ast::NameExpr>(expr)) return &name->name;
  if (const auto* member = llvm::dyn_cast_or_null<ast::MemberExpr>(expr)) return &member->name;
  return nullptr;
}

bool isCopy(const ast::CallExpr& call) {
  const auto* member = llvm::dyn_cast_or_null<ast::MemberExpr>(call.callee);
  return member && member->name && member->name.text.str() == "copy";
}

/// The data type or ability that a call constructs or copies; null if it is a call.
const types::NamedType* constructed(const ast::CallExpr& call, const sema::SymbolIndex& index) {
  if (isCopy(call)) {
    const auto* member = llvm::cast<ast::MemberExpr>(call.callee);
    if (!member->base) return nullptr;
    const auto* type = llvm::dyn_cast_or_null<types::NamedType>(typeOf(*member->base, index));
    return type && type->kind() == types::TypeKind::Struct ? type : nullptr;
  }
  const ast::Name* callee = lastName(call.callee);
  const sema::Symbol* symbol = callee ? symbolAt(index, callee->range) : nullptr;
  if (!symbol || (!isOwnerKind(symbol->kind) && symbol->kind != sema::SymbolKind::Alias))
    return nullptr;
  return llvm::dyn_cast_or_null<types::NamedType>(symbol->type);
}

const Type* typeOfCall(const ast::CallExpr& call, const sema::SymbolIndex& index) {
  if (const types::NamedType* type = constructed(call, index)) return type;
  const Type* callee = call.callee ? typeOf(*call.callee, index) : nullptr;
  const auto* arrow = llvm::dyn_cast_or_null<types::ArrowType>(callee);
  return arrow && !arrow->results().empty() ? arrow->results().front() : nullptr;
}

} // namespace

const Type* typeOf(const ast::Expr& expr, const sema::SymbolIndex& index) {
  using Result = const Type*;
  return llvm::TypeSwitch<const ast::Expr*, Result>(&expr)
      .Case<ast::NameExpr, ast::MemberExpr>([&](const auto* e) -> Result {
        const sema::Symbol* symbol = symbolAt(index, e->name.range);
        return symbol ? symbol->type : nullptr;
      })
      .Case([&](const ast::ParenExpr* e) -> Result {
        return e->inner ? typeOf(*e->inner, index) : nullptr;
      })
      .Case([&](const ast::CallExpr* e) -> Result { return typeOfCall(*e, index); })
      .Case<ast::IndexExpr, ast::BangExpr>([&](const auto* e) -> Result {
        return e->base ? elementOf(typeOf(*e->base, index)) : nullptr;
      })
      .Case([&](const ast::ErrorExpr* e) -> Result {
        return e->partial ? typeOf(*e->partial, index) : nullptr;
      })
      .Default([](const ast::Expr*) -> Result { return nullptr; });
}

const sema::Symbol* ownerOf(const Snapshot& snapshot, const Module& module,
                            const types::NamedType& type) {
  const auto find = [&](const Module& where) -> const sema::Symbol* {
    for (const sema::Symbol& symbol : where.index->symbols)
      if (isOwnerKind(symbol.kind) && symbol.type == &type) return &symbol;
    return nullptr;
  };
  if (const sema::Symbol* found = find(module)) return found;
  for (const ImportLink& import : module.imports)
    if (const Module* target = snapshot.module(import.target))
      if (const sema::Symbol* found = find(*target)) return found;
  for (const Module& other : snapshot.modules)
    if (const sema::Symbol* found = find(other)) return found;
  return nullptr;
}

support::Loc memberPlace(const Snapshot& snapshot, const sema::Symbol& owner,
                         support::Name member) {
  const Module* home = snapshot.module(owner.loc.file);
  const ast::Item* item = home ? itemAt(*home->ast, owner.loc.range.begin) : nullptr;
  if (!item) return {};
  for (const ast::Member& candidate : membersOf(*item))
    if (candidate.name && candidate.name.text == member) return {home->file, candidate.name.range};
  return {};
}

std::vector<types::Field> fieldsInOrder(const Snapshot& snapshot, const sema::Symbol* owner,
                                        const types::NamedType& type) {
  std::vector<types::Field> fields;
  if (const ast::Item* item = owner ? itemOf(snapshot, *owner) : nullptr)
    for (const ast::Member& member : membersOf(*item))
      if (const types::Type* field = member.name ? type.field(member.name.text) : nullptr)
        fields.push_back({member.name.text, field});
  return fields.size() == type.fields().size() ? fields : type.fields().vec();
}

std::vector<ShortForm> shortForms(const Snapshot& snapshot, const Module& module) {
  std::vector<ShortForm> result;
  forEachNode(*module.ast, [&](const ast::Node& node) {
    const auto* call = llvm::dyn_cast<ast::CallExpr>(&node);
    if (!call) return;
    const types::NamedType* type = constructed(*call, *module.index);
    if (!type) return;
    const sema::Symbol* owner = ownerOf(snapshot, module, *type);
    for (const ast::Argument& argument : call->arguments) {
      const auto* name = llvm::dyn_cast_or_null<ast::NameExpr>(argument.value);
      if (argument.name || !name || !name->name) continue;
      result.push_back({call, name->name, type,
                        owner ? memberPlace(snapshot, *owner, name->name.text) : support::Loc()});
    }
  });
  llvm::sort(result, [](const ShortForm& a, const ShortForm& b) {
    return a.name.range.begin < b.name.range.begin;
  });
  return result;
}

std::optional<support::Loc> shortFormField(const Snapshot& snapshot, const Module& module,
                                           const sema::NameUse& use) {
  const std::vector<const ast::Node*> path = nodesAt(*module.ast, use.range.begin);
  for (const ast::Node* node : llvm::reverse(path)) {
    const auto* call = llvm::dyn_cast<ast::CallExpr>(node);
    if (!call) continue;
    const auto isIt = [&](const ast::Argument& argument) {
      return !argument.name && argument.value && llvm::isa<ast::NameExpr>(argument.value) &&
             argument.value->range == use.range;
    };
    const auto* const argument = llvm::find_if(call->arguments, isIt);
    if (argument == call->arguments.end()) continue;
    const types::NamedType* type = constructed(*call, *module.index);
    const sema::Symbol* owner = type ? ownerOf(snapshot, module, *type) : nullptr;
    if (!owner) return std::nullopt;
    const support::Loc place =
        memberPlace(snapshot, *owner, llvm::cast<ast::NameExpr>(argument->value)->name.text);
    return place.isValid() ? std::optional(place) : std::nullopt;
  }
  return std::nullopt;
}

} // namespace aqua::ide
