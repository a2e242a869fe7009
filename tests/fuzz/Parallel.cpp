// Statements with parallel parts. Their results are waited for ("gathered") right behind them,
// since everything else is a race.

#include "Generator.h"

namespace aqua::fuzz {

std::set<std::string> Generator::pendingNames() {
  std::set<std::string> names;
  for (const Frame& frame : frames_)
    for (const Variable& variable : frame.variables)
      if (variable.isPending) names.insert(variable.name);
  return names;
}

/// Waits for what the parallel statements just written bind and push.
void Generator::gather(const std::set<std::string>& pendingBefore) {
  program_.isUnordered = true;
  std::vector<Tokens> values, joins;
  for (Frame& frame : frames_)
    for (Variable& variable : frame.variables) {
      const bool isStream = variable.type->kind == Kind::Stream;
      const bool isNewlyPending = variable.isPending && pendingBefore.count(variable.name) == 0;
      if (isStream && (isNewlyPending || (variable.outstanding > 0 && !variable.isPending))) {
        if (isParallel(variable.level) || !variable.isExact) continue;
        const int total = variable.length + variable.outstanding;
        if (total <= 0) continue;
        joins.push_back(one(Role::VariableUse, variable.name)
                        << "[" << std::to_string(total - 1) << "]");
        variable.isUnordered |= variable.outstanding > 0 && total > 1;
        variable.length = total;
        variable.outstanding = 0;
        variable.isPending = false;
      } else if (isNewlyPending && variable.type->isData()) {
        values.push_back(one(Role::VariableUse, variable.name));
        variable.isPending = false;
      }
    }
  for (const Tokens& value : values)
    seen(value);
  for (const Tokens& join : joins) {
    cover(Construct::Join);
    ++effects_;
    line(Tokens() << "join " << join);
  }
}

/// One branch of a `par` group, or what stands behind `co`.
bool Generator::branch(Tokens prefix) {
  const bool isPar = !prefix.empty() && prefix.front().text == "par";
  const bool isCo = !prefix.empty() && prefix.front().text == "co";
  frames_.push_back({.kind = BlockKind::Branch});
  noPrelude_ = true;
  const int choice = random_.between(1, 100);
  bool isDone = false;
  if (choice <= 45) {
    if (isPar || isCo) cover(isPar ? Construct::ParOn : Construct::CoOn);
    isDone = onStatement(prefix);
  } else if (choice <= 55) {
    isDone = forIn(prefix);
    if (isDone && (isPar || isCo)) cover(isPar ? Construct::ParFor : Construct::CoFor);
  }
  if (!isDone) isDone = callStatement(prefix);
  noPrelude_ = false;
  leave();
  return isDone;
}

bool Generator::parStatement() {
  const std::set<std::string> pending = pendingNames();
  if (!branch({})) return false;
  cover(Construct::Par);
  for (int i = random_.between(1, 2); i > 0; --i)
    branch(Tokens() << "par ");
  gather(pending);
  return true;
}

bool Generator::coStatement() {
  const std::set<std::string> pending = pendingNames();
  if (!branch(Tokens() << "co ")) return false;
  cover(Construct::Co);
  gather(pending);
  return true;
}

std::optional<Value> Generator::peers() {
  std::vector<Value> found;
  for (const Variable* variable : variables())
    if (variable->isPeer && variable->type->kind == Kind::Array && variable->length > 0)
      found.push_back(use(*variable));
  if (found.empty()) return std::nullopt;
  return random_.pick(found);
}

/// The body of a loop, with a result that goes into `results` in each iteration.
void Generator::loopBody(Frame frame, const Value& items, const std::string& item,
                         Variable* results) {
  Variable variable{.name = item,
                    .type = items.type->element,
                    .isStandard = items.isStandard,
                    .isPeer = items.isPeer};
  if (variable.isStandard && variable.type->isCollection())
    variable.length = variable.type->kind == Kind::Array ? 2 : 1;
  const std::string stream = results ? results->name : "";
  blockIn(
      std::move(frame), random_.between(1, 2),
      [&] {
        if (!item.empty()) define(variable);
      },
      [&] {
        if (stream.empty()) return;
        for (const Variable* found : variables())
          if (found->name == stream && found->isReadInParallel) return;
        const Type* element = nullptr;
        for (const Variable* found : variables())
          if (found->name == stream) element = found->type->element;
        const Value pushed = value(element, {.depth = 1});
        for (Variable* found : variables())
          if (found->name == stream && canPush(*found, 1)) {
            cover(Construct::Push);
            line(one(Role::VariableUse, stream) << " <<- " << pushed.tokens);
            notePush(*found, 1);
            return;
          }
      });
}

bool Generator::forPar() {
  const bool isRemote = random_.chance(50);
  const std::set<std::string> pending = pendingNames();
  const std::optional<Value> items = isRemote ? peers() : iterable(Length::Known);
  if (!items || items->length <= 0) return false;
  Variable& results = newStream(dataType(1));
  cover(Construct::ForPar);
  const std::string item = fresh("i");
  line(Tokens() << "for " << one(Role::Introduced, item) << " <- " << items->tokens << " par:");
  Variable copy = results;
  Frame frame{.kind = BlockKind::Parallel, .times = items->length};
  if (!isRemote) {
    loopBody(std::move(frame), *items, item, &copy);
  } else {
    isRemote_ = true;
    blockIn(std::move(frame), 0, [&] {
      define({.name = item, .type = items->type->element, .isPeer = true});
      line(Tokens() << "on " << one(Role::VariableUse, item) << ":");
      loopBody({.kind = BlockKind::On}, *items, "", &copy);
    });
  }
  gather(pending);
  return true;
}

bool Generator::parSeq() {
  if (!has(Feature::ParSeq)) return false;
  const std::set<std::string> pending = pendingNames();
  const std::optional<Value> items = peers();
  if (!items) return false;
  Variable copy = newStream(dataType(1));
  cover(Construct::ParSeq);
  isRemote_ = true;
  const std::string item = fresh("i");
  Tokens head;
  head << "parseq " << one(Role::Introduced, item) << " <- " << items->tokens << " on "
       << one(Role::VariableUse, item);
  if (random_.chance(30)) head << " via " << one(Role::VariableUse, "HOST_PEER_ID");
  line(head << ":");
  loopBody({.kind = BlockKind::Parallel, .times = items->length}, *items, item, &copy);
  gather(pending);
  return true;
}

bool Generator::forTry() {
  if (!has(Feature::ForTry)) return false;
  const std::optional<Value> items = iterable(Length::Any);
  if (!items) return false;
  cover(Construct::ForTry);
  const std::string item = fresh("i");
  line(Tokens() << "for " << one(Role::Introduced, item) << " <- " << items->tokens << " try:");
  Variable variable{.name = item, .type = items->type->element, .isPeer = items->isPeer};
  const bool outerMayFail = mayFail_;
  blockIn({.kind = BlockKind::Maybe}, 1, [&] {
    define(variable);
    if (options_.hasFaults) failingCall();
  });
  mayFail_ = outerMayFail;
  return true;
}

/// A loop that feeds itself up to a limit.
bool Generator::forRec() {
  if (!has(Feature::ForRec)) return false;
  const std::set<std::string> pending = pendingNames();
  const int last = random_.between(1, 3);
  const Type* number = types_.scalar(random_.chance(50) ? Scalar::U32 : Scalar::I64);
  const std::string feed = newStream(number).name;
  Variable copy = newStream(dataType(1));
  line(one(Role::VariableUse, feed) << " <<- 0");
  cover(Construct::ForRec);
  const std::string item = fresh("i");
  line(Tokens() << "for " << one(Role::Introduced, item) << " <- " << one(Role::VariableUse, feed)
                << " rec:");
  for (Variable* variable : variables())
    if (variable->name == feed) variable->isPending = true;
  Value items;
  items.type = types_.collection(Kind::Array, number);
  ++depth_;
  line(Tokens() << "if " << one(Role::VariableUse, item) << " < " << std::to_string(last) << ":");
  ++depth_;
  line(one(Role::VariableUse, feed) << " <<- " << one(Role::VariableUse, item) << " + 1");
  depth_ -= 2;
  loopBody({.kind = BlockKind::Parallel, .times = last + 1}, items, item, &copy);
  std::set<std::string> ignored = pending;
  ignored.insert(feed);
  gather(ignored);
  return true;
}

/// Declares a map, fills it and reads it in all ways.
bool Generator::streamMap() {
  if (!has(Feature::Maps)) return false;
  cover(Construct::DeclareMap);
  const Type* element = dataType(1);
  std::optional<Tokens> pair;
  for (const Callable& callable : visibleCallables()) {
    const std::vector<const Type*>& results = callable.type->results;
    if (pair || callable.mayFail || results.size() != 2 || !results[1]->isData() ||
        !results[0]->isScalar(Scalar::String))
      continue;
    pair = callText(callable, {.depth = 1});
    if (pair) element = results[1];
  }
  const std::string map = fresh("m");
  const Tokens use = one(Role::VariableUse, map);
  line(one(Role::Introduced, map) << ": " << typeText(types_.collection(Kind::Map, element)));
  const auto key = [&] { return one(Role::String, random_.chance(50) ? "\"k1\"" : "\"k2\""); };
  for (int i = random_.between(1, 3); i > 0; --i) {
    cover(Construct::Insert);
    const Tokens inserted = value(element, {.depth = 1, .isOrdered = true}).tokens;
    line(Tokens() << use << " <<- " << key() << ", " << inserted);
  }
  if (pair) {
    cover(Construct::CallIntoMap);
    line(Tokens(use) << " <- " << *pair);
  }
  const auto read = [&](llvm::StringRef method, Construct construct, bool hasKey) {
    if (!has(featureOf(construct)) || !random_.chance(50)) return;
    cover(construct);
    const std::string name = fresh("v");
    line(one(Role::Introduced, name) << " = " << use << "." << one(Role::MethodUse, method.str())
                                     << "(" << (hasKey ? key() : Tokens()) << ")");
    const bool isStream = method.ends_with("Stream");
    if (isStream) return;
    seen(one(Role::VariableUse, name));
  };
  read("get", Construct::MapGet, true);
  read("getStream", Construct::MapGetStream, true);
  read("keys", Construct::MapKeys, false);
  read("keysStream", Construct::MapKeysStream, false);
  read("contains", Construct::MapContains, true);
  const bool isPair = random_.chance(50);
  cover(isPair ? Construct::ForPair : Construct::ForKeyValue);
  const std::string item = fresh("i"), other = fresh("i");
  Tokens names = one(Role::Introduced, item);
  if (!isPair) names << ", " << one(Role::Introduced, other);
  line(Tokens() << "for " << names << " <- " << use << ":");
  ++depth_;
  Tokens shown = one(Role::VariableUse, isPair ? item : other);
  if (isPair) shown << "." << one(Role::FieldUse, random_.chance(50) ? "key" : "value");
  seen(shown);
  --depth_;
  return true;
}

} // namespace aqua::fuzz
