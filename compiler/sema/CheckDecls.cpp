#include "CheckDecls.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSwitch.h"

#include "CheckBody.h"
#include "Words.h"

namespace aqua::sema {

namespace {

/// One can stand for the other: integers for integers, strings for strings (spec/02 §10.3).
bool areAlike(const Type* left, const Type* right) {
  return types::isSubtype(left, right) || types::isSubtype(right, left);
}

/// `func func f()`: what was taken for the name is the keyword, the name is unknown.
bool isNameLost(const ast::Item& item) {
  const ast::Name name = definedName(item).name;
  return item.hasErrors && name &&
         llvm::StringSwitch<bool>(name.text.str())
             .Cases("func", "const", "service", "data", "ability", "alias", true)
             .Default(false);
}

} // namespace

void DeclChecker::check(const ast::Item& item) {
  globals_.startItem(item);
  if (isNameLost(item)) globals_.context.setIncomplete();
  if (const auto* node = llvm::dyn_cast<ast::DataDecl>(&item)) data(*node);
  if (const auto* node = llvm::dyn_cast<ast::AbilityDecl>(&item)) ability(*node);
  if (const auto* node = llvm::dyn_cast<ast::ServiceDecl>(&item)) service(*node);
  if (const auto* node = llvm::dyn_cast<ast::AliasDecl>(&item)) alias(*node);
  if (const auto* node = llvm::dyn_cast<ast::ConstDecl>(&item)) constant(*node);
  if (const auto* node = llvm::dyn_cast<ast::FuncDecl>(&item)) function(*node);
}

/// Reports that a type of this name exists.
bool DeclChecker::reportTakenType(const ast::Name& name) {
  const Entity* old = globals_.context.find(Space::Type, name.text);
  if (!old || old->kind == EntityKind::Unknown) return false;
  auto& diagnostic = session_.report(support::diag::TypeRedefined, name.range, name.text);
  if (old->loc.isValid()) diagnostic.labels.push_back({old->loc, "first defined here"});
  return true;
}

/// Defines a name that is free. Without a name nothing is defined.
Entity* DeclChecker::define(EntityKind kind, SymbolKind symbol, const ast::Name& name,
                            const Type* type) {
  auto* entity = session_.make<Entity>();
  entity->kind = kind;
  entity->name = name.text;
  entity->loc = session_.at(name.range);
  entity->symbol = symbol;
  entity->type = type;
  if (name) {
    globals_.context.define(name.text, entity);
    session_.recorder.defineEntity(name, *entity);
  } else {
    session_.hasOtherErrors = true;
    globals_.context.setIncomplete();
  }
  return entity;
}

void DeclChecker::addMember(Members& members, const ast::Name& owner, const ast::Member& member,
                            const Type* type) {
  auto& [fields, names] = members;
  if (!member.name) {
    session_.hasOtherErrors = true;
    if (fields.empty() || !fields.back().name.isEmpty()) fields.push_back({Name(), type});
    return;
  }
  const auto* first =
      llvm::find_if(names, [&](const ast::Name& name) { return name.text == member.name.text; });
  if (first != names.end()) {
    session_.report(support::diag::MemberRedefined, member.name.range, owner.text, member.name.text)
        .labels.push_back({session_.at(first->range), "first defined here"});
    session_.recorder.define(
        member.name, llvm::isa<types::ArrowType>(type) ? SymbolKind::Method : SymbolKind::Field,
        type);
    return;
  }
  names.push_back(member.name);
  fields.push_back({member.name.text, session_.limited(type, member.range)});
}

void DeclChecker::recordMembers(const types::NamedType& type, llvm::ArrayRef<ast::Name> names) {
  for (const ast::Name& name : names)
    session_.recorder.defineMember(name, type);
}

const Type* DeclChecker::memberType(const ast::Member& member) {
  if (member.hasErrors) { // what was understood may be a part of what is meant
    session_.hasOtherErrors = true;
    return session_.types.error();
  }
  if (member.head) {
    checkLabels(*member.head);
    const Signature signature = types_.resolve(*member.head);
    for (const Signature::Parameter& parameter : signature.parameters)
      if (!parameter.isAbility)
        session_.recorder.define(parameter.name, SymbolKind::Parameter, parameter.type);
    return signature.arrow(session_.types);
  }
  return member.type ? types_.resolve(*member.type) : session_.types.error();
}

void DeclChecker::checkLabels(const ast::ArrowHead& head) {
  llvm::DenseMap<Name, SourceRange> seen;
  for (const ast::Parameter& parameter : head.parameters) {
    if (!parameter.name) continue;
    const auto [place, isNew] = seen.try_emplace(parameter.name.text, parameter.name.range);
    if (isNew) continue;
    session_.report(support::diag::DuplicateLabel, parameter.name.range, parameter.name.text)
        .labels.push_back({session_.at(place->second), "the first one"});
  }
}

/// Data or an ability. If members were lost, or all of them, nothing is known about it.
void DeclChecker::defineRecord(SymbolKind symbol, types::TypeKind kind, const ast::Name& name,
                               const Members& members) {
  const types::NamedType* type = session_.types.named(kind, name.text, members.fields);
  recordMembers(*type, members.names);
  if (reportTakenType(name)) {
    session_.recorder.define(name, symbol, type);
    return;
  }
  const bool isComplete =
      !members.fields.empty() &&
      llvm::none_of(members.fields, [](const types::Field& field) { return field.name.isEmpty(); });
  if (isComplete)
    define(EntityKind::Type, symbol, name, type);
  else
    define(EntityKind::Unknown, symbol, name, session_.types.error());
}

/// Members may be in lines that were not understood.
void DeclChecker::loseMember(Members& members) {
  if (members.fields.empty() || !members.fields.back().name.isEmpty())
    members.fields.push_back({Name(), session_.types.error()});
}

void DeclChecker::data(const ast::DataDecl& source) {
  Members members;
  for (const ast::Member& member : source.members) {
    const Type* type = memberType(member);
    if (member.head || llvm::isa_and_nonnull<ast::ArrowType>(member.type)) {
      session_.hasOtherErrors = true; // a method, reported by the parser
      type = session_.types.error();
    }
    if (!types::isError(type) && !types::isData(type)) {
      session_.report(support::diag::StructFieldType, member.name.range, member.name.text,
                      kindOf(type));
      type = session_.types.error();
    }
    addMember(members, source.name, member, type);
  }
  if (source.isCutShort) loseMember(members);
  defineRecord(SymbolKind::Data, types::TypeKind::Struct, source.name, members);
}

void DeclChecker::ability(const ast::AbilityDecl& source) {
  Members members;
  for (const ast::Member& member : source.members)
    addMember(members, source.name, member, memberType(member));
  if (source.isCutShort) loseMember(members);
  defineRecord(SymbolKind::Ability, types::TypeKind::Ability, source.name, members);
}

/// What cannot travel to a service or back (spec/02 §23.9, §23.33).
bool DeclChecker::checkMethodPart(const ast::Name& method, const Type* type, SourceRange range,
                                  llvm::StringRef verb) {
  if (types::isError(type) || types::isData(type) || types::isStream(type)) return true;
  session_.report(support::diag::ServiceMethodType, range, method.text, verb, kindOf(type));
  return false;
}

const Type* DeclChecker::methodType(const ast::Member& member) {
  const Type* type = memberType(member);
  if (member.hasErrors) return type;
  const auto* arrow = llvm::dyn_cast<types::ArrowType>(type);
  if (!arrow || (!member.head && !llvm::isa<ast::ArrowType>(member.type))) {
    session_.hasOtherErrors = true; // reported by the parser
    return session_.types.error();
  }
  const auto* written = llvm::dyn_cast_or_null<ast::ArrowType>(member.type);
  const auto typeRange = [&](size_t index) {
    if (written && index < written->parameters.size()) return written->parameters[index]->range;
    if (member.head && index < member.head->parameters.size())
      return member.head->parameters[index].range;
    return member.name.range;
  };
  for (size_t i = 0; i < arrow->parameters().size(); ++i)
    static_cast<void>(
        checkMethodPart(member.name, arrow->parameters()[i].type, typeRange(i), "take"));
  const llvm::ArrayRef<const ast::Type*> results = written ? written->results
                                                   : member.head
                                                       ? member.head->results
                                                       : llvm::ArrayRef<const ast::Type*>();
  if (arrow->results().size() > 1) {
    session_.report(support::diag::ServiceManyResults, results[1]->range, member.name.text,
                    arrow->results().size());
    return session_.types.arrow(arrow->parameters(), arrow->results().front());
  }
  if (results.size() == 1 && arrow->results().size() == 1) {
    if (!checkMethodPart(member.name, arrow->results().front(), results.front()->range, "return"))
      return session_.types.arrow(arrow->parameters(), session_.types.error());
    if (types::isStream(arrow->results().front()))
      session_.report(support::diag::StreamResult, results.front()->range, member.name.text).help =
          "declare an array: `[]`";
  }
  return arrow;
}

void DeclChecker::service(const ast::ServiceDecl& source) {
  Members members;
  for (const ast::Member& member : source.members)
    addMember(members, source.name, member, methodType(member));
  const bool isBroken = source.hasErrors || source.isCutShort || source.members.empty() ||
                        llvm::any_of(source.members, [](const auto& member) {
                          return member.hasErrors; // its name may be wrong, too
                        });
  if (isBroken) loseMember(members);
  auto* service = session_.make<hir::Service>();
  service->name = source.name.text;
  service->type = session_.types.named(types::TypeKind::Service, source.name.text, members.fields);
  service->loc = session_.at(source.name.range);
  recordMembers(*service->type, members.names);
  const hir::ServiceBinding* binding = defaultBinding(source, service);
  service->defaultBinding = binding;
  if (reportTakenType(source.name)) {
    session_.recorder.define(source.name, SymbolKind::Service, service->type);
    return;
  }
  Entity* entity = define(EntityKind::Service, SymbolKind::Service, source.name, service->type);
  entity->service = service;
  entity->defaultBinding = binding;
  services_.push_back(service);
}

const hir::ServiceBinding* DeclChecker::defaultBinding(const ast::ServiceDecl& source,
                                                       const hir::Service* service) {
  if (!source.defaultId && !source.hasErrors) return nullptr;
  if (!source.defaultId) { // the id may be what was not understood
    auto* unknown = session_.make<hir::ServiceBinding>();
    unknown->service = service;
    unknown->id = session_.errorExpr(source.name.range);
    unknown->loc = session_.at(source.name.range);
    return unknown;
  }
  const Type* string = session_.types.scalar(types::Scalar::String);
  const hir::Expr* id = constantExpr(*source.defaultId);
  if (!id) {
    session_.report(support::diag::ServiceIdForm, source.defaultId->range);
    id = session_.errorExpr(source.defaultId->range);
  } else if (!types::isError(id->type) && !types::isSubtype(id->type, string)) {
    session_.report(support::diag::TypeMismatch, source.defaultId->range, describe(string),
                    describe(id->type));
  }
  auto* binding = session_.make<hir::ServiceBinding>();
  binding->service = service;
  binding->id = id;
  binding->loc = session_.at(source.defaultId->range);
  return binding;
}

/// An alias of a service is the service under another name (spec/02 §24).
void DeclChecker::alias(const ast::AliasDecl& source) {
  const Type* type = source.type ? types_.resolve(*source.type) : session_.types.error();
  if (reportTakenType(source.name)) {
    session_.recorder.define(source.name, SymbolKind::Alias, type);
    return;
  }
  Entity* entity = define(EntityKind::Type, SymbolKind::Alias, source.name, type);
  const auto* named = llvm::dyn_cast_or_null<ast::NamedType>(source.type);
  if (!named || types::isError(type)) return;
  if (const Entity* original = globals_.type(named->path)) {
    entity->service = original->service;
    entity->defaultBinding = original->defaultBinding;
  }
}

/// The value of an expression that is a literal or a constant; null if it is something else.
const hir::Expr* DeclChecker::constantExpr(const ast::Expr& source) {
  if (!llvm::isa<ast::LiteralExpr, ast::NameExpr, ast::MemberExpr, ast::ErrorExpr>(
          stripParens(source)))
    return nullptr;
  Scope scope;
  const Scope::Guard guard(scope, ScopeKind::NamesAndIds);
  Facts facts;
  Matcher matcher(session_, facts);
  ExprChecker checker(session_, globals_, scope, facts, matcher);
  const hir::Expr* value = checker.value(&source);
  return llvm::isa<hir::LiteralExpr, hir::PredefinedExpr, hir::ErrorExpr>(value) ? value : nullptr;
}

void DeclChecker::constant(const ast::ConstDecl& source) {
  const hir::Expr* value = source.value ? constantExpr(*source.value) : nullptr;
  if (!value) {
    if (source.value) reportConstantForm(source);
    value = session_.errorExpr(source.range);
  }
  const Entity* old = globals_.value(source.name.text);
  if (source.name && old && old->kind != EntityKind::Unknown) {
    redefineConstant(source, *old, *value);
    return;
  }
  Entity* entity = define(EntityKind::Constant, SymbolKind::Constant, source.name, value->type);
  entity->value = value;
}

/// Other forms than names are reported by the parser.
void DeclChecker::reportConstantForm(const ast::ConstDecl& source) {
  const ast::Expr& value = stripParens(*source.value);
  if (llvm::isa<ast::NameExpr, ast::MemberExpr>(value)) {
    session_.report(support::diag::ConstantForm, value.range, source.name.text,
                    llvm::isa<ast::NameExpr>(value) ? "a function" : "a field or function");
  } else {
    session_.hasOtherErrors = true;
  }
}

/// The earlier value stays in any case (spec/02 §10.2, §10.3).
void DeclChecker::redefineConstant(const ast::ConstDecl& source, const Entity& old,
                                   const hir::Expr& value) {
  const bool isInjected = old.origin == ConstantOrigin::Injected;
  session_.recorder.define(source.name, SymbolKind::Constant, isInjected ? old.type : value.type);
  if (isInjected && old.loc.file != session_.file) { // this is where users find it
    auto* placed = session_.make<Entity>();
    *placed = old;
    placed->loc = session_.at(source.name.range);
    globals_.context.define(source.name.text, placed);
  }
  if (!source.isDefault && !isInjected) {
    auto& diagnostic =
        session_.report(support::diag::ConstantRedefined, source.name.range, source.name.text);
    if (old.loc.isValid()) {
      diagnostic.labels.push_back({old.loc, "first defined here"});
    } else {
      diagnostic.notes.push_back("`" + source.name.text.str().str() +
                                 "` is a constant of the language");
    }
    return;
  }
  if (!source.isDefault)
    session_.report(support::diag::ConstantNotOverridable, source.name.range, source.name.text)
        .help = "define it with `?=` if it is meant to be set from outside";
  if (areAlike(old.type, value.type)) return;
  session_.report(support::diag::ConstantMismatch, source.value->range, source.name.text,
                  describe(old.type), describe(value.type));
}

void DeclChecker::function(const ast::FuncDecl& source) {
  BodyChecker body(session_, globals_, types_);
  const hir::Function* function = body.function(source);
  functions_.push_back(function);
  const Entity* old = globals_.value(source.name.text);
  if (source.name && old && old->kind != EntityKind::Unknown) {
    auto& diagnostic =
        session_.report(support::diag::FunctionRedefined, source.name.range, source.name.text);
    session_.recorder.define(source.name, SymbolKind::Function, function->type);
    if (old->loc.isValid()) diagnostic.labels.push_back({old->loc, "first defined here"});
    return;
  }
  if (source.hasErrors) { // its parameters and results are not what they seem
    define(EntityKind::Unknown, SymbolKind::Function, source.name, session_.types.error());
    return;
  }
  Entity* entity = define(EntityKind::Function, SymbolKind::Function, source.name, function->type);
  entity->function = function;
}

} // namespace aqua::sema
