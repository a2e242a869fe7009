// Statements that are executed one after the other.

#include "Generator.h"

namespace aqua::fuzz {

void Generator::seen(const Tokens& value) {
  ++effects_;
  line(one(Role::VariableUse, probe_)
       << "." << one(Role::MethodUse, "seen") << "(" << value << ")");
}

void Generator::note() {
  seen(one(Role::String, "\"" + fresh("n") + "\""));
}

/// A block with the statements, after what `before` defines; it has at least one effect.
void Generator::blockIn(Frame frame, int statements, const std::function<void()>& before,
                        const std::function<void()>& after) {
  frames_.push_back(std::move(frame));
  ++depth_;
  const bool outer = std::exchange(noPrelude_, false);
  const int effects = effects_;
  const size_t lines = out_->size();
  if (before) before();
  for (int i = 0; i < statements && frames_.size() < 9; ++i)
    statement();
  if (effects == effects_ || out_->size() == lines) note();
  if (after) after();
  noPrelude_ = outer;
  --depth_;
  leave();
}

void Generator::statements(int amount) {
  fuel_ = amount;
  while (fuel_ > 0)
    statement();
}

bool Generator::statement() {
  if (fuel_ <= 0) return false;
  --fuel_;
  const auto form = [&](bool (Generator::*member)()) -> Form {
    return [this, member] { return (this->*member)(); };
  };
  const bool isDeep = frames_.size() > 5;
  const int block = isDeep ? 0 : 1;
  if (random_.chance(3)) {
    cover(Construct::Comment);
    line(Tokens() << "-- a comment: x <- [");
  }
  return oneOf({{24, [this] { return callStatement(); }},
                {9, form(&Generator::assign)},
                {14, form(&Generator::probe)},
                {7, form(&Generator::push)},
                {5, form(&Generator::declareStream)},
                {7 * block, form(&Generator::ifStatement)},
                {6 * block, form(&Generator::tryStatement)},
                {2 * block, form(&Generator::otherwiseAfter)},
                {6 * block, [this] { return forIn({}); }},
                {14 * block, [this] { return onStatement({}); }},
                {5 * block, form(&Generator::parStatement)},
                {3 * block, form(&Generator::coStatement)},
                {3 * block, form(&Generator::forPar)},
                {2, form(&Generator::joinStatement)},
                {4, form(&Generator::serviceId)},
                {4 * block, form(&Generator::closureStatement)},
                {3, form(&Generator::arrowVariable)},
                {3, form(&Generator::abilityVariable)},
                {2, form(&Generator::serviceVariable)},
                {options_.hasFaults ? 2 : 0, form(&Generator::failingCall)},
                {2 * block, form(&Generator::parSeq)},
                {2 * block, form(&Generator::forTry)},
                {2 * block, form(&Generator::forRec)},
                {3 * block, form(&Generator::streamMap)}});
}

bool Generator::assign() {
  const Type* type = dataType(2);
  const std::string name = fresh("v");
  if (random_.chance(12)) {
    Tokens text;
    const int count = random_.between(1, 3);
    for (int i = 0; i < count; ++i) {
      if (i > 0) text << ", ";
      text << value(type, {.depth = 1, .isExact = true, .isOrdered = true, .isOperand = true})
                  .tokens;
    }
    cover(Construct::StreamLiteral);
    line(one(Role::Introduced, name) << " = *[" << text << "]");
    define({.name = name, .type = types_.collection(Kind::Stream, type), .length = count});
    return true;
  }
  const Value assigned = value(type);
  if (assigned.length == 0) return false;
  cover(Construct::Assign);
  line(one(Role::Introduced, name) << " = " << assigned.tokens);
  define({.name = name,
          .type = assigned.type,
          .constant = assigned.constant,
          .length = assigned.length,
          .isStandard = assigned.isStandard,
          .isUnordered = assigned.isUnordered,
          .isPeer = assigned.isPeer});
  return true;
}

bool Generator::probe() {
  const Value shown = value(random_.chance(50) ? types_.simple(Kind::Top) : dataType(2));
  seen(shown.tokens);
  return true;
}

bool Generator::declareStream() {
  newStream(dataType(1));
  return true;
}

Variable& Generator::newStream(const Type* element) {
  cover(Construct::DeclareStream);
  const std::string name = fresh("s");
  const Type* type = types_.collection(Kind::Stream, element);
  line(one(Role::Introduced, name) << ": " << typeText(type));
  return define({.name = name, .type = type, .length = 0});
}

bool Generator::push() {
  std::vector<std::string> names;
  for (const Variable* variable : variables())
    if (canPush(*variable, 1) && variable->name[0] == 's') names.push_back(variable->name);
  if (names.empty()) return declareStream();
  const std::string name = random_.pick(names);
  const auto find = [&]() -> Variable& {
    for (Variable* variable : variables())
      if (variable->name == name) return *variable;
    return *variables().front();
  };
  const Value pushed = value(find().type->element, {.depth = 2, .isOperand = false});
  if (!canPush(find(), 1)) return false;
  cover(Construct::Push);
  line(one(Role::VariableUse, name) << " <<- " << pushed.tokens);
  Variable& stream = find();
  notePush(stream, 1);
  stream.isUnordered |= pushed.isUnordered;
  return true;
}

bool Generator::ifStatement() {
  const Value condition = value(types_.scalar(Scalar::Bool));
  cover(Construct::If);
  line(Tokens() << "if " << condition.tokens << ":");
  Frame frame{.kind = BlockKind::Maybe, .isIf = true};
  blockIn(frame, random_.between(1, 3));
  if (!random_.chance(45)) return true;
  cover(Construct::Else);
  line(Tokens() << "else:");
  blockIn(frame, random_.between(1, 3));
  return true;
}

/// The body of a `try`, which fails now and then.
void Generator::guarded(ErrorUse use) {
  const bool outer = std::exchange(isObserved_, use == ErrorUse::Observed || isObserved_);
  blockIn({.kind = BlockKind::Maybe}, random_.between(1, 2), {}, [&] {
    if (options_.hasFaults && random_.chance(70)) failingCall();
  });
  isObserved_ = outer;
}

/// Looks at the error first: whatever is executed may change it in the reference (spec/03 §15.2).
void Generator::handler(ErrorUse use, const std::string& error) {
  blockIn({.kind = BlockKind::Maybe}, random_.between(0, 2), [&] {
    if (use == ErrorUse::Ignored) return;
    const bool isLast = error.empty() || random_.chance(15);
    cover(isLast ? Construct::LastError : Construct::ErrorField);
    seen(Tokens() << one(Role::VariableUse, isLast ? "LAST_ERROR" : error) << "."
                  << one(Role::FieldUse, random_.chance(50) ? "message" : "error_code"));
  });
}

bool Generator::tryStatement() {
  const ErrorUse use = random_.chance(60) ? ErrorUse::Observed : ErrorUse::Ignored;
  cover(Construct::Try);
  line(Tokens() << "try:");
  const bool outerMayFail = mayFail_;
  guarded(use);
  mayFail_ = outerMayFail;
  const int handlers = random_.chance(80) ? random_.chance(20) ? 2 : 1 : 0;
  for (int i = 0; i < handlers; ++i) {
    cover(i > 0 ? Construct::CatchTwice : Construct::Catch);
    const std::string error = fresh("e");
    line(Tokens() << "catch " << one(Role::Introduced, error) << ":");
    handler(i == 0 ? use : ErrorUse::Ignored, error);
  }
  if (random_.chance(25)) {
    cover(Construct::Otherwise);
    line(Tokens() << "otherwise:");
    handler(handlers == 0 ? use : ErrorUse::Ignored, "");
  }
  return true;
}

bool Generator::otherwiseAfter() {
  const std::set<std::string> before = pendingNames();
  std::set<std::string> known;
  for (const Variable* variable : variables())
    known.insert(variable->name);
  if (!(random_.chance(60) ? callStatement({}) : forIn({}))) return false;
  cover(Construct::OtherwiseAfterStatement);
  line(Tokens() << "otherwise:");
  blockIn({.kind = BlockKind::Maybe}, 1);
  for (Variable* variable : variables())
    if (known.count(variable->name) == 0) variable->isPending = true;
  return true;
}

/// Something to loop over whose order is certain.
std::optional<Value> Generator::iterable(Length length) {
  const bool needsLength = length == Length::Known;
  std::vector<Value> all, found;
  for (const Variable* variable : variables())
    if (variable->outstanding == 0) paths(use(*variable), 2, all);
  for (Value& value : all)
    if (value.type->isCollection() && !value.isUnordered &&
        (!needsLength || (value.length != unknownLength && value.type->kind != Kind::Stream)))
      found.push_back(std::move(value));
  if (found.empty() || random_.chance(15)) {
    Value literal = *collectionLiteral(types_.collection(Kind::Array, scalarType()),
                                       {.depth = 1, .isOrdered = true});
    if (literal.length > 0) return literal;
  }
  if (found.empty()) return std::nullopt;
  Value chosen = random_.pick(found);
  for (const Variable* variable : variables())
    if (variable->name == chosen.tokens.front().text) noteRead(*variable);
  return chosen;
}

bool Generator::forIn(Tokens prefix) {
  const std::optional<Value> items = iterable(Length::Any);
  if (!items) return false;
  cover(Construct::For);
  const std::string item = fresh("i");
  line(prefix << "for " << one(Role::Introduced, item) << " <- " << items->tokens << ":");
  // A stream may be longer than known.
  const int times = items->type->kind == Kind::Stream ? unknownLength : items->length;
  loopBody({.kind = BlockKind::Loop, .times = times}, *items, item, nullptr);
  return true;
}

Tokens Generator::onHead(Frame& frame) {
  Tokens head;
  head << "on ";
  const int choice = random_.between(1, 100);
  cover(Construct::On);
  if (choice <= 12) {
    cover(Construct::OnRelay);
    frame.losesErrors = true;
    return head << one(Role::VariableUse, "HOST_PEER_ID");
  }
  if (choice <= 20) {
    cover(Construct::OnInit);
    frame.losesErrors = true;
    return head << one(Role::VariableUse, "INIT_PEER_ID") << " via "
                << one(Role::VariableUse, "HOST_PEER_ID");
  }
  const bool isExported = !frames_.empty() && !frames_.front().variables.empty() &&
                          frames_.front().variables.front().name == "peer1";
  if (choice <= 28 && isExported) {
    cover(Construct::OnVia);
    return head << one(Role::VariableUse, "other") << " via "
                << one(Role::VariableUse, "otherRelay");
  }
  if (choice <= 34 && isExported) {
    cover(Construct::OnViaCollection);
    frame.losesErrors = true;
    return head << one(Role::VariableUse, "other") << " via " << one(Role::VariableUse, "vias");
  }
  head << peer().tokens;
  if (random_.chance(10)) head << " via " << one(Role::VariableUse, "HOST_PEER_ID");
  return head;
}

bool Generator::onStatement(Tokens prefix) {
  Frame frame{.kind = BlockKind::On};
  const Tokens head = onHead(frame);
  isRemote_ = true;
  line(prefix << head << ":");
  blockIn(std::move(frame), random_.between(1, 3));
  return true;
}

bool Generator::joinStatement() {
  std::vector<std::string> streams;
  for (const Variable* variable : variables())
    if (variable->type->kind == Kind::Stream && variable->length > 0 && variable->outstanding == 0)
      streams.push_back(variable->name + "[" +
                        std::to_string(random_.between(0, variable->length - 1)) + "]");
  if (streams.empty()) return false;
  cover(Construct::Join);
  const std::string& chosen = random_.pick(streams);
  const size_t bracket = chosen.find('[');
  line(Tokens() << "join " << one(Role::VariableUse, chosen.substr(0, bracket))
                << chosen.substr(bracket));
  ++effects_;
  return true;
}

bool Generator::serviceId() {
  if (here_.services.empty()) return false;
  const Type* service = random_.pick(here_.services);
  const Tokens name = typeName(service->name);
  const bool isQualified = spelling_[service->name].size() > 1;
  cover(isQualified ? Construct::QualifiedServiceId : Construct::ServiceId);
  const std::string id = service->name + "-" + std::to_string(random_.between(1, 2));
  line(Tokens(name) << " " << one(Role::String, "\"" + id + "\""));
  frames_.back().serviceIds.push_back(service);
  return true;
}

bool Generator::closureStatement() {
  if (!has(Feature::Closures)) return false;
  closure(simpleArrow(), ClosureBody::Long);
  return true;
}

bool Generator::arrowVariable() {
  if (!has(Feature::Arrows)) return false;
  const std::optional<Value> arrow = arrowValue(simpleArrow());
  if (!arrow) return false;
  cover(Construct::ArrowVariable);
  const std::string name = fresh("g");
  line(one(Role::Introduced, name) << " = " << arrow->tokens);
  Callable callable;
  callable.path = {name};
  callable.type = arrow->type;
  frames_.back().callables.push_back(std::move(callable));
  return true;
}

bool Generator::abilityVariable() {
  if (!has(Feature::Abilities) || here_.abilities.empty()) return false;
  const Type* type = random_.pick(here_.abilities);
  const std::optional<Value> ability = abilityValue(type, {.depth = 2, .isOrdered = true});
  if (!ability || ability->type->kind != Kind::Ability) return false;
  const std::string name = fresh("v");
  line(one(Role::Introduced, name) << " = " << ability->tokens);
  define({.name = name, .type = ability->type});
  return true;
}

bool Generator::serviceVariable() {
  if (here_.services.empty()) return false;
  const std::optional<Value> service = serviceValue(random_.pick(here_.services));
  if (!service) return false;
  cover(Construct::ServiceVariable);
  const std::string name = fresh("v");
  line(one(Role::Introduced, name) << " = " << service->tokens);
  define({.name = name, .type = service->type});
  return true;
}

/// A call of a service function whose mock may fail.
bool Generator::failingCall() {
  if (!canFail()) return false;
  std::vector<Callable> flaky;
  for (Callable& callable : visibleCallables())
    if (callable.isMethod && callable.mayFail) flaky.push_back(std::move(callable));
  if (flaky.empty()) return false;
  const Callable& chosen = random_.pick(flaky);
  const std::optional<Tokens> call = callText(chosen, {.depth = 1});
  if (!call) return false;
  mayFail_ = true;
  ++effects_;
  return bind(chosen, *call, {});
}

} // namespace aqua::fuzz
