// Statements of random programs that need no stream.

#include "RandomProgram.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"

#include "Generator.h"

namespace aqua::test {

using Kind = Op::Kind;

Generator::Generator(uint32_t seed, const RandomProgramOptions& options)
    : random_(seed), options_(options) {
  program_.seed = seed;
  program_.hasRelay = options.hasRelay;
}

RandomProgram Generator::generate() {
  chooseArguments();
  NameList vars{"p1"};
  Scope scope{&vars, {}, static_cast<int>(options_.depth), false, false};
  program_.body = std::move(*block(scope, options_.length));
  llvm::erase(vars, "p1");
  if (vars.empty()) {
    program_.result = {"\"none\""};
  } else {
    program_.result = {vars.back()};
    const std::string& other = random_.pick(vars);
    if (other != vars.back()) program_.result.push_back(other);
  }
  if (options_.failing > 0) {
    for (NameList* list : {&program_.failing, &program_.bad})
      for (const std::string& tag : tags_)
        if (random_.chance(options_.failing)) list->push_back(tag);
  }
  if (options_.down > 0 && random_.chance(options_.down)) program_.down = random_.pick(nodes_);
  return std::move(program_);
}

// ------------------------------------------------------------------------------ Parts of
// statements

OpPtr Generator::make(Kind kind) {
  auto op = std::make_unique<Op>();
  op->kind = kind;
  return op;
}

OpPtr Generator::group(Kind kind, OpPtr child) {
  OpPtr op = make(kind);
  op->children.push_back(std::move(child));
  return op;
}

OpPtr Generator::sequence(OpPtr first, OpPtr second) {
  OpPtr seq = group(Kind::Seq, std::move(first));
  seq->children.push_back(std::move(second));
  return seq;
}

std::string Generator::tag() {
  tags_.push_back(fresh("t"));
  return '"' + tags_.back() + '"';
}

NameList Generator::shuffled(size_t count) {
  NameList list = nodes_;
  for (size_t i = list.size() - 1; i > 0; --i)
    std::swap(list[i], list[random_.below(i + 1)]);
  list.resize(count);
  return list;
}

void Generator::chooseArguments() {
  const size_t psCount = options_.hasEmptyArrays ? random_.below(4) : 1 + random_.below(3);
  const size_t qsCount = 1 + random_.below(2);
  auto& arguments = program_.arguments;
  arguments.push_back({"p1", {random_.pick(nodes_)}});
  arguments.push_back({"p2", {random_.pick(nodes_)}});
  arguments.push_back({"p3", {random_.chance(0.15) ? "relay" : random_.pick(nodes_)}});
  arguments.push_back({"p4", {random_.pick(nodes_)}});
  arguments.push_back({"c2", {"client2"}});
  arguments.push_back({"r2", {"relay2"}});
  arguments.push_back({"ps", shuffled(psCount)});
  arguments.push_back({"qs", shuffled(qsCount)});
  arguments.push_back(
      {"rs", random_.chance(0.5) ? NameList{"relay2"} : NameList{"node4", "relay2"}});
  program_.arrays = {"ps", "qs", "rs"};
  counts_["ps"] = static_cast<unsigned>(psCount);
  counts_["qs"] = static_cast<unsigned>(qsCount);
}

OpPtr Generator::on(OpPtr body, const NameList& items) {
  OpPtr op = group(Kind::On, std::move(body));
  const double r = random_.next();
  const auto at = [&](std::string peer, std::vector<Op::Via> via) {
    op->peer = std::move(peer);
    op->via = std::move(via);
  };
  if (!items.empty() && r < 0.3)
    at(random_.pick(items), {});
  else if (r < 0.62)
    at(random_.pick({"p1", "p2", "p3"}), {});
  else if (r < 0.72)
    at("c2", {{"r2", false}});
  else if (r < 0.77)
    at("c2", {{"rs", true}});
  else if (r < 0.82)
    at("p4", {{"p3", false}});
  else if (r < 0.86)
    at("c2", {{"p1", false}, {"r2", false}});
  else if (r < 0.93)
    at(options_.hasRelay ? relayName : "p4", {});
  else if (options_.hasRelay)
    at(initPeer, {{relayName, false}});
  else
    at(initPeer, {});
  return op;
}

OpPtr Generator::maybeOn(double probability, OpPtr statement, const Scope& scope) {
  if (!random_.chance(probability)) return statement;
  return on(group(Kind::Seq, std::move(statement)), scope.items);
}

std::string Generator::argument(const Scope& scope) {
  const NameList& vars = *scope.vars;
  if (vars.empty() || !random_.chance(0.75)) return '"' + fresh("l") + '"';
  if (!random_.chance(0.5)) return random_.pick(vars);
  const size_t count = std::min<size_t>(2, vars.size());
  return random_.pick(NameList(vars.end() - static_cast<std::ptrdiff_t>(count), vars.end()));
}

OpPtr Generator::call(const char* function, NameList arguments, std::string output) {
  OpPtr op = make(Kind::Call);
  op->function = function;
  op->arguments = std::move(arguments);
  op->output = std::move(output);
  return op;
}

OpPtr Generator::copy(std::string value, std::string output) {
  OpPtr op = make(Kind::Ap);
  op->value = std::move(value);
  op->output = std::move(output);
  return op;
}

OpPtr Generator::callStatement(const Scope& scope) {
  std::string output = fresh("x");
  std::string first = tag();
  std::string second = argument(scope);
  scope.vars->push_back(output);
  return call("get", {first, second}, output);
}

// --------------------------------------------------------------------------- Blocks and statements

/// A block with variables of its own.
OpPtr Generator::innerBlock(const Scope& scope, unsigned limit) {
  NameList vars = *scope.vars;
  Scope inner = scope.deeper();
  inner.vars = &vars;
  return block(inner, limit);
}

OpPtr Generator::block(const Scope& scope, unsigned limit) {
  const unsigned count = 1 + random_.below(limit);
  OpPtr seq = make(Kind::Seq);
  for (unsigned i = 0; i < count; ++i)
    statement(scope, *seq);
  return seq;
}

/// One statement that Aqua accepts after `par`.
OpPtr Generator::parBranch(const Scope& scope) {
  const double r = random_.next();
  if (r < 0.3) return callStatement(scope);
  if (r < 0.8) return on(block(scope.deeper(), 2), scope.items);
  if (r < 0.9) {
    OpPtr op = group(Kind::Try, innerBlock(scope, 2));
    op->children.push_back(innerBlock(scope, 1));
    return op;
  }
  return seqLoop(scope, 1);
}

void Generator::statement(const Scope& scope, Op& out) {
  auto& list = out.children;
  if (options_.hasDerived && scope.depth > 0 && random_.chance(0.25)) return derived(scope, out);
  const bool mayHaveStream = scope.depth > 0 && !scope.isInLoop && !scope.isInStream;
  if (options_.hasMeetings && mayHaveStream && random_.chance(0.2)) return stream(scope, out);
  const double r = random_.next();
  if (scope.depth <= 0 || r < 0.25)
    list.push_back(callStatement(scope));
  else if (r < 0.5)
    list.push_back(on(block(scope.deeper(), 2), scope.items));
  else if (r < 0.6)
    parallelStatement(scope, out);
  else if (r < 0.64)
    list.push_back(group(Kind::Co, on(innerBlock(scope, 2), scope.items)));
  else if (r < 0.74)
    list.push_back(guarded(scope));
  else if (r < 0.82)
    conditional(scope, out);
  else if (r < 0.9)
    list.push_back(seqLoop(scope, 2));
  else if (r < 0.93)
    record(scope, out);
  else if (r < 0.96)
    closure(scope, out);
  else if (!scope.isInLoop && !scope.isInStream)
    stream(scope, out);
  else
    list.push_back(callStatement(scope));
}

/// With meetings, a step often takes what two branches define.
void Generator::parallelStatement(const Scope& scope, Op& out) {
  const size_t before = scope.vars->size();
  out.children.push_back(parallel(scope));
  if (!options_.hasMeetings || scope.vars->size() < before + 2) return;
  const std::string one = (*scope.vars)[before], other = scope.vars->back();
  const std::string first = tag(), output = fresh("x");
  out.children.push_back(maybeOn(0.3, call("get", {first, one, other}, output), scope));
  scope.vars->push_back(output);
}

OpPtr Generator::parallel(const Scope& scope) {
  const unsigned count = random_.chance(0.2) ? 3 : 2;
  const NameList base = *scope.vars;
  OpPtr par = make(Kind::Par);
  for (unsigned i = 0; i < count; ++i) {
    NameList vars = base;
    Scope inner = scope.deeper();
    inner.vars = &vars;
    par->children.push_back(parBranch(inner));
    scope.vars->insert(scope.vars->end(), vars.begin() + static_cast<std::ptrdiff_t>(base.size()),
                       vars.end());
  }
  return par;
}

OpPtr Generator::guarded(const Scope& scope) {
  OpPtr op = group(Kind::Try, innerBlock(scope, 2));
  const std::string error = fresh("e");
  if (random_.chance(0.4)) {
    std::string first = tag();
    op->children.push_back(sequence(copy(":error:", error),
                                    call("err", {first, error + ".$.error_code"}, fresh("x"))));
  } else {
    op->children.push_back(random_.chance(0.3) ? make(Kind::Seq) : innerBlock(scope, 1));
  }
  return op;
}

void Generator::conditional(const Scope& scope, Op& out) {
  const std::string condition = fresh("b");
  std::string first = tag();
  std::string second = argument(scope);
  out.children.push_back(maybeOn(0.3, call("bool", {first, second}, condition), scope));
  OpPtr op = make(Kind::If);
  op->name = condition;
  fresh("f");
  op->children.push_back(innerBlock(scope, 2));
  if (random_.chance(0.5)) op->children.push_back(innerBlock(scope, 2));
  out.children.push_back(std::move(op));
}

/// A record and access to its field, which may be missing.
void Generator::record(const Scope& scope, Op& out) {
  const std::string whole = fresh("d");
  const std::string field = fresh("y");
  std::string first = tag();
  std::string second = argument(scope);
  out.children.push_back(maybeOn(0.5, call("recd", {first, second}, whole), scope));
  out.children.push_back(copy(whole + ".$.a", field));
  scope.vars->push_back(field);
}

/// A closure runs where it was defined.
void Generator::closure(const Scope& scope, Op& out) {
  OpPtr definition = make(Kind::Closure);
  definition->name = fresh("cl");
  std::string first = tag();
  OpPtr use = make(Kind::CallClosure);
  use->name = definition->name;
  use->output = fresh("x");
  std::string second = argument(scope);
  use->arguments = {first, second};
  scope.vars->push_back(use->output);
  out.children.push_back(std::move(definition));
  out.children.push_back(maybeOn(0.7, std::move(use), scope));
}

// --------------------------------------------------------------------------------------- Programs

RandomProgramOptions mixedOptions(uint32_t seed) {
  RandomProgramOptions options;
  options.length = 3;
  options.failing = seed % 3 == 0 ? 0.15 : 0;
  options.down = seed % 10 == 1 ? 1 : 0;
  options.hasEmptyArrays = seed % 4 == 0;
  return options;
}

RandomProgramOptions derivedOptions(uint32_t seed) {
  RandomProgramOptions options = mixedOptions(seed);
  options.hasDerived = true;
  options.hasRelay = seed % 5 != 0;
  return options;
}

RandomProgramOptions meetingOptions(uint32_t seed) {
  RandomProgramOptions options = mixedOptions(seed);
  options.hasMeetings = true;
  return options;
}

RandomProgram randomProgram(uint32_t seed, const RandomProgramOptions& options) {
  return Generator(seed, options).generate();
}

} // namespace aqua::test
