#include "CheckHeader.h"

namespace aqua::sema {

namespace {

ImportedModule importedBy(const ast::Item& line, llvm::ArrayRef<ImportedModule> imports) {
  for (const ImportedModule& module : imports)
    if (module.line == &line) return module;
  return {&line, nullptr};
}

/// Predefined and injected constants are the same everywhere, so they never conflict.
bool isEverywhere(const Part& part) {
  return part.entity->kind == EntityKind::Constant &&
         part.entity->origin != ConstantOrigin::Declared;
}

void ignoreConflicts(llvm::StringRef /*name*/, const Part& /*old*/, const Part& /*added*/) {}

} // namespace

NamePath namesOf(const ast::Path& path) {
  NamePath names;
  for (const ast::Name& part : path.parts)
    names.push_back(part.text);
  return names;
}

std::vector<Loc> placesOf(const ast::Path& path, const Session& session) {
  std::vector<Loc> places;
  if (!session.recorder.isOn()) return places;
  for (const ast::Name& part : path.parts)
    places.push_back(session.at(part.range));
  return places;
}

void HeaderChecker::check(const ast::File& file, llvm::ArrayRef<ImportedModule> imports,
                          const CheckOptions& options) {
  checkModuleLines(file);
  checkOrder(file);
  for (const ast::Item* item : file.items) {
    if (!llvm::isa<ast::Import, ast::Use>(item)) continue;
    const ImportedModule imported = importedBy(*item, imports);
    const Interface* interface = imported.interface.get();
    if (!interface) session_.hasOtherErrors = true;
    session_.importsHaveErrors |= imported.hasErrors;
    if (interface) session_.recorder.import(interface->members);
    if (const auto* line = llvm::dyn_cast<ast::Import>(item)) import(*line, interface);
    if (const auto* line = llvm::dyn_cast<ast::Use>(item)) use(*line, interface);
  }
  defineInjected(options.constants);
  definePredefined();
}

/// Header lines below a definition still count, they are only in the wrong place.
void HeaderChecker::checkOrder(const ast::File& file) {
  bool isInBody = false;
  for (const ast::Item* item : file.items) {
    const llvm::StringRef keyword = llvm::isa<ast::Import>(item)   ? "import"
                                    : llvm::isa<ast::Use>(item)    ? "use"
                                    : llvm::isa<ast::Export>(item) ? "export"
                                                                   : "";
    if (keyword.empty()) {
      isInBody |= !llvm::isa<ast::ModuleLine>(item);
    } else if (isInBody) {
      session_.report(support::diag::MisplacedHeaderLine, item->range, keyword);
    }
  }
}

void HeaderChecker::checkModuleLines(const ast::File& file) {
  bool isFirst = true;
  for (const ast::Item* item : file.items) {
    const auto* line = llvm::dyn_cast<ast::ModuleLine>(item);
    if (line && line->isDeprecated)
      session_.report(support::diag::DeprecatedModuleKeyword, line->keyword)
          .fixes.push_back({"write `aqua`", {{session_.at(line->keyword), "aqua"}}});
    if (line && !isFirst) {
      const SourceRange range = line->name.isEmpty() ? line->keyword : line->name.range;
      auto& diagnostic = session_.report(support::diag::MisplacedModuleLine, range);
      if (moduleLine_)
        diagnostic.labels.push_back({session_.at(moduleLine_->range), "the module line"});
    }
    if (line && !moduleLine_) moduleLine_ = line;
    isFirst = false;
  }
  if (moduleLine_)
    for (const ast::Name& part : moduleLine_->name.parts)
      session_.recorder.define(part, SymbolKind::Module, nullptr);
  // What was lost to a syntax error may have been the module line.
  if (!moduleLine_ && !file.hasLostItems)
    session_.report(support::diag::MissingModuleLine, {0, 0}).help =
        "start the file with `aqua Name declares *`";
}

void HeaderChecker::merge(const Context& context, Loc at) {
  globals_.context.merge(
      context, at, [&](llvm::StringRef name, const Part& old, const Part& added) {
        if (isEverywhere(old) || isEverywhere(added)) return;
        if (old.entity->kind == EntityKind::Unknown || added.entity->kind == EntityKind::Unknown)
          return;
        session_.diags.report(support::diag::ImportConflict, at, name)
            .labels.push_back({old.importedAt, "this import loses"});
      });
}

void HeaderChecker::import(const ast::Import& line, const Interface* interface) {
  const Loc at = session_.at(line.pathRange);
  if (line.hasErrors) globals_.context.setIncomplete();
  if (line.selection.empty()) {
    if (!interface) {
      globals_.context.setIncomplete();
      return;
    }
    if (interface->declared->isEmpty() && interface->exports.empty() &&
        !interface->declared->isIncomplete())
      session_.report(support::diag::ImportOfNothing, line.pathRange,
                      session_.joined(interface->path));
    merge(*interface->declared, at);
    globals_.undeclared.merge(*interface->undeclared, at, ignoreConflicts);
    for (const CarriedExport& exported : interface->exports)
      carry(exported, at);
    return;
  }
  std::vector<NamePath> carriedPaths;
  merge(*select(line.selection, interface, &carriedPaths), at);
  if (!interface) return;
  for (const NamePath& path : carriedPaths)
    for (const CarriedExport& exported : interface->exports)
      if (exported.path == path) carry(exported, at);
}

void HeaderChecker::use(const ast::Use& line, const Interface* interface) {
  const Loc at = session_.at(line.pathRange);
  if (line.hasErrors) globals_.context.setIncomplete();
  const bool isNameKnown = !line.alias.isEmpty() || (interface && !interface->path.empty());
  if (!isNameKnown || (!line.alias.isEmpty() && isBroken(line.alias))) {
    globals_.context.setIncomplete();
    return;
  }
  const NamePath name = line.alias.isEmpty() ? interface->path : namesOf(line.alias);
  for (const ast::Name& part : line.alias.parts)
    session_.recorder.define(part, SymbolKind::Module, nullptr);
  const std::vector<Loc> places =
      line.alias.isEmpty() ? interface->pathPlaces : placesOf(line.alias, session_);
  if (line.selection.empty() && interface)
    globals_.undeclared.merge(*Context::nested(name, interface->undeclared, places), at,
                              ignoreConflicts);
  ContextRef content;
  if (!line.selection.empty()) {
    content = select(line.selection, interface, nullptr);
  } else if (interface) {
    content = interface->declared;
    if (content->isEmpty() && !content->isIncomplete())
      session_.report(support::diag::ImportOfNothing, line.pathRange,
                      session_.joined(interface->path));
  } else {
    auto unknown = std::make_shared<Context>();
    unknown->setIncomplete();
    content = std::move(unknown);
  }
  merge(*Context::nested(name, std::move(content), places), at);
}

ContextRef HeaderChecker::select(llvm::ArrayRef<ast::Selected> selection,
                                 const Interface* interface, std::vector<NamePath>* carriedPaths) {
  auto result = std::make_shared<Context>();
  for (const ast::Selected& selected : selection) {
    if (isBroken(selected.name) || (!selected.alias.isEmpty() && isBroken(selected.alias))) {
      session_.hasOtherErrors = true;
      result->setIncomplete();
      continue;
    }
    const NamePath path = namesOf(selected.name);
    const NamePath newPath = selected.alias.isEmpty() ? path : namesOf(selected.alias);
    const ast::Path& newSource = selected.alias.isEmpty() ? selected.name : selected.alias;
    const std::vector<Loc> places = placesOf(newSource, session_);
    ContextRef picked = interface ? interface->declared->pick(path, newPath, places) : nullptr;
    const bool isDeclared = picked != nullptr;
    if (interface && !picked) picked = selectUndeclared(selected, *interface, path, newPath);
    if (picked)
      recordSelected(selected, isDeclared ? *interface->declared : *interface->undeclared);
    if (!picked) {
      auto unknown = std::make_shared<Context>();
      unknown->define(newPath.back(), unknownEntity());
      // The file goes on to use the name that is meant.
      const Name meant = interface ? reportNotDeclared(selected, *interface) : Name();
      if (meant && selected.alias.isEmpty()) unknown->define(meant, unknownEntity());
      picked = newPath.size() == 1 ? ContextRef(std::move(unknown))
                                   : Context::nested(llvm::ArrayRef(newPath).drop_back(),
                                                     std::move(unknown), places);
    } else if (carriedPaths && newPath == path) {
      carriedPaths->push_back(path);
    }
    const Loc at = session_.at(selected.name.range);
    result->merge(*picked, at, ignoreConflicts);
  }
  return result;
}

void HeaderChecker::recordSelected(const ast::Selected& selected, const Context& source) {
  session_.recorder.path(source, selected.name.parts);
  if (!selected.alias.isEmpty()) session_.recorder.alias(source, selected.name, selected.alias);
}

/// What the module imports itself but does not declare; null if there is none of this name.
ContextRef HeaderChecker::selectUndeclared(const ast::Selected& selected,
                                           const Interface& interface, llvm::ArrayRef<Name> path,
                                           llvm::ArrayRef<Name> newPath) {
  ContextRef picked = interface.undeclared->pick(path, newPath);
  if (picked) globals_.warnOfUndeclared(selected.name.range, path, *interface.undeclared);
  return picked;
}

const Entity* HeaderChecker::unknownEntity() {
  auto* entity = session_.make<Entity>();
  entity->type = session_.types.error();
  return entity;
}

/// Returns the name that is probably meant, if there is one.
Name HeaderChecker::reportNotDeclared(const ast::Selected& selected, const Interface& interface) {
  if (interface.declared->isIncomplete()) return {};
  const Name name = session_.joined(selected.name.parts);
  auto& diagnostic = session_.report(support::diag::NameNotDeclared, selected.name.range,
                                     session_.joined(interface.path), name);
  Suggestions suggestions(name.str());
  for (const Context::Entry& entry : interface.declared->entries())
    suggestions.consider(entry.name.str());
  suggestions.addTo(diagnostic);
  if (diagnostic.help.empty()) diagnostic.help = "add it to the `declares` list of that module";
  const std::optional<std::string> nearest = suggestions.nearest();
  return nearest && selected.name.isSimple() ? session_.names.intern(*nearest) : Name();
}

/// Of two imports that carry one external name the last wins, as with names.
void HeaderChecker::carry(const CarriedExport& exported, Loc at) {
  for (CarriedExport& other : carried_) {
    if (other.path != exported.path && other.name != exported.name) continue;
    if (other.name == exported.name && other.entity != exported.entity)
      session_.diags.report(support::diag::ImportConflict, at, exported.name)
          .labels.push_back({other.loc, "this import loses"});
    other = {exported.path, exported.name, exported.entity, at};
    return;
  }
  carried_.push_back({exported.path, exported.name, exported.entity, at});
}

const Entity* HeaderChecker::predefined(llvm::StringRef name, hir::Predefined value,
                                        const Type* type) {
  auto* node = session_.make<hir::PredefinedExpr>(SourceRange{}, type);
  node->value = value;
  auto* entity = session_.make<Entity>();
  entity->kind = EntityKind::Constant;
  entity->origin = ConstantOrigin::Predefined;
  entity->name = session_.names.intern(name);
  entity->type = type;
  entity->value = node;
  return entity;
}

void HeaderChecker::definePredefined() {
  using hir::Predefined;
  types::TypeStore& types = session_.types;
  const Type* string = types.scalar(types::Scalar::String);
  const Entity* all[] = {
      predefined("HOST_PEER_ID", Predefined::HostPeer, string),
      predefined("INIT_PEER_ID", Predefined::InitPeer, string),
      predefined("PARTICLE_TTL", Predefined::ParticleTtl, types.scalar(types::Scalar::U32)),
      predefined("PARTICLE_TIMESTAMP", Predefined::ParticleTimestamp,
                 types.scalar(types::Scalar::U64)),
      predefined("LAST_ERROR", Predefined::LastError, session_.errorType),
      predefined("nil", Predefined::Nil, types.option(types.bottom())),
  };
  for (const Entity* entity : all)
    globals_.context.define(entity->name, entity);
}

void HeaderChecker::defineInjected(llvm::ArrayRef<InjectedConstant> constants) {
  types::TypeStore& types = session_.types;
  for (const InjectedConstant& constant : constants) {
    const Type* type = nullptr;
    switch (constant.literal) {
    case ast::LiteralKind::Bool: type = types.literal(types::Literal::Bool); break;
    case ast::LiteralKind::Int:
      type = types.literal(constant.text.starts_with("-") ? types::Literal::Signed
                                                          : types::Literal::Unsigned);
      break;
    case ast::LiteralKind::Float: type = types.literal(types::Literal::Float); break;
    case ast::LiteralKind::String:
    case ast::LiteralKind::InitPeer: type = types.literal(types::Literal::String); break;
    }
    auto* node = session_.make<hir::LiteralExpr>(SourceRange{}, type);
    node->literal = constant.literal;
    node->text = llvm::StringRef(constant.text).copy(session_.arena);
    auto* entity = session_.make<Entity>();
    entity->kind = EntityKind::Constant;
    entity->origin = ConstantOrigin::Injected;
    entity->name = session_.names.intern(constant.name);
    entity->type = type;
    entity->value = node;
    if (const Entity* imported = globals_.context.find(Space::Constant, entity->name))
      entity->loc = imported->loc;
    globals_.context.define(entity->name, entity);
  }
}

} // namespace aqua::sema
