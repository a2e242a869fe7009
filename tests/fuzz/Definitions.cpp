// What stands at the top level of a module.

#include "Generator.h"

#include "llvm/ADT/StringRef.h"

namespace aqua::fuzz {

namespace {

bool hasCall(const Tokens& tokens) {
  for (const Token& token : tokens)
    if (token.role == Role::FunctionUse || token.role == Role::MethodUse) return true;
  return false;
}

} // namespace

void Generator::definitions(int amount) {
  for (int i = random_.between(0, 2); i > 0; --i)
    defineConstant();
  for (int i = random_.between(1, 2); i > 0; --i)
    defineData();
  for (int i = random_.between(0, 2); i > 0; --i)
    defineAlias();
  defineProbe();
  for (int i = random_.between(1, 2); i > 0; --i)
    defineService();
  if (has(Feature::Abilities) && random_.chance(60)) defineAbility();
  for (int i = 0; i < amount; ++i)
    defineFunction(random_.between(1, 5));
}

void Generator::defineConstant() {
  const std::string name = fresh("K");
  Variable constant;
  constant.name = name;
  const bool isDefault = random_.chance(30);
  Tokens text;
  if (!here_.constants.empty() && random_.chance(20) &&
      here_.constants.back().name.find('.') == std::string::npos) {
    cover(Construct::ConstOfName);
    constant = here_.constants.back();
    constant.name = name;
    text = one(Role::VariableUse, here_.constants.back().name);
  } else {
    const Value value = literal(scalarType(), {});
    constant.type = value.type;
    constant.constant = value.constant;
    text = value.tokens;
  }
  cover(isDefault ? Construct::ConstDefault : Construct::Const);
  line(Tokens() << "const " << one(Role::Introduced, name) << (isDefault ? " ?= " : " = ") << text);
  here_.constants.push_back(constant);
  here_.names.push_back(name);
}

void Generator::defineData() {
  const std::string name = fresh("D");
  std::vector<Member> fields;
  for (int i = random_.between(1, 4); i > 0; --i)
    fields.push_back({fresh("x"), dataType(2)});
  blankLine();
  cover(Construct::Data);
  line(Tokens() << "data " << one(Role::Introduced, name) << ":");
  ++depth_;
  for (const Member& field : fields)
    line(one(Role::Introduced, field.name) << ": " << typeText(field.type));
  --depth_;
  blankLine();
  here_.structs.push_back(types_.named(Kind::Struct, name, std::move(fields)));
  here_.names.push_back(name);
  spelling_[name] = {name};
}

void Generator::defineAlias() {
  const bool isArrow = random_.chance(40);
  const Type* type = isArrow ? simpleArrow() : dataType(2);
  if (aliases_.count(type) != 0) return;
  const std::string name = fresh("T");
  cover(isArrow ? Construct::AliasOfArrow : Construct::Alias);
  line(Tokens() << "alias " << one(Role::Introduced, name) << ": " << typeText(type));
  aliases_[type] = name;
  here_.names.push_back(name);
}

/// A service that any value can be shown to.
void Generator::defineProbe() {
  probe_ = fresh("Probe");
  blankLine();
  cover(Construct::MethodWithoutResult);
  line(Tokens() << "service " << one(Role::Introduced, probe_) << "(\"probe\"):");
  ++depth_;
  line(one(Role::Introduced, "seen") << "(v: ⊤)");
  --depth_;
  blankLine();
}

void Generator::methodLine(const Member& method, Kind owner) {
  const std::vector<Member>& parameters = method.type->members;
  if (owner == Kind::Service && random_.chance(25)) {
    cover(Construct::MethodUnnamed);
    Tokens types;
    for (const Member& parameter : parameters)
      types << (types.empty() ? "" : ", ") << typeText(parameter.type);
    if (!types.empty()) types << " ";
    line(one(Role::Introduced, method.name)
         << ": " << types << "-> "
         << (method.type->results.empty() ? Tokens() << "()"
                                          : typeText(method.type->results.front())));
    return;
  }
  line(one(Role::Introduced, method.name)
       << parameterList(parameters) << resultList(method.type->results));
}

void Generator::defineService() {
  const std::string name = fresh("S");
  std::vector<Member> methods;
  for (int i = random_.between(2, 4); i > 0; --i) {
    const Type* arrow = simpleArrow();
    std::vector<Member> parameters = arrow->members;
    if (random_.chance(15)) parameters.push_back({fresh("a"), types_.simple(Kind::Top)});
    std::vector<const Type*> results = arrow->results;
    if (random_.chance(2)) results = {types_.simple(Kind::Bottom)};
    methods.push_back({fresh("m"), types_.arrow(parameters, results)});
  }
  const Type* text = types_.scalar(Scalar::String);
  if (options_.hasFaults || random_.chance(20))
    methods.push_back({fresh("flaky"), types_.arrow({{fresh("a"), text}}, {text})});
  Tokens id;
  const bool hasConstant = random_.chance(15);
  if (hasConstant) {
    cover(Construct::ServiceIdConstant);
    const std::string constant = fresh("K");
    line(Tokens() << "const " << one(Role::Introduced, constant) << " = \"" + name + "\"");
    id << "(" << one(Role::VariableUse, constant) << ")";
    here_.names.push_back(constant);
  } else if (random_.chance(75)) {
    id << "(\"" + name + "\")";
  }
  blankLine();
  cover(id.empty() ? Construct::ServiceWithoutId : Construct::Service);
  line(Tokens() << "service " << one(Role::Introduced, name) << id << ":");
  ++depth_;
  for (const Member& method : methods)
    methodLine(method, Kind::Service);
  --depth_;
  blankLine();
  if (!id.empty()) serviceIds_.insert(name);
  here_.services.push_back(types_.named(Kind::Service, name, std::move(methods)));
  allServices_.push_back(here_.services.back());
  here_.names.push_back(name);
  spelling_[name] = {name};
}

void Generator::defineAbility() {
  const std::string name = fresh("A");
  std::vector<Member> members;
  for (int i = random_.between(0, 2); i > 0; --i)
    members.push_back({fresh("x"), dataType(2)});
  for (int i = random_.between(1, 2); i > 0; --i)
    members.push_back({fresh("m"), simpleArrow()});
  if (has(Feature::Services) && !here_.services.empty() &&
      random_.chance(30)) { // a part of a service
    const std::vector<Member>& methods = random_.pick(here_.services)->members;
    members = {methods[random_.below(methods.size() - 1)]};
    const std::vector<const Type*>& results = members[0].type->results;
    if (!results.empty() && results.front()->kind == Kind::Bottom) members[0].type = simpleArrow();
  }
  blankLine();
  cover(Construct::Ability);
  line(Tokens() << "ability " << one(Role::Introduced, name) << ":");
  ++depth_;
  for (const Member& member : members) {
    if (member.type->kind == Kind::Arrow)
      methodLine(member, Kind::Ability);
    else
      line(one(Role::Introduced, member.name) << ": " << typeText(member.type));
  }
  --depth_;
  blankLine();
  here_.abilities.push_back(types_.named(Kind::Ability, name, std::move(members)));
  here_.names.push_back(name);
  spelling_[name] = {name};
}

Tokens Generator::parameterList(const std::vector<Member>& parameters) {
  Tokens text;
  text << "(";
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (i > 0) text << ", ";
    text << one(Role::Introduced, parameters[i].name) << ": " << typeText(parameters[i].type);
  }
  return text << ")";
}

Tokens Generator::resultList(const std::vector<const Type*>& results) {
  Tokens text;
  for (const Type* result : results)
    text << (text.empty() ? " -> " : ", ") << typeText(result);
  return text;
}

/// The value under a name. The reference does not execute the calls inside a construction that is
/// returned if the caller does not bind that result (differences.md).
Value Generator::named(const Value& value) {
  const std::string name = fresh("v");
  line(one(Role::Introduced, name) << " = " << value.tokens);
  return use(define({.name = name, .type = value.type, .isUnordered = value.isUnordered}));
}

void Generator::returnLine(const std::vector<const Type*>& results) {
  cover(Construct::Return);
  Tokens text;
  for (const Type* result : results) {
    text << (text.empty() ? "" : ", ");
    if (result->kind == Kind::Stream) {
      cover(Construct::ReturnStream);
      std::vector<Tokens> streams;
      for (const Variable* variable : variables())
        if (variable->type == result && variable->outstanding == 0 && !variable->isUnordered)
          streams.push_back(use(*variable).tokens);
      text << (streams.empty() ? Tokens() << "*[]" : random_.pick(streams));
    } else {
      const bool isExported = program_.function == "*";
      const Value returned = value(result, {.depth = 2, .isOrdered = !isExported});
      text << (!isExported && returned.isConstruction && hasCall(returned.tokens)
                   ? named(returned).tokens
                   : returned.tokens);
    }
  }
  line(Tokens() << "<- " << text);
}

std::vector<Member> Generator::functionParameters(size_t& abilities) {
  std::vector<Member> parameters;
  if (has(Feature::Abilities) && !here_.abilities.empty() && random_.chance(35)) {
    const Type* ability = random_.pick(here_.abilities);
    if (spelling_[ability->name].size() == 1 && random_.chance(60)) {
      cover(Construct::AbilityParameters);
      abilities = 1;
      parameters.push_back({spelling_[ability->name].front(), ability});
    } else {
      parameters.push_back({fresh("p"), ability});
    }
  }
  for (int i = random_.between(0, 3); i > 0; --i)
    parameters.push_back({fresh("p"), random_.chance(6) ? types_.simple(Kind::Top) : dataType(2)});
  if (random_.chance(40)) parameters.push_back({fresh("peer"), types_.scalar(Scalar::String)});
  if (random_.chance(20)) {
    cover(Construct::StreamParameter);
    parameters.push_back({fresh("s"), types_.collection(Kind::Stream, dataType(1))});
  }
  if (random_.chance(25)) {
    cover(Construct::ArrowParameter);
    const Type* arrow = simpleArrow();
    for (const auto& [type, name] : aliases_)
      if (type->kind == Kind::Arrow && random_.chance(50)) arrow = type;
    parameters.push_back({fresh("h"), arrow});
  }
  if (has(Feature::Services) && !here_.services.empty() && random_.chance(15))
    parameters.push_back({fresh("p"), random_.pick(here_.services)});
  return parameters;
}

std::vector<const Type*> Generator::functionResults(Audience audience) {
  const bool isExported = audience == Audience::World;
  std::vector<const Type*> results;
  if (!isExported && has(Feature::Maps) && random_.chance(8)) { // what a map takes
    cover(Construct::FuncSeveralResults);
    return {types_.scalar(Scalar::String), dataType(1)};
  }
  for (int i = random_.chance(20) ? 0 : random_.chance(70) ? 1 : random_.between(2, 3); i > 0; --i)
    results.push_back(dataType(2));
  if (!results.empty() && random_.chance(isExported ? 25 : 12)) {
    const Type* stream = types_.collection(Kind::Stream, dataType(1));
    for (const Variable* variable : variables())
      if (variable->type->kind == Kind::Stream) stream = variable->type;
    results.back() = stream;
  }
  if (results.empty()) cover(Construct::FuncWithoutResult);
  if (results.size() > 1) cover(Construct::FuncSeveralResults);
  return results;
}

void Generator::defineParameters(const std::vector<Member>& parameters, Audience audience) {
  const bool isExported = audience == Audience::World;
  for (const Member& parameter : parameters) {
    const Type* type = parameter.type;
    if (type->kind == Kind::Arrow) {
      Callable callable;
      callable.path = {parameter.name};
      callable.type = type;
      frames_.back().callables.push_back(std::move(callable));
      continue;
    }
    Variable variable{.name = parameter.name, .type = type, .isStandard = isExported};
    const llvm::StringRef name = parameter.name;
    variable.isPeer = name.starts_with("peer");
    if (isExported && type->isCollection()) variable.length = type->kind == Kind::Option ? 1 : 2;
    if (type->kind == Kind::Stream) {
      variable.isReadInParallel = !isExported;
      variable.length = isExported ? 2 : 0;
    }
    define(std::move(variable));
  }
}

void Generator::defineFunction(int statements) {
  Callable function;
  function.path = {fresh("f")};
  const std::vector<Member> parameters = functionParameters(function.abilities);
  blankLine();
  cover(Construct::Func);
  const size_t head = out_->size();
  line({});
  frames_.assign(1, {});
  depth_ = 1;
  mayFail_ = isRemote_ = false;
  defineParameters(parameters, Audience::Program);
  this->statements(statements);
  if (effects_ == 0 || out_->size() == head + 1) note();
  const std::vector<const Type*> results = functionResults(Audience::Program);
  if (!results.empty()) returnLine(results);
  depth_ = 0;
  const std::vector<Member> braces(
      parameters.begin(), parameters.begin() + static_cast<std::ptrdiff_t>(function.abilities));
  const std::vector<Member> rest(
      parameters.begin() + static_cast<std::ptrdiff_t>(function.abilities), parameters.end());
  Tokens text;
  text << "func " << one(Role::Introduced, function.path.front());
  if (!braces.empty()) text << "{" << typeText(braces.front().type) << "}";
  (*out_)[head].tokens = text << parameterList(rest) << resultList(results) << ":";
  for (const Member& parameter : parameters) {
    int pushes = unknownLength;
    for (const Variable* variable : variables())
      if (variable->name == parameter.name && variable->isExact) pushes = variable->length;
    function.pushes.push_back(pushes);
  }
  blankLine();
  function.type = types_.arrow(parameters, results);
  function.mayFail = mayFail_;
  function.isRemote = isRemote_;
  frames_.clear();
  here_.names.push_back(function.path.front());
  here_.functions.push_back(std::move(function));
}

std::vector<Member> Generator::exportedParameters() {
  const Type* text = types_.scalar(Scalar::String);
  const Type* texts = types_.collection(Kind::Array, text);
  std::vector<Member> parameters = {{"peer1", text},  {"peer2", text}, {"peer3", text},
                                    {"peers", texts}, {"other", text}, {"otherRelay", text},
                                    {"vias", texts}};
  for (int i = random_.between(1, 4); i > 0; --i)
    parameters.push_back({fresh("p"), dataType(2)});
  if (random_.chance(25))
    parameters.push_back({fresh("s"), types_.collection(Kind::Stream, dataType(1))});
  for (int i = random_.between(0, 2); i > 0; --i) {
    cover(Construct::Callback);
    parameters.push_back({fresh("h"), simpleArrow()});
  }
  return parameters;
}

/// The function that is run. Returns its name.
std::string Generator::defineExported(std::vector<Member>& parameters) {
  program_.function = "*";
  const std::string name = fresh("run");
  parameters = exportedParameters();
  blankLine();
  const size_t head = out_->size();
  line({});
  frames_.assign(1, {});
  depth_ = 1;
  defineParameters(parameters, Audience::World);
  statements(options_.size);
  const std::vector<const Type*> results = functionResults(Audience::World);
  if (!results.empty())
    returnLine(results);
  else
    note();
  depth_ = 0;
  (*out_)[head].tokens = Tokens() << "func " << one(Role::Introduced, name)
                                  << parameterList(parameters) << resultList(results) << ":";
  frames_.clear();
  here_.names.push_back(name);
  return name;
}

} // namespace aqua::fuzz
