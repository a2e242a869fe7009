#include "Globals.h"

#include "Shape.h"

namespace aqua::sema {

namespace {

template <typename... Nodes>
ast::Name nameOf(const ast::Item& item) {
  ast::Name name;
  ((llvm::isa<Nodes>(item) ? static_cast<void>(name = llvm::cast<Nodes>(item).name)
                           : static_cast<void>(0)),
   ...);
  return name;
}

} // namespace

ItemName definedName(const ast::Item& item) {
  if (const auto* function = llvm::dyn_cast<ast::FuncDecl>(&item))
    return {function->name, Space::Function};
  if (const auto* constant = llvm::dyn_cast<ast::ConstDecl>(&item))
    return {constant->name, Space::Constant};
  return {nameOf<ast::DataDecl, ast::AbilityDecl, ast::ServiceDecl, ast::AliasDecl>(item),
          Space::Type};
}

Globals::Globals(Session& session, const ast::File& file) : session_(session) {
  for (const ast::Item* item : file.items) {
    const ItemName defined = definedName(*item);
    if (!defined.name) continue;
    definitions_[static_cast<size_t>(defined.space)].try_emplace(defined.name.text, item);
  }
}

bool Globals::isDefinedInFile(Name name) const {
  return llvm::any_of(definitions_, [&](const auto& items) { return items.contains(name); });
}

void Globals::adopt(llvm::ArrayRef<ast::Name> path) {
  if (undeclared.isEmpty() || !path.front() || isDefinedInFile(path.front().text)) return;
  const Context* known = &context;
  NamePath names;
  for (const ast::Name& part : path) {
    names.push_back(part.text);
    if (!known->contains(part.text)) {
      const ContextRef picked = undeclared.pick(names, names);
      if (!picked) return;
      warnOfUndeclared(part.range, names, *picked);
      adopted_ = hashOf({adopted_, hashOf(session_.joined(names).str())});
      context.merge(*picked, Loc(), [](llvm::StringRef, const Part&, const Part&) {});
      return;
    }
    known = known->module(part.text);
    if (!known) return;
  }
}

void Globals::warnOfUndeclared(SourceRange range, llvm::ArrayRef<Name> path,
                               const Context& picked) {
  auto& diagnostic = session_.report(support::diag::UndeclaredName, range, session_.joined(path));
  diagnostic.help = "import it from the file that defines it, or add it to the `declares` list of "
                    "that module";
  const Context* inner = &picked;
  for (const Name name : path.drop_back())
    inner = inner ? inner->module(name) : nullptr;
  for (const Space space : allSpaces) {
    const Entity* entity = inner ? inner->find(space, path.back()) : nullptr;
    if (!entity || !entity->loc.isValid()) continue;
    diagnostic.labels.push_back({entity->loc, "defined here"});
    return;
  }
}

const Entity* Globals::value(Name name) const {
  const Entity* constant = context.find(Space::Constant, name);
  return constant ? constant : context.find(Space::Function, name);
}

bool Globals::isExplained(llvm::ArrayRef<Space> spaces, const ast::Name& name) {
  for (const Space space : spaces) {
    const ast::Item* item = definitions_[static_cast<size_t>(space)].lookup(name.text);
    if (!item || !current_) continue;
    const ast::Name definition = definedName(*item).name;
    const Loc definedAt = session_.at(definition.range);
    if (item->range.begin >= current_->range.begin) session_.recorder.early(name, definition);
    if (item == current_) {
      session_.report(support::diag::Recursion, name.range, name.text)
          .labels.push_back({definedAt, "this definition is not complete yet"});
      return true;
    }
    if (item->range.begin > current_->range.begin) {
      auto& diagnostic =
          session_.report(support::diag::UsedBeforeDefinition, name.range, name.text);
      diagnostic.labels.push_back({definedAt, "defined here"});
      diagnostic.help = "move the definition above its first use";
      return true;
    }
  }
  return context.isIncomplete();
}

void Globals::suggestFrom(const Context& context, llvm::ArrayRef<Space> spaces,
                          const std::string& prefix, Suggestions& suggestions) {
  for (const Context::Entry& entry : context.entries()) {
    const std::string name = prefix + entry.name.str().str();
    if (llvm::any_of(spaces, [&](Space space) { return entry.part(space).entity != nullptr; }))
      suggestions.consider(name);
    if (entry.module) suggestFrom(*entry.module, spaces, name + ".", suggestions);
  }
}

void Globals::suggestServices(Suggestions& suggestions) const {
  for (const Context::Entry& entry : context.entries())
    if (const Entity* type = entry.part(Space::Type).entity; type && type->service)
      suggestions.consider(entry.name.str());
}

void Globals::reportMissingMember(const Context& module, llvm::ArrayRef<ast::Name> path,
                                  size_t index, llvm::ArrayRef<Space> spaces) {
  if (module.isIncomplete()) return;
  const ast::Name& name = path[index];
  const Name moduleName = session_.joined(path.take_front(index));
  auto& diagnostic =
      session_.report(support::diag::ModuleMemberNotFound, name.range, moduleName, name.text);
  Suggestions suggestions(name.text.str());
  suggestFrom(module, spaces, "", suggestions);
  suggestions.addTo(diagnostic);
}

/// The module that all but the last name of a path lead to; null if there is none, which is
/// reported.
const Context* Globals::moduleOf(const ast::Path& path) {
  session_.recorder.modules(context, path.parts.drop_back());
  const Context* module = &context;
  for (size_t i = 0; i + 1 < path.parts.size(); ++i) {
    const Context* inner = module->module(path.parts[i].text);
    if (!inner) {
      if (module->isIncomplete()) return nullptr;
      if (i == 0) {
        session_.report(support::diag::ModuleNotFound, path.parts[i].range, path.parts[i].text);
      } else {
        reportMissingMember(*module, path.parts, i, typeSpaces);
      }
      return nullptr;
    }
    module = inner;
  }
  return module;
}

const Entity* Globals::type(const ast::Path& path) {
  if (isBroken(path)) {
    session_.hasOtherErrors = true;
    return nullptr;
  }
  const ast::Name& last = path.parts.back();
  adopt(path.parts);
  const Context* module = moduleOf(path);
  if (!module) return nullptr;
  const Entity* entity = module->find(Space::Type, last.text);
  if (entity) {
    session_.recorder.entity(last.range, *entity);
    return entity;
  }
  if (!path.isSimple()) {
    reportMissingMember(*module, path.parts, path.parts.size() - 1, typeSpaces);
    return nullptr;
  }
  Suggestions suggestions(last.text.str());
  for (const llvm::StringRef scalar :
       {"bool", "string", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64"})
    suggestions.consider(scalar);
  reportUnknown(support::diag::TypeNotFound, typeSpaces, last, std::move(suggestions));
  return nullptr;
}

} // namespace aqua::sema
