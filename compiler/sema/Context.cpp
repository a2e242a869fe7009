#include "Context.h"

namespace aqua::sema {

bool Entity::isIn(Space space) const {
  switch (kind) {
  case EntityKind::Type:
  case EntityKind::Service: return space == Space::Type;
  case EntityKind::Function: return space == Space::Function;
  case EntityKind::Constant: return space == Space::Constant;
  case EntityKind::Unknown: return true;
  }
  llvm_unreachable("all kinds are listed");
}

const Part* Context::findPart(Space space, Name name) const {
  const auto found = index_.find(name);
  if (found == index_.end()) return nullptr;
  const Part& part = entries_[found->second].part(space);
  return part.entity ? &part : nullptr;
}

const Entity* Context::find(Space space, Name name) const {
  const Part* part = findPart(space, name);
  return part ? part->entity : nullptr;
}

const Context* Context::module(Name name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : entries_[found->second].module.get();
}

Loc Context::modulePlace(Name name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? Loc() : entries_[found->second].modulePlace;
}

Context::Entry& Context::entry(Name name) {
  const auto [place, isNew] = index_.try_emplace(name, static_cast<uint32_t>(entries_.size()));
  if (isNew) entries_.push_back({name, {}, nullptr, {}});
  return entries_[place->second];
}

void Context::define(Name name, const Entity* entity, Loc importedAt) {
  Entry& target = entry(name);
  for (const Space space : allSpaces)
    if (entity->isIn(space)) target.parts[static_cast<size_t>(space)] = {entity, importedAt};
}

void Context::defineModule(Name name, ContextRef module, Loc place) {
  Entry& target = entry(name);
  target.module = std::move(module);
  target.modulePlace = place;
}

void Context::merge(const Context& other, Loc importedAt, OnConflict onConflict) {
  mergeUnder(other, importedAt, "", onConflict);
}

void Context::mergeUnder(const Context& other, Loc importedAt, llvm::StringRef prefix,
                         OnConflict onConflict) {
  isIncomplete_ |= other.isIncomplete_;
  for (const Entry& added : other.entries_) {
    Entry& target = entry(added.name);
    const std::string path = prefix.str() + added.name.str().str();
    for (size_t i = 0; i < added.parts.size(); ++i) {
      if (!added.parts[i].entity) continue;
      const Part part = {added.parts[i].entity, importedAt};
      Part& old = target.parts[i];
      if (old.entity && old.entity != part.entity) onConflict(path, old, part);
      old = part;
    }
    if (!added.module) continue;
    // Also into a new module, so that its parts know the line that brought them.
    auto merged =
        target.module ? std::make_shared<Context>(*target.module) : std::make_shared<Context>();
    merged->mergeUnder(*added.module, importedAt, path + ".", onConflict);
    target.module = std::move(merged);
    if (added.modulePlace.isValid()) target.modulePlace = added.modulePlace;
  }
}

ContextRef Context::nested(llvm::ArrayRef<Name> path, ContextRef inner,
                           llvm::ArrayRef<Loc> places) {
  for (size_t i = path.size(); i > 0; --i) {
    auto outer = std::make_shared<Context>();
    outer->defineModule(path[i - 1], std::move(inner), places.empty() ? Loc() : places[i - 1]);
    inner = std::move(outer);
  }
  return inner;
}

ContextRef Context::pick(llvm::ArrayRef<Name> path, llvm::ArrayRef<Name> newPath,
                         llvm::ArrayRef<Loc> places) const {
  const Context* context = this;
  // Under its own name a module stays the one that it is.
  llvm::SmallVector<Loc, 2> leading(places.empty() ? places : places.drop_back());
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    if (path == newPath && i < leading.size()) leading[i] = context->modulePlace(path[i]);
    context = context->module(path[i]);
    if (!context) return nullptr;
  }
  const auto found = context->index_.find(path.back());
  if (found == context->index_.end()) return nullptr;
  const Entry& entry = context->entries_[found->second];

  auto picked = std::make_shared<Context>();
  if (entry.module) {
    picked->defineModule(newPath.back(), entry.module, entry.modulePlace);
  } else {
    for (const Part& part : entry.parts)
      if (part.entity) picked->define(newPath.back(), part.entity, part.importedAt);
  }
  return newPath.size() == 1 ? picked : nested(newPath.drop_back(), std::move(picked), leading);
}

} // namespace aqua::sema
