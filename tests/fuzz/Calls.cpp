// Calls: what can be called here, arguments of every kind, what happens to the results.

#include "Generator.h"

#include "llvm/ADT/StringRef.h"

namespace aqua::fuzz {

namespace {

bool isPeerName(llvm::StringRef name) {
  return name.starts_with("peer");
}
bool isFlaky(llvm::StringRef name) {
  return name.starts_with("flaky");
}

} // namespace

bool Generator::hasId(const Type* service) {
  if (serviceIds_.count(service->name) != 0) return true;
  for (const Frame& frame : frames_)
    for (const Type* type : frame.serviceIds)
      if (type == service) return true;
  return false;
}

Tokens Generator::pathText(const std::vector<std::string>& path, PathUse use) {
  Tokens text;
  for (size_t i = 0; i < path.size(); ++i) {
    const bool isLast = i + 1 == path.size();
    if (i > 0) text << ".";
    if (!isLast)
      text << one(Role::VariableUse, path[i]);
    else
      text << one(path.size() > 1 ? Role::MethodUse : Role::FunctionUse, path[i]);
  }
  if (use == PathUse::Call && path.size() == 3) cover(Construct::QualifiedMethod);
  return text;
}

/// Everything that a call could name.
std::vector<Callable> Generator::visibleCallables() {
  std::vector<Callable> found = here_.functions;
  for (const Frame& frame : frames_)
    found.insert(found.end(), frame.callables.begin(), frame.callables.end());
  const auto methods = [&](const std::vector<std::string>& owner, const Type* type) {
    for (const Member& member : type->members) {
      if (member.type->kind != Kind::Arrow) continue;
      Callable method;
      method.path = owner;
      method.path.push_back(member.name);
      method.type = member.type;
      method.mayFail = isFlaky(member.name);
      method.isMethod = type->kind == Kind::Service;
      found.push_back(std::move(method));
    }
  };
  for (const Type* service : here_.services)
    if (hasId(service) && (usesQualifiedServices_ || spelling_[service->name].size() == 1))
      methods(spelling_[service->name], service);
  for (const Variable* variable : variables())
    if (variable->type->kind == Kind::Ability || variable->type->kind == Kind::Service)
      methods({variable->name}, variable->type);
  return found;
}

std::optional<Tokens> Generator::argument(const Member& parameter, int pushes, Want want) {
  const Type* type = parameter.type;
  if (isPeerName(parameter.name)) return peer().tokens;
  switch (type->kind) {
  case Kind::Arrow:
    if (const std::optional<Value> arrow = arrowValue(type)) return arrow->tokens;
    return std::nullopt;
  case Kind::Ability:
    if (const std::optional<Value> ability = abilityValue(type, want)) return ability->tokens;
    return std::nullopt;
  case Kind::Service:
    if (const std::optional<Value> service = serviceValue(type)) {
      cover(Construct::ServiceArgument);
      return service->tokens;
    }
    return std::nullopt;
  case Kind::Stream: {
    std::vector<Variable*> streams;
    for (Variable* variable : variables())
      if (variable->type == type && variable->name[0] == 's' && canPush(*variable, pushes) &&
          variable->outstanding == 0 && !isParallel(variable->level))
        streams.push_back(variable);
    if (streams.empty() || random_.chance(10)) {
      cover(Construct::EmptyStream);
      return Tokens() << "*[]";
    }
    Variable* chosen = random_.pick(streams);
    notePush(*chosen, pushes);
    return use(*chosen).tokens;
  }
  case Kind::Scalar:
  case Kind::UnsignedLiteral:
  case Kind::SignedLiteral:
  case Kind::FloatLiteral:
  case Kind::Top:
  case Kind::Bottom:
  case Kind::Array:
  case Kind::Option:
  case Kind::Map:
  case Kind::Struct: return value(type, want).tokens;
  }
  return std::nullopt;
}

std::optional<Tokens> Generator::callText(const Callable& callable, Want want) {
  Tokens braces, rest;
  if (!callable.isMethod) want.isOrdered = true;
  for (size_t i = 0; i < callable.type->members.size(); ++i) {
    const int pushes = i < callable.pushes.size() ? callable.pushes[i] : unknownLength;
    const std::optional<Tokens> text = argument(callable.type->members[i], pushes, want);
    if (!text) return std::nullopt;
    Tokens& list = i < callable.abilities ? braces : rest;
    if (!list.empty())
      list << (random_.chance(3) ? (cover(Construct::LineBreak), ",\n    ") : ", ");
    list << *text;
  }
  if (callable.path.size() > 1 && !callable.isMethod) {
    const bool isOfVariable = callable.path.front()[0] != 'L';
    cover(isOfVariable ? Construct::AbilityMethod : Construct::QualifiedCall);
  }
  Tokens text = pathText(callable.path, PathUse::Call);
  const bool inBraces = !braces.empty() && (rest.empty() || random_.chance(70));
  if (inBraces) {
    cover(Construct::BracesCall);
    return text << "{" << braces << "}(" << rest << ")";
  }
  text << "(" << braces;
  if (!braces.empty() && !rest.empty()) text << ", ";
  return text << rest << ")";
}

std::optional<Value> Generator::callValue(const Type* type, Want want) {
  std::vector<Callable> fitting;
  for (Callable& callable : visibleCallables()) {
    const std::vector<const Type*>& results = callable.type->results;
    if (results.size() != 1 || callable.mayFail || results.front()->kind == Kind::Bottom) continue;
    if (want.isExact ? results.front() != type : !fits(results.front(), type)) continue;
    if (!results.front()->isData() || (callable.isRemote && !random_.chance(15))) continue;
    fitting.push_back(std::move(callable));
  }
  if (fitting.empty()) return std::nullopt;
  const Callable& chosen = random_.pick(fitting);
  const std::optional<Tokens> text = callText(chosen, {.depth = want.depth - 1});
  if (!text) return std::nullopt;
  isRemote_ |= chosen.isRemote;
  cover(Construct::CallValue);
  Value value;
  value.tokens = *text;
  value.type = chosen.type->results.front();
  return value;
}

/// A function, method, closure or arrow variable of the type, made on the spot if need be.
std::optional<Value> Generator::arrowValue(const Type* type) {
  std::vector<Callable> fitting;
  for (Callable& callable : visibleCallables()) {
    bool hasPeer = callable.abilities > 0;
    for (const Member& parameter : callable.type->members)
      hasPeer |= isPeerName(parameter.name) || parameter.type->kind == Kind::Stream;
    if (!hasPeer && !callable.mayFail && !callable.isRemote && fits(callable.type, type))
      fitting.push_back(std::move(callable));
  }
  if (fitting.empty() || (random_.chance(25) && has(Feature::Closures))) {
    if (!has(Feature::Closures) || noPrelude_) return std::nullopt;
    fitting = {closure(type, ClosureBody::Short)};
  }
  const Callable& chosen = random_.pick(fitting);
  cover(chosen.isMethod ? Construct::MethodAsArgument : Construct::FunctionAsArgument);
  Value value;
  value.tokens = pathText(chosen.path, PathUse::Value);
  value.type = chosen.type;
  return value;
}

std::optional<Value> Generator::abilityValue(const Type* type, Want want) {
  if (random_.chance(60))
    for (const Variable* variable : variables())
      if (variable->type->kind == Kind::Ability && fits(variable->type, type))
        return use(*variable);
  bool isOnlyMethods = true;
  for (const Member& member : type->members)
    isOnlyMethods &= member.type->kind == Kind::Arrow;
  if (isOnlyMethods && has(Feature::Services) && random_.chance(50))
    if (std::optional<Value> service = serviceValue(type)) {
      cover(Construct::ServiceAsAbility);
      return service;
    }
  if (spelling_.count(type->name) == 0) return std::nullopt;
  Value value;
  value.type = type;
  value.tokens << typeName(type->name) << "(";
  for (size_t i = 0; i < type->members.size(); ++i) {
    // The reference forgets `[i]` and `.f` of what is given to an ability (differences.md), also
    // behind names.
    const std::optional<Tokens> field =
        argument(type->members[i], unknownLength, {.depth = want.depth - 1, .isMade = true});
    if (!field) return std::nullopt;
    if (i > 0) value.tokens << ", ";
    value.tokens << one(Role::FieldUse, type->members[i].name) << " = " << *field;
  }
  value.tokens << ")";
  cover(Construct::ConstructionOfAbility);
  return value;
}

std::optional<Value> Generator::serviceValue(const Type* type) {
  if (!has(Feature::Services)) return std::nullopt;
  for (const Variable* variable : variables())
    if (variable->type->kind == Kind::Service && fits(variable->type, type) && random_.chance(50))
      return use(*variable);
  for (const Type* service : here_.services)
    if (hasId(service) && fits(service, type) &&
        (usesQualifiedServices_ || spelling_[service->name].size() == 1)) {
      Value value;
      value.tokens = pathText(spelling_[service->name], PathUse::Value);
      value.tokens.back().role = Role::VariableUse;
      value.type = service;
      return value;
    }
  return std::nullopt;
}

/// Writes `name = (…) -> …:` with a body in front of the statement being written.
Callable Generator::closure(const Type* type, ClosureBody body) {
  const bool isDetached = random_.chance(25);
  cover(isDetached ? Construct::DetachedClosure : Construct::Closure);
  std::vector<Member> parameters;
  for (const Member& parameter : type->members)
    parameters.push_back({fresh("a"), parameter.type});
  Callable made;
  made.path = {fresh("c")};
  made.type = types_.arrow(parameters, type->results);
  line(one(Role::Introduced, made.path.front())
       << (isDetached ? " = func " : " = ") << parameterList(parameters)
       << resultList(type->results) << ":");
  const bool outerMayFail = std::exchange(mayFail_, false),
             outerRemote = std::exchange(isRemote_, false);
  const int outerEffects = effects_; // a closure that is only defined does nothing
  Frame frame;
  frame.kind = BlockKind::Parallel; // called who knows where and how often
  frame.times = unknownLength;
  blockIn(
      std::move(frame), body == ClosureBody::Long ? random_.between(1, 3) : 1,
      [&] {
        for (const Member& parameter : parameters)
          define({.name = parameter.name, .type = parameter.type});
      },
      [&] {
        if (!type->results.empty()) returnLine(type->results);
      });
  made.mayFail = std::exchange(mayFail_, outerMayFail);
  made.isRemote = std::exchange(isRemote_, outerRemote);
  effects_ = outerEffects;
  frames_.back().callables.push_back(made);
  return made;
}

bool Generator::callStatement(Tokens prefix) {
  std::vector<Callable> possible;
  for (Callable& callable : visibleCallables())
    if (!callable.mayFail ||
        (canFail() && options_.hasFaults && !isObserved_ && random_.chance(30)))
      possible.push_back(std::move(callable));
  if (possible.empty()) return false;
  const Callable& chosen = random_.pick(possible);
  const std::optional<Tokens> call = callText(chosen, {.depth = 2});
  if (!call) return false;
  mayFail_ |= chosen.mayFail;
  isRemote_ |= chosen.isRemote;
  cover(Construct::Call);
  ++effects_;
  return bind(chosen, *call, std::move(prefix));
}

/// Writes the call with names for its results, or streams that take them.
bool Generator::bind(const Callable& callable, const Tokens& call, Tokens prefix) {
  const std::vector<const Type*>& results = callable.type->results;
  if (results.empty() || random_.chance(4)) {
    line(prefix << call);
    return true;
  }
  const size_t count = random_.chance(85) ? results.size() : 1 + random_.below(results.size());
  Tokens targets;
  std::vector<Variable> defined;
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) targets << ", ";
    Variable* stream = nullptr;
    for (Variable* variable : variables())
      if (variable->name[0] == 's' && variable->type->element == results[i] &&
          canPush(*variable, 1) && random_.chance(40))
        stream = variable;
    if (stream) {
      cover(Construct::CallIntoStream);
      targets << one(Role::VariableUse, stream->name);
      notePush(*stream, 1);
      continue;
    }
    const std::string name = fresh("v");
    targets << one(Role::Introduced, name);
    const bool isFixed = callable.isMethod && results[i]->isCollection();
    defined.push_back({.name = name,
                       .type = results[i],
                       .length = !isFixed                          ? unknownLength
                                 : results[i]->kind == Kind::Array ? 2
                                                                   : 1,
                       .isStandard = callable.isMethod,
                       .isExact = results[i]->kind != Kind::Stream});
  }
  cover(count > 1 ? Construct::CallResults : Construct::CallResult);
  line(prefix << targets << " <- " << call);
  for (Variable& variable : defined)
    define(std::move(variable));
  return true;
}

} // namespace aqua::fuzz
