#include "RandomProgram.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace aqua::test {

using Kind = Op::Kind;
using OpPtr = std::unique_ptr<Op>;
using Names = std::vector<std::string>;

namespace {

const char* const initPeer = "%init_peer_id%";
const char* const relayName = "-relay-";

// -------------------------------------------------------------------------------------- Generator

/// mulberry32: small, and the same in every language.
class Random {
public:
  explicit Random(uint32_t seed) : state_(seed) {}

  double next() {
    state_ += 0x6d2b79f5U;
    uint32_t t = (state_ ^ (state_ >> 15)) * (1U | state_);
    t = (t + (t ^ (t >> 7)) * (61U | t)) ^ t;
    return (t ^ (t >> 14)) / 4294967296.0;
  }
  unsigned below(size_t limit) {
    return static_cast<unsigned>(next() * static_cast<double>(limit));
  }
  bool chance(double probability) { return next() < probability; }
  const std::string& pick(const Names& list) { return list[below(list.size())]; }

private:
  uint32_t state_;
};

class Generator {
public:
  Generator(uint32_t seed, const RandomProgramOptions& options) : random_(seed), options_(options) {
    program_.seed = seed;
  }

  RandomProgram generate() {
    chooseArguments();
    Names vars{"p1"};
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
      for (Names* list : {&program_.failing, &program_.bad})
        for (const std::string& tag : tags_)
          if (random_.chance(options_.failing)) list->push_back(tag);
    }
    if (options_.down > 0 && random_.chance(options_.down)) program_.down = random_.pick(nodes_);
    return std::move(program_);
  }

private:
  /// What a statement may use. Blocks of one scope share their list of variables.
  struct Scope {
    Names* vars = nullptr;
    Names items;
    int depth = 0;
    bool isInLoop = false;
    bool isInStream = false;

    [[nodiscard]] Scope deeper() const {
      Scope copy = *this;
      --copy.depth;
      return copy;
    }
  };

  static OpPtr make(Kind kind) {
    auto op = std::make_unique<Op>();
    op->kind = kind;
    return op;
  }
  static OpPtr group(Kind kind, OpPtr child) {
    OpPtr op = make(kind);
    op->children.push_back(std::move(child));
    return op;
  }
  std::string fresh(const char* prefix) { return prefix + std::to_string(++lastId_); }
  std::string tag() {
    tags_.push_back(fresh("t"));
    return '"' + tags_.back() + '"';
  }
  Names shuffled(size_t count) {
    Names list = nodes_;
    for (size_t i = list.size() - 1; i > 0; --i)
      std::swap(list[i], list[random_.below(i + 1)]);
    list.resize(count);
    return list;
  }

  void chooseArguments() {
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
    arguments.push_back({"rs", random_.chance(0.5) ? Names{"relay2"} : Names{"node4", "relay2"}});
    program_.arrays = {"ps", "qs", "rs"};
    counts_["ps"] = static_cast<unsigned>(psCount);
    counts_["qs"] = static_cast<unsigned>(qsCount);
  }

  OpPtr on(OpPtr body, const Names& items) {
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
      at(relayName, {});
    else
      at(initPeer, {{relayName, false}});
    return op;
  }

  std::string argument(const Scope& scope) {
    const Names& vars = *scope.vars;
    if (vars.empty() || !random_.chance(0.75)) return '"' + fresh("l") + '"';
    if (!random_.chance(0.5)) return random_.pick(vars);
    const size_t count = std::min<size_t>(2, vars.size());
    return random_.pick(Names(vars.end() - static_cast<std::ptrdiff_t>(count), vars.end()));
  }

  OpPtr call(const char* function, Names arguments, std::string output) {
    OpPtr op = make(Kind::Call);
    op->function = function;
    op->arguments = std::move(arguments);
    op->output = std::move(output);
    return op;
  }

  OpPtr callStatement(const Scope& scope) {
    std::string output = fresh("x");
    std::string first = tag();
    std::string second = argument(scope);
    scope.vars->push_back(output);
    return call("get", {first, second}, output);
  }

  /// A block with variables of its own.
  OpPtr innerBlock(const Scope& scope, unsigned limit) {
    Names vars = *scope.vars;
    Scope inner = scope.deeper();
    inner.vars = &vars;
    return block(inner, limit);
  }

  OpPtr block(const Scope& scope, unsigned limit) {
    const unsigned count = 1 + random_.below(limit);
    OpPtr seq = make(Kind::Seq);
    for (unsigned i = 0; i < count; ++i)
      statement(scope, *seq);
    return seq;
  }

  OpPtr loop(const Scope& scope, unsigned limit) {
    OpPtr op = make(Kind::For);
    op->name = random_.pick({"ps", "qs"});
    op->item = fresh("i");
    Names vars = *scope.vars;
    vars.push_back(op->item);
    Scope inner = scope.deeper();
    inner.vars = &vars;
    inner.items.push_back(op->item);
    inner.isInLoop = true;
    op->children.push_back(block(inner, limit));
    return op;
  }

  /// One statement that Aqua accepts after `par`.
  OpPtr parBranch(const Scope& scope) {
    const double r = random_.next();
    if (r < 0.3) return callStatement(scope);
    if (r < 0.8) return on(block(scope.deeper(), 2), scope.items);
    if (r < 0.9) {
      OpPtr op = group(Kind::Try, innerBlock(scope, 2));
      op->children.push_back(innerBlock(scope, 1));
      return op;
    }
    return loop(scope, 1);
  }

  void statement(const Scope& scope, Op& out) {
    auto& list = out.children;
    const double r = random_.next();
    if (scope.depth <= 0 || r < 0.25)
      list.push_back(callStatement(scope));
    else if (r < 0.5)
      list.push_back(on(block(scope.deeper(), 2), scope.items));
    else if (r < 0.6)
      list.push_back(parallel(scope));
    else if (r < 0.64)
      list.push_back(group(Kind::Co, on(innerBlock(scope, 2), scope.items)));
    else if (r < 0.74)
      list.push_back(guarded(scope));
    else if (r < 0.82)
      conditional(scope, out);
    else if (r < 0.9)
      list.push_back(loop(scope, 2));
    else if (r < 0.93)
      record(scope, out);
    else if (r < 0.96)
      closure(scope, out);
    else if (!scope.isInLoop && !scope.isInStream)
      stream(scope, out);
    else
      list.push_back(callStatement(scope));
  }

  OpPtr parallel(const Scope& scope) {
    const unsigned count = random_.chance(0.2) ? 3 : 2;
    const Names base = *scope.vars;
    OpPtr par = make(Kind::Par);
    for (unsigned i = 0; i < count; ++i) {
      Names vars = base;
      Scope inner = scope.deeper();
      inner.vars = &vars;
      par->children.push_back(parBranch(inner));
      scope.vars->insert(scope.vars->end(), vars.begin() + static_cast<std::ptrdiff_t>(base.size()),
                         vars.end());
    }
    return par;
  }

  OpPtr guarded(const Scope& scope) {
    OpPtr op = group(Kind::Try, innerBlock(scope, 2));
    const std::string error = fresh("e");
    if (random_.chance(0.4)) {
      OpPtr handler = make(Kind::Seq);
      OpPtr copy = make(Kind::Ap);
      copy->value = ":error:";
      copy->output = error;
      handler->children.push_back(std::move(copy));
      std::string first = tag();
      handler->children.push_back(call("err", {first, error + ".$.error_code"}, fresh("x")));
      op->children.push_back(std::move(handler));
    } else {
      op->children.push_back(random_.chance(0.3) ? make(Kind::Seq) : innerBlock(scope, 1));
    }
    return op;
  }

  void conditional(const Scope& scope, Op& out) {
    const std::string condition = fresh("b");
    std::string first = tag();
    std::string second = argument(scope);
    OpPtr decide = call("bool", {first, second}, condition);
    if (random_.chance(0.3)) decide = on(group(Kind::Seq, std::move(decide)), scope.items);
    out.children.push_back(std::move(decide));
    OpPtr op = make(Kind::If);
    op->name = condition;
    fresh("f");
    op->children.push_back(innerBlock(scope, 2));
    if (random_.chance(0.5)) op->children.push_back(innerBlock(scope, 2));
    out.children.push_back(std::move(op));
  }

  /// A record and access to its field, which may be missing.
  void record(const Scope& scope, Op& out) {
    const std::string whole = fresh("d");
    const std::string field = fresh("y");
    std::string first = tag();
    std::string second = argument(scope);
    OpPtr get = call("recd", {first, second}, whole);
    if (random_.chance(0.5)) get = on(group(Kind::Seq, std::move(get)), scope.items);
    out.children.push_back(std::move(get));
    OpPtr ap = make(Kind::Ap);
    ap->value = whole + ".$.a";
    ap->output = field;
    out.children.push_back(std::move(ap));
    scope.vars->push_back(field);
  }

  /// A closure runs where it was defined.
  void closure(const Scope& scope, Op& out) {
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
    if (random_.chance(0.7)) use = on(group(Kind::Seq, std::move(use)), scope.items);
    out.children.push_back(std::move(use));
  }

  OpPtr producer(const Scope& scope, const std::string& stream) {
    OpPtr seq = make(Kind::Seq);
    const std::string value = fresh("x");
    std::string first = tag();
    std::string second = argument(scope);
    seq->children.push_back(call("get", {first, second}, value));
    OpPtr push = make(Kind::Push);
    push->value = value;
    push->stream = stream;
    seq->children.push_back(std::move(push));
    return seq;
  }

  /// A stream with producers, something between, a gate and a consumer.
  void stream(const Scope& scope, Op& out) {
    const std::string name = "$" + fresh("s");
    program_.streams.push_back(name);
    unsigned count = 0;
    Scope inner = scope;
    inner.isInStream = true;
    inner.depth = std::min(scope.depth - 1, 1);
    if (random_.chance(0.7)) {
      OpPtr op = make(Kind::ForPar);
      op->name = random_.pick({"ps", "qs"});
      count += counts_[op->name];
      op->item = fresh("i");
      Names vars = *scope.vars;
      vars.push_back(op->item);
      Scope body = inner;
      body.vars = &vars;
      OpPtr remote = on(producer(body, name), {op->item});
      if (random_.chance(0.7)) {
        remote->peer = op->item;
        remote->via.clear();
      }
      op->children.push_back(std::move(remote));
      out.children.push_back(std::move(op));
    }
    if (count == 0 || random_.chance(0.5)) {
      ++count;
      out.children.push_back(group(Kind::Co, on(producer(inner, name), scope.items)));
    }
    if (random_.chance(0.4)) statement(inner, out);
    const std::string result = fresh("x");
    OpPtr gate = make(Kind::Gate);
    gate->stream = name;
    gate->size = count;
    OpPtr consumer = call("arr", {tag()}, result);
    consumer->stream = name;
    scope.vars->push_back(result);
    if (random_.chance(0.3)) {
      OpPtr seq = group(Kind::Seq, std::move(gate));
      seq->children.push_back(std::move(consumer));
      out.children.push_back(on(std::move(seq), scope.items));
    } else {
      out.children.push_back(std::move(gate));
      out.children.push_back(std::move(consumer));
    }
  }

  Random random_;
  RandomProgramOptions options_;
  RandomProgram program_;
  Names tags_;
  const Names nodes_{"node1", "node2", "node3", "node4"};
  llvm::StringMap<unsigned> counts_;
  unsigned lastId_ = 0;
};

// ------------------------------------------------------------------------------------ Flow process

class Lowering {
public:
  explicit Lowering(const RandomProgram& program) : program_(program), build_(process_) {}

  flow::Process lower() {
    process_.name = "f";
    relay_ = build_.var(flow::VarKind::Scalar, relayName, {});
    process_.relay = relay_;
    vars_[relayName] = relay_;
    process_.root =
        build_.location(nullptr, flow::ProcessBuilder::constant(Operand::Kind::InitPeer),
                        {{flow::ProcessBuilder::variable(relay_), false}});
    const flow::Location* root = process_.root;
    for (const std::string& stream : program_.streams)
      vars_[stream] = build_.var(flow::VarKind::Stream, llvm::StringRef(stream).drop_front(), {});

    llvm::SmallVector<const flow::Node*, 16> statements;
    statements.push_back(fetch(relayName));
    for (const auto& [name, peers] : program_.arguments)
      statements.push_back(fetch(name));
    statements.push_back(lower(program_.body, root));
    statements.push_back(respond());
    const flow::Node* body = build_.seq(root, {}, statements);
    for (const std::string& stream : program_.streams) {
      auto* scope = build_.make<flow::New>(root, {});
      scope->variable = vars_[stream];
      scope->body = body;
      body = scope;
    }
    process_.body = body;
    process_.errorHandler = handler();
    return std::move(process_);
  }

private:
  using Operand = flow::Operand;
  using Location = flow::Location;

  flow::Call* service(const Location* at, llvm::StringRef id, llvm::StringRef function) {
    auto* call = build_.make<flow::Call>(at, {});
    call->service = build_.string(id);
    call->function = build_.copy(function);
    return call;
  }

  flow::VarId define(const std::string& name, flow::VarKind kind) {
    return vars_[name] = build_.var(kind, name, {});
  }

  const flow::Node* fetch(const std::string& name) {
    flow::Call* call = service(process_.root, "getDataSrv", name);
    call->hasOutput = true;
    call->output = name == relayName ? relay_ : define(name, flow::VarKind::Scalar);
    return call;
  }

  const flow::Node* respond() {
    flow::Call* call = service(process_.root, "callbackSrv", "response");
    call->arguments = operands(program_.result);
    return call;
  }

  const flow::Call* handler() {
    flow::Call* call = service(process_.root, "errorHandlingSrv", "error");
    const Operand arguments[] = {flow::ProcessBuilder::constant(Operand::Kind::Error),
                                 build_.number("0")};
    call->arguments = build_.copy(llvm::ArrayRef(arguments));
    return call;
  }

  Operand operand(llvm::StringRef text) {
    if (text.consume_front("\"")) return build_.string(text.drop_back());
    if (text == initPeer) return flow::ProcessBuilder::constant(Operand::Kind::InitPeer);
    if (text == ":error:") return flow::ProcessBuilder::constant(Operand::Kind::Error);
    const auto [name, lens] = text.split(".$.");
    const Operand base = flow::ProcessBuilder::variable(vars_.at(name.str()));
    if (lens.empty()) return base;
    flow::Accessor field;
    field.field = build_.copy(lens);
    return build_.with(base, field);
  }

  llvm::ArrayRef<Operand> operands(const Names& texts) {
    llvm::SmallVector<Operand, 4> list;
    for (const std::string& text : texts)
      list.push_back(operand(text));
    return build_.copy(llvm::ArrayRef(list));
  }

  const flow::Node* lower(const Op& op, const Location* at) {
    switch (op.kind) {
    case Kind::Seq: {
      llvm::SmallVector<const flow::Node*, 8> children;
      for (const OpPtr& child : op.children)
        children.push_back(lower(*child, at));
      return build_.seq(at, {}, children);
    }
    case Kind::On: return lower(*op.children[0], place(op, at));
    case Kind::Par: {
      llvm::SmallVector<const flow::Node*, 4> branches;
      for (const OpPtr& child : op.children)
        branches.push_back(lower(*child, at));
      auto* par = build_.make<flow::Par>(at, {});
      par->branches = build_.copy(llvm::ArrayRef(branches));
      return par;
    }
    case Kind::Co: {
      auto* co = build_.make<flow::Co>(at, {});
      co->body = lower(*op.children[0], at);
      return co;
    }
    case Kind::Try: {
      auto* guarded = build_.make<flow::Try>(at, {});
      guarded->body = lower(*op.children[0], at);
      const flow::Node* const handlers[] = {lower(*op.children[1], at)};
      guarded->handlers = build_.copy(llvm::ArrayRef(handlers));
      return guarded;
    }
    case Kind::If: {
      auto* choice = build_.make<flow::If>(at, {});
      choice->condition = {operand(op.name), flow::ProcessBuilder::boolean(true), false};
      choice->thenBranch = lower(*op.children[0], at);
      choice->elseBranch =
          op.children.size() > 1 ? lower(*op.children[1], at) : build_.seq(at, {}, {});
      return choice;
    }
    case Kind::For:
    case Kind::ForPar: {
      auto* loop = build_.make<flow::For>(at, {});
      loop->mode = op.kind == Kind::For ? flow::ForMode::Seq : flow::ForMode::Par;
      loop->iterable = operand(op.name);
      loop->item = define(op.item, flow::VarKind::Item);
      loop->body = lower(*op.children[0], at);
      return loop;
    }
    case Kind::Closure: closures_[op.name] = at; return build_.seq(at, {}, {});
    case Kind::CallClosure: return call("get", op, closures_.at(op.name));
    case Kind::Call: return call(op.function, op, at);
    case Kind::Ap: {
      auto* ap = build_.make<flow::Ap>(at, {});
      ap->value = operand(op.value);
      ap->target = define(op.output, flow::VarKind::Scalar);
      return ap;
    }
    case Kind::Push: {
      auto* push = build_.make<flow::Push>(at, {});
      push->value = operand(op.value);
      push->stream = vars_.at(op.stream);
      return push;
    }
    case Kind::Gate: {
      auto* gate = build_.make<flow::Gate>(at, {});
      gate->stream = vars_.at(op.stream);
      gate->size = build_.number(std::to_string(op.size));
      gate->target = build_.var(flow::VarKind::Canon, "gate", {});
      return gate;
    }
    }
    llvm_unreachable("unknown kind of statement");
  }

  const flow::Node* call(llvm::StringRef function, const Op& op, const Location* at) {
    flow::Call* call = service(at, "srv", function);
    llvm::SmallVector<Operand, 4> arguments(operands(op.arguments));
    llvm::SmallVector<const flow::Node*, 2> nodes;
    if (!op.stream.empty()) {
      auto* canon = build_.make<flow::Canon>(at, {});
      canon->source = vars_.at(op.stream);
      canon->target = build_.var(flow::VarKind::Canon, "frozen", {});
      arguments.push_back(flow::ProcessBuilder::variable(canon->target));
      nodes.push_back(canon);
    }
    call->arguments = build_.copy(llvm::ArrayRef(arguments));
    call->hasOutput = true;
    call->output = define(op.output, flow::VarKind::Scalar);
    nodes.push_back(call);
    return build_.seq(at, {}, nodes);
  }

  const Location* place(const Op& op, const Location* outer) {
    llvm::SmallVector<flow::Via, 2> via;
    for (const Op::Via& stop : op.via)
      via.push_back({operand(stop.peer), stop.isCollection});
    return build_.location(outer, operand(op.peer), via);
  }

  const RandomProgram& program_;
  flow::Process process_;
  flow::ProcessBuilder build_;
  flow::VarId relay_;
  std::map<std::string, flow::VarId> vars_;
  std::map<std::string, const Location*> closures_;
};

llvm::StringRef text(Kind kind) {
  switch (kind) {
  case Kind::Seq: return "seq";
  case Kind::On: return "on";
  case Kind::Par: return "par";
  case Kind::Co: return "co";
  case Kind::Try: return "try";
  case Kind::If: return "if";
  case Kind::For: return "for";
  case Kind::ForPar: return "forpar";
  case Kind::Call: return "call";
  case Kind::CallClosure: return "callclosure";
  case Kind::Closure: return "closure";
  case Kind::Ap: return "ap";
  case Kind::Push: return "push";
  case Kind::Gate: return "gate";
  }
  llvm_unreachable("unknown kind of statement");
}

} // namespace

RandomProgramOptions mixedOptions(uint32_t seed) {
  RandomProgramOptions options;
  options.length = 3;
  options.failing = seed % 3 == 0 ? 0.15 : 0;
  options.down = seed % 10 == 1 ? 1 : 0;
  options.hasEmptyArrays = seed % 4 == 0;
  return options;
}

RandomProgram randomProgram(uint32_t seed, const RandomProgramOptions& options) {
  return Generator(seed, options).generate();
}

flow::Process toProcess(const RandomProgram& program) {
  return Lowering(program).lower();
}

llvm::json::Value toJson(const Op& op) {
  llvm::json::Object object{{"kind", text(op.kind)}};
  const auto put = [&](const char* key, const std::string& value) {
    if (!value.empty()) object[key] = value;
  };
  put("peer", op.peer);
  put("name", op.name);
  put("item", op.item);
  put("function", op.function);
  put("value", op.value);
  put("output", op.output);
  put("stream", op.stream);
  if (op.kind == Kind::Gate) object["size"] = op.size;
  if (!op.arguments.empty()) object["arguments"] = llvm::json::Array(op.arguments);
  if (op.kind == Kind::On) {
    llvm::json::Array via;
    for (const Op::Via& stop : op.via)
      via.push_back(llvm::json::Object{{"peer", stop.peer}, {"isCollection", stop.isCollection}});
    object["via"] = std::move(via);
  }
  llvm::json::Array children;
  for (const OpPtr& child : op.children)
    children.push_back(toJson(*child));
  object["children"] = std::move(children);
  return object;
}

} // namespace aqua::test
