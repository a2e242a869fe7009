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

Symbol symbolOf(const Entity& entity) {
  return {entity.symbol, entity.name, entity.loc, entity.type};
}

Symbol symbolOf(const hir::Local& local) {
  return {kindOfLocal(local.kind), local.name, local.loc, local.type};
}

/// What could not be loaded has neither a place nor a meaning.
bool isKnown(const Entity& entity) {
  return entity.kind != EntityKind::Unknown || entity.loc.isValid();
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
  if (isOn() && name)
    note(name.range, {kind, name.text, {*file_, name.range}, type}, NameRole::Definition);
}

void NameRecorder::local(SourceRange range, const hir::Local& local, NameRole role) {
  if (!isOn()) return;
  const auto ability = abilities_.find(&local);
  if (ability == abilities_.end())
    note(range, symbolOf(local), role);
  else if (ability->second)
    entity(range, *ability->second, role);
}

void NameRecorder::defineLocal(const ast::Name& name, const hir::Local& local) {
  if (isOn() && name) note(name.range, symbolOf(local), NameRole::Definition);
}

void NameRecorder::defineAbility(const hir::Local& parameter, const Entity* ability) {
  if (isOn()) abilities_.try_emplace(&parameter, ability);
}

void NameRecorder::early(const ast::Name& use, const ast::Name& definition) {
  if (!isOn()) return;
  const Symbol unknown = {SymbolKind::Variable, definition.text, {*file_, definition.range}};
  note(use.range, unknown, NameRole::Reference);
}

void NameRecorder::entity(SourceRange range, const Entity& entity, NameRole role) {
  if (isOn() && isKnown(entity)) note(range, symbolOf(entity), role);
}

void NameRecorder::defineEntity(const ast::Name& name, const Entity& entity) {
  if (isOn()) note(name.range, symbolOf(entity), NameRole::Definition);
}

void NameRecorder::member(const ast::Name& name, const types::NamedType& type) {
  if (!isOn()) return;
  const types::Type* memberType = type.field(name.text);
  if (!memberType) return;
  const Loc place = members_.find(type, name.text);
  note(name.range, {kindOfMember(memberType), name.text, place, memberType}, NameRole::Reference);
}

void NameRecorder::defineMember(const ast::Name& name, const types::NamedType& type) {
  if (!isOn()) return;
  const types::Type* memberType = type.field(name.text);
  define(name, kindOfMember(memberType), memberType);
  members_.add(type, name.text, {*file_, name.range});
}

void NameRecorder::import(const std::shared_ptr<const MemberPlaces>& members) {
  if (isOn() && members) members_.addImport(members);
}

void NameRecorder::builtIn(const ast::Name& name) {
  if (!isOn()) return;
  note(name.range, {SymbolKind::BuiltIn, name.text, {}, nullptr}, NameRole::Reference);
}

void NameRecorder::modules(const Context& context, llvm::ArrayRef<ast::Name> parts) {
  if (!isOn()) return;
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
      return isKnown(*entity) ? std::optional(symbolOf(*entity)) : std::nullopt;
  return std::nullopt;
}

void NameRecorder::path(const Context& context, llvm::ArrayRef<ast::Name> parts) {
  if (!isOn() || parts.empty()) return;
  modules(context, parts.drop_back());
  const Context* inner = &context;
  for (const ast::Name& part : parts.drop_back())
    if (inner) inner = inner->module(part.text);
  if (!inner) return;
  if (const std::optional<Symbol> symbol = symbolAt(*inner, parts.back().text))
    note(parts.back().range, *symbol, NameRole::Reference);
}

void NameRecorder::alias(const Context& context, const ast::Path& path, const ast::Path& alias) {
  if (!isOn() || path.isEmpty() || alias.isEmpty()) return;
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
  if (!isOn()) return index;
  index.file = *file_;
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
    if (note.role == NameRole::Definition) index.symbols[place->second] = symbol;
    index.names.push_back({note.range, place->second, note.role});
  }
  notes_.clear();
  return index;
}

std::shared_ptr<const MemberPlaces> NameRecorder::takeMembers() {
  if (!isOn()) return nullptr;
  return std::make_shared<const MemberPlaces>(std::move(members_));
}

} // namespace aqua::sema
