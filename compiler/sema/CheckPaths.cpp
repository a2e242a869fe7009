// Names and dotted names: locals, constants, functions, services, used modules, members
// (spec/02 §7.2–§7.4).

#include "llvm/ADT/StringExtras.h"

#include "CheckExpr.h"
#include "Words.h"

namespace aqua::sema {

using types::CollectionType;
using types::NamedType;

namespace {

SourceRange rangeOf(llvm::ArrayRef<ast::Name> parts) {
  return support::cover(parts.front().range, parts.back().range);
}

llvm::StringRef kindOfTypeName(const Entity& entity) {
  if (entity.type->kind() == types::TypeKind::Ability) return "an ability";
  return entity.type->kind() == types::TypeKind::Struct ? "a data type" : "a type";
}

} // namespace

ExprChecker::NameParts ExprChecker::namesOf(const ast::Expr& source) {
  NameParts parts;
  const ast::Expr* rest = &source;
  while (const auto* member = llvm::dyn_cast_or_null<ast::MemberExpr>(rest)) {
    parts.push_back(member->name);
    rest = member->base;
  }
  const auto* first = llvm::dyn_cast_or_null<ast::NameExpr>(rest);
  if (!first) return {};
  parts.push_back(first->name);
  std::reverse(parts.begin(), parts.end());
  return parts;
}

const hir::Expr* ExprChecker::name(const ast::NameExpr& source) {
  return dotted(source.name);
}

const hir::Expr* ExprChecker::member(const ast::MemberExpr& source) {
  const NameParts parts = namesOf(source);
  return parts.empty() ? memberOf(value(source.base), source.name) : dotted(parts);
}

const hir::Expr* ExprChecker::dotted(llvm::ArrayRef<ast::Name> parts) {
  const Head found = head(parts);
  if (!found.value) return session_.errorExpr(rangeOf(parts));
  const hir::Expr* result = found.value;
  for (const ast::Name& part : parts.drop_front(found.consumed))
    result = memberOf(result, part);
  return result;
}

/// `Lib.Ab`, an ability in braces; no value if there is none.
ExprChecker::Head ExprChecker::dottedAbility(llvm::ArrayRef<ast::Name> parts) {
  if (!scope_.hasDottedNames()) return {};
  for (size_t count = parts.size(); count > 1; --count) {
    const hir::Local* local = scope_.find(session_.joined(parts.take_front(count)));
    if (!local) continue;
    session_.recorder.modules(globals_.context, parts.take_front(count - 1));
    session_.recorder.local(parts[count - 1].range, *local);
    return {localValue(*local, rangeOf(parts.take_front(count))), count};
  }
  return {};
}

/// A local value, constant or function that has the next member, then a service, then a module
/// (spec/02 §7.3). If none has it, the first of them is what the user is told about.
ExprChecker::Head ExprChecker::head(llvm::ArrayRef<ast::Name> parts) {
  const ast::Name& first = parts.front();
  if (!first) {
    session_.hasOtherErrors = true;
    return {};
  }
  if (const Head ability = dottedAbility(parts); ability.value) return ability;
  const hir::Local* local = scope_.find(first.text);
  if (!local) globals_.adopt(parts);
  const Entity* entity = globals_.value(first.text);
  const Entity* typeEntity = globals_.context.find(Space::Type, first.text);
  const Entity* service = typeEntity && typeEntity->service ? typeEntity : nullptr;
  const Context* module = globals_.context.module(first.text);

  const bool isAlone = parts.size() == 1;
  const Name next = isAlone ? Name() : parts[1].text;
  const auto suits = [&](const Type* type) { return isAlone || hasMember(type, next); };
  const bool moduleSuits = module && !isAlone && module->contains(next);
  // Maybe the module of this name could not be loaded.
  if (local && !suits(local->type) && globals_.context.isIncomplete()) return {};
  if (local && (suits(local->type) || (!service && !moduleSuits))) {
    session_.recorder.local(first.range, *local);
    return {localValue(*local, first.range), 1};
  }
  if (entity && (suits(entity->type) || (!service && !moduleSuits))) {
    session_.recorder.entity(first.range, *entity);
    return {entityValue(*entity, first.range), 1};
  }
  if (service && (suits(service->type) || !moduleSuits)) {
    session_.recorder.entity(first.range, *service);
    return {serviceValue(*service, first.range), 1};
  }
  if (module && !isAlone) return headInModule(*module, parts);

  if (typeEntity && typeEntity->kind == EntityKind::Unknown) return {};
  if (module || typeEntity) {
    session_.recorder.path(globals_.context, first);
    session_.report(support::diag::NotAValue, first.range, first.text,
                    module ? "a module" : kindOfTypeName(*typeEntity));
    return {};
  }
  reportUnknownValue(first);
  return {};
}

/// The shortest module path that is enough, but a nested module is preferred to a value of the same
/// name that does not have what comes next.
ExprChecker::Head ExprChecker::headInModule(const Context& module,
                                            llvm::ArrayRef<ast::Name> parts) {
  const Context* context = &module;
  for (size_t i = 1; i < parts.size(); ++i) {
    const ast::Name& part = parts[i];
    const bool isLast = i + 1 == parts.size();
    const Entity* entity = context->find(Space::Constant, part.text);
    if (!entity) entity = context->find(Space::Function, part.text);
    const Entity* typeEntity = context->find(Space::Type, part.text);
    if (!entity && typeEntity && typeEntity->service) entity = typeEntity;
    const Context* nested = context->module(part.text);

    if (nested && !isLast && (!entity || nested->contains(parts[i + 1].text))) {
      context = nested;
      continue;
    }
    session_.recorder.modules(globals_.context, parts.take_front(i));
    if (entity) {
      session_.recorder.entity(part.range, *entity);
      return {entityValue(*entity, rangeOf(parts.take_front(i + 1))), i + 1};
    }
    if (nested || typeEntity) {
      session_.recorder.path(globals_.context, parts.take_front(i + 1));
      session_.report(support::diag::NotAValue, part.range, part.text,
                      nested ? "a module" : kindOfTypeName(*typeEntity));
    } else {
      globals_.reportMissingMember(*context, parts, i, valueSpaces);
    }
    return {};
  }
  return {};
}

void ExprChecker::reportUnknownValue(const ast::Name& name) {
  if (isExplained(name)) return;
  Suggestions suggestions(name.text.str());
  scope_.forEachName([&](Name known) { suggestions.consider(known.str()); });
  for (const llvm::StringRef word : {"true", "false"})
    if (name.text.str().equals_insensitive(word)) suggestions.consider(word);
  if (llvm::isUpper(name.text.str().front())) globals_.suggestServices(suggestions);
  globals_.reportUnknown(support::diag::NameNotFound, valueSpaces, name, std::move(suggestions));
}

/// Whether the function itself tells why the name is unknown; reports that.
bool ExprChecker::isExplained(const ast::Name& name) {
  for (const ast::Name& closure : scope_.unfinishedClosures) {
    if (closure.text != name.text) continue;
    session_.recorder.early(name, closure);
    session_.report(support::diag::Recursion, name.range, name.text)
        .labels.push_back({session_.at(closure.range), "this definition is not complete yet"});
    return true;
  }
  if (scope_.isIncomplete()) return true;
  const hir::Local* ended = scope_.findEnded(name.text);
  if (!ended) return false;
  session_.report(support::diag::NameNotFound, name.range, name.text)
      .labels.push_back({ended->loc, "this one is known in its block only"});
  return true;
}

const hir::Expr* ExprChecker::localValue(const hir::Local& local, SourceRange range) {
  auto* reference = session_.make<hir::LocalRef>(range, local.type);
  reference->local = &local;
  return reference;
}

const hir::Expr* ExprChecker::entityValue(const Entity& entity, SourceRange range) {
  switch (entity.kind) {
  case EntityKind::Unknown:
  case EntityKind::Type: return session_.errorExpr(range);
  case EntityKind::Service: return serviceValue(entity, range);
  case EntityKind::Function: {
    auto* reference = session_.make<hir::FunctionRef>(range, entity.type);
    reference->function = entity.function;
    return reference;
  }
  case EntityKind::Constant: return constantValue(entity, range);
  }
  llvm_unreachable("all kinds are listed");
}

/// A copy of the constant's value, so that messages point to its use.
const hir::Expr* ExprChecker::constantValue(const Entity& entity, SourceRange range) {
  if (const auto* literal = llvm::dyn_cast<hir::LiteralExpr>(entity.value)) {
    auto* copy = session_.make<hir::LiteralExpr>(range, entity.type);
    copy->literal = literal->literal;
    copy->text = literal->text;
    if (literal->literal == ast::LiteralKind::Int)
      if (const std::optional<Integer> number = parseInteger(literal->text))
        facts_.setInteger(copy, *number);
    return copy;
  }
  if (const auto* predefined = llvm::dyn_cast<hir::PredefinedExpr>(entity.value)) {
    auto* copy = session_.make<hir::PredefinedExpr>(range, entity.type);
    copy->value = predefined->value;
    return copy;
  }
  return session_.errorExpr(range);
}

const hir::Expr* ExprChecker::serviceValue(const Entity& entity, SourceRange range) {
  const hir::ServiceBinding* binding = scope_.binding(entity.service);
  if (!binding) binding = entity.defaultBinding;
  if (!binding) {
    const llvm::StringRef name = entity.name.str();
    session_.report(support::diag::ServiceIdUndefined, range, name).help =
        "set one before: `" + name.str() +
        " \"id\"`, or give the service a default id where it is declared";
    // The service counts as having an id from here on, so the mistake is reported once.
    auto* assumed = session_.make<hir::ServiceBinding>();
    assumed->service = entity.service;
    assumed->id = session_.errorExpr(range);
    assumed->loc = session_.at(range);
    scope_.bind(assumed);
    binding = assumed;
  }
  auto* reference = session_.make<hir::ServiceRef>(range, entity.type);
  reference->binding = binding;
  return reference;
}

bool ExprChecker::hasMember(const Type* type, Name name) const {
  if (types::isError(type)) return true;
  const WellKnownNames& known = session_.wellKnown;
  if (const auto* named = llvm::dyn_cast<NamedType>(type))
    return named->field(name) != nullptr ||
           (named->kind() == types::TypeKind::Struct && name == known.copy);
  if (types::isStreamMap(type) &&
      (name == known.get || name == known.getStream || name == known.keys ||
       name == known.keysStream || name == known.contains))
    return true;
  return llvm::isa<CollectionType>(type) && name == known.length;
}

const hir::Expr* ExprChecker::memberOf(const hir::Expr* base, const ast::Name& name) {
  const SourceRange range = support::cover(base->loc.range, name.range);
  if (!name) return session_.syntaxError(range);
  if (types::isError(base->type)) return session_.errorExpr(range);
  if (const auto* named = llvm::dyn_cast<NamedType>(base->type)) {
    if (const Type* type = named->field(name.text)) {
      session_.recorder.member(name, *named);
      auto* node = session_.make<hir::MemberExpr>(range, type);
      node->base = base;
      node->name = name.text;
      return node;
    }
  } else if (llvm::isa<CollectionType>(base->type) && name.text == session_.wellKnown.length) {
    session_.recorder.builtIn(name);
    auto* node = session_.make<hir::LengthExpr>(range, session_.types.scalar(types::Scalar::U32));
    node->base = base;
    return node;
  }
  reportNoMember(*base, name);
  return session_.errorExpr(range);
}

void ExprChecker::reportNoMember(const hir::Expr& base, const ast::Name& name) {
  if (hasLostMembers(base.type)) return;
  if (const auto* named = llvm::dyn_cast<NamedType>(base.type)) {
    const bool isService = named->kind() == types::TypeKind::Service;
    auto& diagnostic = isService ? session_.report(support::diag::MethodNotFound, name.range,
                                                   describe(base.type), name.text)
                                 : session_.report(support::diag::FieldNotFound, name.range,
                                                   describe(base.type), name.text);
    helpWithMembers(diagnostic, *named, name.text);
    return;
  }
  auto& diagnostic =
      session_.report(support::diag::PropertyNotFound, name.range, describe(base.type), name.text);
  const auto* collection = llvm::dyn_cast<CollectionType>(base.type);
  const auto* element = collection ? llvm::dyn_cast<NamedType>(collection->element()) : nullptr;
  if (element && element->field(name.text))
    diagnostic.help = "its elements have one: take an element first, with `!` or `[…]`";
}

void ExprChecker::helpWithMembers(support::Diagnostic& diagnostic, const NamedType& type,
                                  Name wanted) {
  Suggestions suggestions(wanted.str());
  std::string all;
  for (const types::Field& field : type.fields()) {
    suggestions.consider(field.name.str());
    if (!all.empty()) all += ", ";
    all += "`" + field.name.str().str() + "`";
  }
  suggestions.addTo(diagnostic);
  diagnostic.notes.push_back("it has " + all);
}

} // namespace aqua::sema
