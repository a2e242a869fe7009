#include "NameRecorder.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace aqua::sema {

namespace {

SymbolKind kindOfLocal(hir::LocalKind kind) {
  switch (kind) {
  case hir::LocalKind::Parameter: return SymbolKind::Parameter;
  case hir::LocalKind::Variable: return SymbolKind::Variable;
  case hir::LocalKind::Stream: return SymbolKind::Stream;
  case hir::LocalKind::Item: return SymbolKind::Item;
  case hir::LocalKind::Error: return SymbolKind::Error;
  case hir::LocalKind::Closure: return SymbolKind::Closure;
  }
  llvm_unreachable("all kinds are listed");
}

SymbolKind kindOfSymbol(const Entity& entity) {
  switch (entity.kind) {
  case EntityKind::Service: return SymbolKind::Service;
  case EntityKind::Function: return SymbolKind::Function;
  case EntityKind::Constant: return SymbolKind::Constant;
  case EntityKind::Unknown:
  case EntityKind::Type: break;
  }
  const auto* named = llvm::dyn_cast<types::NamedType>(entity.type);
  if (!named || named->name() != entity.name) return SymbolKind::Alias;
  return named->kind() == types::TypeKind::Ability ? SymbolKind::Ability : SymbolKind::Data;
}

Symbol symbolOf(const Entity& entity) {
  return {kindOfSymbol(entity), entity.name, entity.loc, entity.type};
}

Symbol symbolOf(const hir::Local& local) {
  return {kindOfLocal(local.kind), local.name, local.loc, local.type};
}

SymbolKind kindOfMember(const types::Type* type) {
  return llvm::isa_and_nonnull<types::ArrowType>(type) ? SymbolKind::Method : SymbolKind::Field;
}

} // namespace

Loc MemberPlaces::find(const types::NamedType& type, Name member) const {
  llvm::SmallVector<const MemberPlaces*> open{this};
  llvm::SmallPtrSet<const MemberPlaces*, 16> seen{this};
  for (size_t next = 0; next < open.size(); ++next) {
    const auto found = open[next]->places_.find({&type, member});
    if (found != open[next]->places_.end()) return found->second;
    for (const std::shared_ptr<const MemberPlaces>& imported : open[next]->imports_)
      if (seen.insert(imported.get()).second) open.push_back(imported.get());
  }
  return {};
}

void NameRecorder::note(SourceRange range, const Symbol& symbol, NameRole role) {
  if (!range.isEmpty()) notes_.push_back({range, symbol, role});
}

void NameRecorder::define(const ast::Name& name, SymbolKind kind, const types::Type* type) {
  if (name) note(name.range, {kind, name.text, {file_, name.range}, type}, NameRole::Definition);
}

void NameRecorder::local(SourceRange range, const hir::Local& local, NameRole role) {
  note(range, symbolOf(local), role);
}

void NameRecorder::defineLocal(const ast::Name& name, const hir::Local& local) {
  note(name.range, symbolOf(local), NameRole::Definition);
}

void NameRecorder::entity(SourceRange range, const Entity& entity, NameRole role) {
  if (entity.kind != EntityKind::Unknown) note(range, symbolOf(entity), role);
}

void NameRecorder::defineEntity(const ast::Name& name, const Entity& entity) {
  note(name.range, symbolOf(entity), NameRole::Definition);
}

void NameRecorder::member(const ast::Name& name, const types::NamedType& type) {
  const types::Type* memberType = type.field(name.text);
  if (!memberType) return;
  note(name.range, {kindOfMember(memberType), name.text, members.find(type, name.text), memberType},
       NameRole::Reference);
}

void NameRecorder::builtIn(const ast::Name& name) {
  note(name.range, {SymbolKind::BuiltIn, name.text, {}, nullptr}, NameRole::Reference);
}

void NameRecorder::modules(const Context& context, llvm::ArrayRef<ast::Name> parts) {
  const Context* current = &context;
  for (const ast::Name& part : parts) {
    const Context* inner = current->module(part.text);
    if (!inner) return;
    note(part.range, {SymbolKind::Module, part.text, current->modulePlace(part.text), nullptr},
         NameRole::Reference);
    current = inner;
  }
}

/// The module or else the entity of a name, as `Context::pick` has it.
std::optional<Symbol> NameRecorder::symbolAt(const Context& context, Name name) {
  if (context.module(name))
    return Symbol{SymbolKind::Module, name, context.modulePlace(name), nullptr};
  for (const Space space : {Space::Function, Space::Type, Space::Constant})
    if (const Entity* entity = context.find(space, name))
      return entity->kind == EntityKind::Unknown ? std::nullopt : std::optional(symbolOf(*entity));
  return std::nullopt;
}

void NameRecorder::path(const Context& context, llvm::ArrayRef<ast::Name> parts) {
  if (parts.empty()) return;
  modules(context, parts.drop_back());
  const Context* inner = &context;
  for (const ast::Name& part : parts.drop_back())
    if (inner) inner = inner->module(part.text);
  if (!inner) return;
  if (const std::optional<Symbol> symbol = symbolAt(*inner, parts.back().text))
    note(parts.back().range, *symbol, NameRole::Reference);
}

void NameRecorder::alias(const Context& context, const ast::Path& path, const ast::Path& alias) {
  if (path.isEmpty() || alias.isEmpty()) return;
  const Context* inner = &context;
  for (const ast::Name& part : path.parts.drop_back())
    if (inner) inner = inner->module(part.text);
  for (const ast::Name& part : alias.parts.drop_back())
    define(part, SymbolKind::Module, nullptr);
  if (!inner) return;
  if (const std::optional<Symbol> symbol = symbolAt(*inner, path.parts.back().text))
    note(alias.parts.back().range, *symbol, NameRole::Alias);
}

SymbolIndex NameRecorder::take() {
  SymbolIndex index;
  index.file = file_;
  llvm::stable_sort(notes_,
                    [](const Note& a, const Note& b) { return a.range.begin < b.range.begin; });
  // A symbol is known by its place; one without a place by its kind and name.
  llvm::DenseMap<std::pair<uint64_t, Name>, uint32_t> known;
  uint32_t end = 0;
  for (const Note& note : notes_) {
    if (note.range.begin < end) continue;
    end = note.range.end;
    const Symbol& symbol = note.symbol;
    const std::pair<uint64_t, Name> key =
        symbol.loc.isValid()
            ? std::pair(uint64_t{symbol.loc.file.value} << 32U | symbol.loc.range.begin, Name())
            : std::pair(static_cast<uint64_t>(symbol.kind), symbol.name);
    const auto [place, isNew] = known.try_emplace(key, static_cast<uint32_t>(index.symbols.size()));
    if (isNew) index.symbols.push_back(symbol);
    index.names.push_back({note.range, place->second, note.role});
  }
  notes_.clear();
  return index;
}

} // namespace aqua::sema
