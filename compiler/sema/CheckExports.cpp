#include "CheckExports.h"

#include "CheckHeader.h"
#include "Words.h"

namespace aqua::sema {

using types::TypeKind;

namespace {

/// A client can send or receive values of the type.
bool canTravel(const Type* type) {
  return types::isError(type) || types::isData(type) || types::isStream(type);
}

llvm::StringRef kindOfEntity(const Entity& entity) {
  return entity.kind == EntityKind::Constant ? "constant" : "type";
}

} // namespace

std::vector<CarriedExport> ExportChecker::exports(const ast::File& file) {
  for (const ast::Item* item : file.items) {
    const auto* line = llvm::dyn_cast<ast::Export>(item);
    if (!line) continue;
    session_.hasOtherErrors |= line->hasErrors; // then its names may be other words
    for (const ast::Selected& selected : line->selection)
      exportName(selected);
  }

  std::vector<CarriedExport> result = own_;
  for (const CarriedExport& carried : carried_) {
    // The file's own lines decide about a name, also about one that an import carries.
    if (llvm::none_of(own_, [&](const CarriedExport& own) {
          return own.path == carried.path || own.name == carried.name;
        }))
      result.push_back(carried);
  }
  return result;
}

void ExportChecker::exportName(const ast::Selected& selected) {
  if (isBroken(selected.name) || (!selected.alias.isEmpty() && isBroken(selected.alias))) {
    session_.hasOtherErrors = true;
    return;
  }
  const Entity* entity = find(selected);
  session_.recorder.path(globals_.context, selected.name.parts);
  if (!selected.alias.isEmpty())
    session_.recorder.alias(globals_.context, selected.name, selected.alias);
  if (!entity || !canExport(*entity, selected)) return;
  const Name external = externalName(selected);
  if (external) add(selected, *entity, external);
}

bool ExportChecker::mayBeMissing(const NamePath& path) const {
  const Context* context = &globals_.context;
  for (const Name name : path) {
    if (context->isIncomplete()) return true;
    context = context->module(name);
    if (!context) return false;
  }
  return false;
}

const Entity* ExportChecker::find(const ast::Selected& selected) {
  const NamePath path = namesOf(selected.name);
  globals_.adopt(selected.name.parts);
  const Context* context = &globals_.context;
  for (const Name name : llvm::ArrayRef(path).drop_back())
    if (context) context = context->module(name);
  if (context)
    for (const Space space : {Space::Function, Space::Type, Space::Constant})
      if (const Entity* entity = context->find(space, path.back())) return entity;

  // A declaration that was not understood may have another name than it seems.
  if (mayBeMissing(path) || session_.hasOtherErrors) return nullptr;
  session_.mindsImportErrors = true;
  if (session_.importsHaveErrors) return nullptr;
  if (context && context->module(path.back())) {
    session_.report(support::diag::ExportNoEffect, selected.name.range,
                    "module `" + session_.joined(path).str().str() + "`");
    return nullptr;
  }
  const Name name = session_.joined(path);
  auto& diagnostic = session_.report(support::diag::ExportNotFound, selected.name.range, name);
  Suggestions suggestions(name.str());
  for (const Context::Entry& entry : globals_.context.entries()) {
    const Entity* type = entry.part(Space::Type).entity;
    if (entry.part(Space::Function).entity || (type && type->service))
      suggestions.consider(entry.name.str());
  }
  suggestions.addTo(diagnostic);
  return nullptr;
}

bool ExportChecker::canExport(const Entity& entity, const ast::Selected& selected) {
  const Name name = session_.joined(selected.name.parts);
  switch (entity.kind) {
  case EntityKind::Unknown: return false;
  case EntityKind::Service: return true;
  case EntityKind::Function: return checkFunction(*entity.function, selected.name);
  case EntityKind::Type:
    if (entity.service) return true;
    if (entity.type->kind() == TypeKind::Ability) {
      session_.report(support::diag::ExportAbility, selected.name.range, name);
      return false;
    }
    break;
  case EntityKind::Constant: break;
  }
  session_
      .report(support::diag::ExportNoEffect, selected.name.range,
              kindOfEntity(entity).str() + " `" + name.str().str() + "`")
      .notes.push_back("only functions and services are part of the result");
  return false;
}

/// All that clients cannot give or take is reported.
bool ExportChecker::checkFunction(const hir::Function& function, const ast::Path& path) {
  const Name name = session_.joined(path.parts);
  bool isGood = true;
  for (const Type* result : function.type->results()) {
    if (canTravel(result)) continue;
    session_.report(support::diag::ExportResult, path.range, name, kindOf(result));
    isGood = false;
  }
  for (const hir::Local* parameter : function.parameters) {
    if (canTravel(parameter->type)) continue;
    if (llvm::isa<types::ArrowType>(parameter->type)) {
      isGood &= checkCallback(*parameter, path);
      continue;
    }
    session_
        .report(support::diag::ExportParameter, path.range, name, parameter->name,
                kindOf(parameter->type))
        .labels.push_back({parameter->loc, "declared here"});
    isGood = false;
  }
  return isGood;
}

bool ExportChecker::checkCallback(const hir::Local& callback, const ast::Path& path) {
  const auto& arrow = *llvm::cast<types::ArrowType>(callback.type);
  const Name name = session_.joined(path.parts);
  bool isGood = true;
  const auto reject = [&](const std::string& why) {
    session_.report(support::diag::ExportCallback, path.range, name, callback.name, why)
        .labels.push_back({callback.loc, "declared here"});
    isGood = false;
  };
  for (const types::Parameter& parameter : arrow.parameters())
    if (!canTravel(parameter.type)) reject("takes " + kindOf(parameter.type));
  if (arrow.results().size() > 1)
    reject("returns " + countOf(arrow.results().size(), "value") + ", and one is the limit");
  for (const Type* result : arrow.results()) {
    if (!canTravel(result)) reject("returns " + kindOf(result));
    if (types::isStream(result) && arrow.results().size() == 1)
      session_.report(support::diag::StreamResult, path.range, callback.name)
          .labels.push_back({callback.loc, "declared here"});
  }
  return isGood;
}

/// Empty if there is none that clients could use, which is reported.
Name ExportChecker::externalName(const ast::Selected& selected) {
  const ast::Path& path = selected.alias.isEmpty() ? selected.name : selected.alias;
  if (path.isSimple()) return path.parts.front().text;
  const Name name = session_.joined(path.parts);
  if (selected.alias.isEmpty()) {
    session_.report(support::diag::ExportNeedsAlias, path.range, name).help =
        "write `" + name.str().str() + " as " + path.parts.back().text.str().str() + "`";
  } else {
    session_.report(support::diag::ExportDottedAlias, path.range, name);
  }
  return {};
}

void ExportChecker::add(const ast::Selected& selected, const Entity& entity, Name external) {
  const SourceRange range = selected.alias.isEmpty() ? selected.name.range : selected.alias.range;
  const NamePath path = namesOf(selected.name);
  const auto sameName = [&](const CarriedExport& other) { return other.name == external; };
  for (const std::vector<CarriedExport>* others : {&own_, &carried_}) {
    const auto other = llvm::find_if(*others, sameName);
    // The file's own line decides about a name that an import carries.
    if (other == others->end() || (others == &carried_ && other->path == path)) continue;
    if (other->entity != &entity)
      session_
          .report(support::diag::ExportCollision, range, external,
                  session_.joined(llvm::ArrayRef<Name>(other->path)))
          .labels.push_back({other->loc, "exported here"});
    return;
  }
  own_.push_back({path, external, &entity, session_.at(range)});
}

ContextRef ExportChecker::declared(const ast::ModuleLine* line) {
  auto result = std::make_shared<Context>();
  const Context& context = globals_.context;
  if (!line || line->hasErrors || context.isIncomplete()) result->setIncomplete();
  if (!line) return result;
  if (line->declaresAll) {
    for (const Context::Entry& entry : context.entries())
      for (const Part& part : entry.parts)
        if (part.entity) result->define(entry.name, part.entity);
    return result;
  }
  for (const ast::Path& path : line->declares) {
    if (isBroken(path)) {
      session_.hasOtherErrors = true;
      result->setIncomplete();
      continue;
    }
    const NamePath names = namesOf(path);
    globals_.adopt(path.parts);
    const ContextRef picked = context.pick(names, names, placesOf(path, session_));
    if (picked) {
      session_.recorder.path(context, path.parts);
      result->merge(*picked, Loc(), [](llvm::StringRef, const Part&, const Part&) {});
      continue;
    }
    // Importers are not told about it again.
    result->setIncomplete();
    if (mayBeMissing(names)) continue;
    const Name name = session_.joined(names);
    auto& diagnostic = session_.report(support::diag::DeclaredNotFound, path.range, name);
    Suggestions suggestions(name.str());
    for (const Context::Entry& entry : context.entries())
      suggestions.consider(entry.name.str());
    suggestions.addTo(diagnostic);
  }
  return result;
}

ContextRef ExportChecker::undeclared(const Context& declared) const {
  auto result = std::make_shared<Context>();
  for (const Context::Entry& entry : globals_.context.entries())
    for (const Part& part : entry.parts)
      if (part.entity && part.importedAt.isValid() && part.entity->name == entry.name &&
          !declared.contains(entry.name))
        result->define(entry.name, part.entity);
  for (const Context::Entry& entry : globals_.undeclared.entries())
    for (const Part& part : entry.parts)
      if (part.entity && !declared.contains(entry.name)) result->define(entry.name, part.entity);
  return result;
}

} // namespace aqua::sema
