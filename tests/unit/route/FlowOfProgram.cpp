// Random programs as flow processes: `on`s and closures become locations.

#include "llvm/ADT/StringExtras.h"

#include "RandomProgram.h"
#include "flow/Passes.h"

namespace aqua::test {

using Kind = Op::Kind;

namespace {

class Lowering {
public:
  explicit Lowering(const RandomProgram& program) : program_(program), build_(process_) {}

  flow::Process lower() {
    process_.name = "f";
    process_.hasRelay = program_.hasRelay;
    llvm::SmallVector<flow::Via, 1> via;
    if (process_.hasRelay) {
      process_.relay = define(relayName, flow::VarKind::Scalar);
      via.push_back({flow::ProcessBuilder::variable(process_.relay), false});
    }
    process_.root =
        build_.location(nullptr, flow::ProcessBuilder::constant(Operand::Kind::InitPeer), via);
    const flow::Location* root = process_.root;
    for (const std::string& stream : program_.streams)
      declare(stream);

    llvm::SmallVector<const flow::Node*, 16> statements;
    if (process_.hasRelay) statements.push_back(fetch(relayName));
    for (const auto& [name, peers] : program_.arguments)
      statements.push_back(fetch(name));
    statements.push_back(lower(program_.body, root));
    statements.push_back(respond());
    const flow::Node* body = build_.seq(root, {}, statements);
    for (const std::string& stream : program_.streams)
      body = restrict(stream, body, root);
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

  /// A stream or map, by the sigil of its name.
  void declare(const std::string& name) {
    const bool isMap = name.front() == '%';
    vars_[name] = build_.var(isMap ? flow::VarKind::StreamMap : flow::VarKind::Stream,
                             llvm::StringRef(name).drop_front(), {});
  }

  const flow::Node* restrict(const std::string& name, const flow::Node* body, const Location* at) {
    auto* scope = build_.make<flow::New>(at, {});
    scope->variable = vars_.at(name);
    scope->body = body;
    return scope;
  }

  const flow::Node* fetch(const std::string& name) {
    flow::Call* call = service(process_.root, "getDataSrv", name);
    call->hasOutput = true;
    call->output = name == relayName ? process_.relay : define(name, flow::VarKind::Scalar);
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
    flow::Accessor accessor;
    if (lens == "[0]")
      accessor.kind = flow::Accessor::Kind::Index;
    else
      accessor.field = build_.copy(lens);
    return build_.with(base, accessor);
  }

  llvm::ArrayRef<Operand> operands(const NameList& texts) {
    llvm::SmallVector<Operand, 4> list;
    for (const std::string& text : texts)
      list.push_back(operand(text));
    return build_.copy(llvm::ArrayRef(list));
  }

  const flow::Node* lower(const Op& op, const Location* at) {
    switch (op.kind) {
    case Kind::Seq: {
      llvm::SmallVector<const flow::Node*, 8> children;
      for (const auto& child : op.children)
        children.push_back(lower(*child, at));
      return build_.seq(at, {}, children);
    }
    case Kind::On: return lower(*op.children[0], place(op, at));
    case Kind::Par: {
      llvm::SmallVector<const flow::Node*, 4> branches;
      for (const auto& child : op.children)
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
      const Operand right =
          op.value.empty() ? flow::ProcessBuilder::boolean(true) : operand(op.value);
      choice->condition = {operand(op.name), right, false};
      choice->thenBranch = lower(*op.children[0], at);
      choice->elseBranch =
          op.children.size() > 1 ? lower(*op.children[1], at) : build_.seq(at, {}, {});
      return choice;
    }
    case Kind::For: return loop(flow::ForMode::Seq, op, at);
    case Kind::ForPar: return loop(flow::ForMode::Par, op, at);
    case Kind::ForTry: return loop(flow::ForMode::Try, op, at);
    case Kind::ForRec: return loop(flow::ForMode::Rec, op, at);
    case Kind::ParSeq: return loop(flow::ForMode::ParSeq, op, at);
    case Kind::New: {
      declare(op.name);
      const flow::Node* body = lower(*op.children[0], at);
      return restrict(op.name, body, at);
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
    case Kind::Insert: {
      auto* insert = build_.make<flow::Insert>(at, {});
      insert->key = operand(op.key);
      insert->value = operand(op.value);
      insert->map = vars_.at(op.stream);
      return insert;
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

  const flow::Node* loop(flow::ForMode mode, const Op& op, const Location* at) {
    auto* loop = build_.make<flow::For>(at, {});
    loop->mode = mode;
    loop->iterable = operand(op.name);
    loop->item = define(op.item, flow::VarKind::Item);
    loop->body = lower(*op.children[0], at);
    return loop;
  }

  const flow::Node* call(llvm::StringRef function, const Op& op, const Location* at) {
    flow::Call* call = service(at, "srv", function);
    llvm::SmallVector<Operand, 4> arguments(operands(op.arguments));
    llvm::SmallVector<const flow::Node*, 2> nodes;
    if (!op.stream.empty()) {
      auto* canon = build_.make<flow::Canon>(at, {});
      canon->source = vars_.at(op.stream);
      const bool isMap = op.stream.front() == '%';
      canon->target =
          build_.var(isMap ? flow::VarKind::CanonMap : flow::VarKind::Canon, "frozen", {});
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
  std::map<std::string, flow::VarId> vars_;
  std::map<std::string, const Location*> closures_;
};

} // namespace

flow::Process toProcess(const RandomProgram& program) {
  flow::Process process = Lowering(program).lower();
  flow::meetAtRelay({process, {}});
  return process;
}

} // namespace aqua::test
