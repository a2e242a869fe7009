// Checks the invariants of the process tree that later stages rely on. A report is a bug of the
// lowering, never of the user's program.

#include "Flow.h"
#include "Mentions.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/Twine.h"

namespace aqua::flow {

namespace {

/// Where an operand stands: AIR allows different forms in each position (spec/04 §3).
enum class Position : uint8_t {
  Value,
  ApValue,
  Peer,
  Peers,
  Service,
  Key,
  Condition,
  Iterable,
  Size
};

llvm::StringRef text(Position position) {
  switch (position) {
  case Position::Value: return "argument";
  case Position::ApValue: return "copied value";
  case Position::Peer: return "peer";
  case Position::Peers: return "list of peers";
  case Position::Service: return "service id";
  case Position::Key: return "key";
  case Position::Condition: return "condition";
  case Position::Iterable: return "iterable";
  case Position::Size: return "size of a gate";
  }
  llvm_unreachable("unknown position");
}

class Verifier {
public:
  explicit Verifier(const Process& process)
      : process_(process), states_(process.vars.size(), State::Unwritten) {}

  std::vector<Problem> run() {
    if (!process_.root) report("no root location");
    if (!process_.body) report("no body");
    const bool isReported = process_.errors != ErrorMode::Unreported;
    if (isReported != (process_.errorHandler != nullptr))
      report("no error handler, or one too many");
    if (!errors_.empty()) return std::move(errors_);
    if (process_.root->outer) report("the root location stands in another one");
    visit(*process_.body);
    if (process_.errorHandler) visit(*process_.errorHandler);
    return std::move(errors_);
  }

private:
  /// Hidden: it was written in a loop or branch of an `if` that has ended.
  enum class State : uint8_t { Unwritten, Written, Hidden };

  void report(const llvm::Twine& text) { errors_.push_back({loc_, text.str()}); }

  VarKind kind(VarId id) { return process_.vars[id.value].kind; }

  std::string name(VarId id) {
    return ("`" + process_.vars[id.value].hint + "` (" + llvm::Twine(id.value) + ")").str();
  }

  static bool isPlain(VarKind kind) { return kind == VarKind::Scalar || kind == VarKind::Item; }
  static bool isLive(VarKind kind) { return kind == VarKind::Stream || kind == VarKind::StreamMap; }

  bool isKnown(VarId id) {
    if (id.value < process_.vars.size()) return true;
    report("variable " + llvm::Twine(id.value) + " does not exist");
    return false;
  }

  // -- Reading and writing

  void read(VarId id) {
    if (!isKnown(id)) return;
    switch (states_[id.value]) {
    case State::Unwritten: return report(name(id) + " is read before it is written");
    case State::Hidden: return report(name(id) + " is read outside of its loop or branch");
    case State::Written: return;
    }
  }

  /// Streams and maps exist from their New on and may be written again and again.
  void define(VarId id) {
    if (!isKnown(id)) return;
    if (isLive(kind(id))) return read(id);
    if (states_[id.value] != State::Unwritten && !choiceTargets_.contains(id.value))
      report(name(id) + " is written twice");
    states_[id.value] = State::Written;
    defined_.push_back(id);
  }

  /// Visits a part whose definitions end with it.
  template <typename F>
  void scoped(F visitPart) {
    const size_t before = defined_.size();
    visitPart();
    for (size_t i = before; i < defined_.size(); ++i)
      states_[defined_[i].value] = State::Hidden;
    defined_.resize(before);
  }

  // -- Operands

  void check(const Operand& operand, Position position) {
    forEachVariable(operand, [&](VarId id) { read(id); });
    if (operand.isVariable() && !isKnown(operand.variable)) return;
    if (!operand.lens.empty() && operand.length) report("a length cannot follow a lens");
    if (!operand.isVariable() && operand.length) report("a constant has no length");
    checkLens(operand);
    if (!allows(position, operand))
      report("this cannot stand as " + text(position) + ": " + describe(operand));
    else if (mustNotFail(position) && canFail(operand, process_.vars))
      report(text(position) + " can fail: " + describe(operand));
  }

  void checkLens(const Operand& operand) {
    const bool ofMap = operand.isVariable() && kind(operand.variable) == VarKind::CanonMap;
    for (const Accessor& accessor : operand.lens) {
      if (accessor.kind != Accessor::Kind::Variable || !isKnown(accessor.variable)) continue;
      const VarKind index = kind(accessor.variable);
      // An item as key of a canon map is an error of AquaVM (spec/04 §8.3).
      if (!isPlain(index) || (ofMap && index == VarKind::Item))
        report(name(accessor.variable) + " cannot be an index");
    }
  }

  static bool mustNotFail(Position position) {
    switch (position) {
    case Position::Peer:
    case Position::Peers:
    case Position::Key:
    case Position::Condition:
    case Position::Size: return true;
    case Position::Value:
    case Position::ApValue:
    case Position::Service:
    case Position::Iterable: return false;
    }
    llvm_unreachable("unknown position");
  }

  bool allows(Position position, const Operand& operand) {
    using Kind = Operand::Kind;
    if (!operand.isVariable() && operand.kind != Kind::Error && !operand.lens.empty()) return false;
    if (operand.isVariable()) return allowsVariable(position, operand);
    switch (position) {
    case Position::Value:
    case Position::ApValue:
    case Position::Condition: return true;
    case Position::Peer: return operand.kind == Kind::String || operand.kind == Kind::InitPeer;
    case Position::Service: return operand.kind == Kind::String;
    case Position::Key: return operand.kind == Kind::String || operand.kind == Kind::Number;
    case Position::Peers:
    case Position::Iterable: return operand.kind == Kind::EmptyArray;
    case Position::Size: return operand.kind == Kind::Number;
    }
    llvm_unreachable("unknown position");
  }

  bool allowsVariable(Position position, const Operand& operand) {
    const VarKind of = kind(operand.variable);
    const bool isWhole = operand.lens.empty() && !operand.length;
    if (isLive(of)) return false; // the iterable of `rec` is checked apart
    switch (position) {
    case Position::Value:
    case Position::Condition: return true;
    case Position::ApValue: return of != VarKind::CanonMap || !isWhole;
    case Position::Peer:
    case Position::Service: return !operand.length && (isPlain(of) || !isWhole);
    case Position::Key:
      return !operand.length && (isPlain(of) || (of == VarKind::Canon && !isWhole));
    case Position::Peers:
    case Position::Iterable: return !operand.length && (of != VarKind::Canon || isWhole);
    case Position::Size: return isPlain(of) && isWhole;
    }
    llvm_unreachable("unknown position");
  }

  std::string describe(const Operand& operand) {
    if (!operand.isVariable()) return ("constant `" + operand.text + "`").str();
    return name(operand.variable) + (operand.length ? ".length" : "") +
           (operand.lens.empty() ? "" : " with lens");
  }

  // -- Nodes

  void checkPlace(const Node& node) {
    if (!node.at) return report("a node has no location");
    const Location* outermost = node.at;
    for (; outermost->outer; outermost = outermost->outer) {
    }
    if (outermost != process_.root) report("a location does not stand in the root");
    // The relay is fetched at the root, so nothing can be asked of the root itself.
    for (const Location* at = node.at; at && at != process_.root; at = at->outer) {
      check(at->peer, Position::Peer);
      for (const Via& via : at->via)
        check(via.peer, via.isCollection ? Position::Peers : Position::Peer);
    }
  }

  void expect(VarId id, bool isRight, llvm::StringRef role) {
    if (!isRight) report(name(id) + " has the wrong kind for " + role);
  }

  void visit(const Node& node) {
    loc_ = node.loc;
    checkPlace(node);
    switch (node.kind()) {
    case NodeKind::Seq: return visitSeq(llvm::cast<Seq>(node));
    case NodeKind::Par:
      if (llvm::cast<Par>(node).branches.size() < 2) report("a par of less than two branches");
      return visitChildren(node);
    case NodeKind::Co: return visitChildren(node);
    case NodeKind::Try:
      if (llvm::cast<Try>(node).handlers.empty()) report("a try without handler");
      return visitChildren(node);
    case NodeKind::Traced: return visitTraced(llvm::cast<Traced>(node));
    case NodeKind::If: return visitIf(llvm::cast<If>(node));
    case NodeKind::Choice: return visitChoice(llvm::cast<Choice>(node));
    case NodeKind::For: return visitFor(llvm::cast<For>(node));
    case NodeKind::New: return visitNew(llvm::cast<New>(node));
    case NodeKind::Call: return visitCall(llvm::cast<Call>(node));
    case NodeKind::Canon: return visitCanon(llvm::cast<Canon>(node));
    case NodeKind::Gate: return visitGate(llvm::cast<Gate>(node));
    case NodeKind::Wait: {
      const VarId id = llvm::cast<Wait>(node).variable;
      expect(id, isPlain(kind(id)), "what is waited for");
      return read(id);
    }
    case NodeKind::Ap: return visitAp(llvm::cast<Ap>(node));
    case NodeKind::Push: {
      const auto& push = llvm::cast<Push>(node);
      check(push.value, Position::ApValue);
      expect(push.stream, kind(push.stream) == VarKind::Stream, "a push");
      return define(push.stream);
    }
    case NodeKind::Insert: {
      const auto& insert = llvm::cast<Insert>(node);
      check(insert.key, Position::Key);
      check(insert.value, Position::ApValue);
      expect(insert.map, kind(insert.map) == VarKind::StreamMap, "an insertion");
      return define(insert.map);
    }
    }
  }

  void visitChildren(const Node& node) {
    for (const Node* child : children(node))
      visit(*child);
  }

  void visitSeq(const Seq& seq) {
    if (seq.children.size() == 1) report("a seq of one child");
    for (const Node* child : seq.children) {
      if (llvm::isa<Seq>(child)) report("a seq directly in a seq");
      visit(*child);
    }
  }

  void visitTraced(const Traced& traced) {
    visit(*traced.body);
    scoped([&] {
      for (const Call* call : traced.report) {
        if (call->at != process_.root) report("a failure is not reported at the root");
        visit(*call);
      }
    });
  }

  void visitIf(const If& node) {
    check(node.condition.left, Position::Condition);
    check(node.condition.right, Position::Condition);
    scoped([&] { visit(*node.thenBranch); });
    scoped([&] { visit(*node.elseBranch); });
  }

  void visitChoice(const Choice& node) {
    check(node.condition.left, Position::Condition);
    check(node.condition.right, Position::Condition);
    const auto* ap = llvm::dyn_cast<Ap>(node.thenBranch);
    if (!ap) return report("the first branch of a choice is not one ap");
    if (canFail(ap->value, process_.vars)) report("the first branch of a choice can fail");
    visit(*ap);
    const bool isOuter = choiceTargets_.insert(ap->target.value).second;
    visit(*node.elseBranch);
    if (isOuter) choiceTargets_.erase(ap->target.value);
    if (!defines(*node.elseBranch, ap->target))
      report("the second branch of a choice does not define " + name(ap->target));
  }

  /// True if the node surely writes the variable when it completes.
  static bool defines(const Node& node, VarId id) {
    if (const auto* seq = llvm::dyn_cast<Seq>(&node))
      return llvm::any_of(seq->children, [&](const Node* child) { return defines(*child, id); });
    if (const auto* scope = llvm::dyn_cast<New>(&node)) return defines(*scope->body, id);
    if (const auto* choice = llvm::dyn_cast<Choice>(&node))
      return defines(*choice->thenBranch, id) && defines(*choice->elseBranch, id);
    const auto* ap = llvm::dyn_cast<Ap>(&node);
    return ap && ap->target == id;
  }

  void visitFor(const For& loop) {
    const bool isLiveSource = loop.iterable.isVariable() && isLive(kind(loop.iterable.variable)) &&
                              loop.iterable.lens.empty();
    if (loop.mode == ForMode::Rec && isLiveSource)
      read(loop.iterable.variable);
    else
      check(loop.iterable, Position::Iterable);
    if (loop.mode == ForMode::Rec && !isLiveSource) report("a rec loop needs a live stream or map");
    expect(loop.item, kind(loop.item) == VarKind::Item, "an item");
    scoped([&] {
      define(loop.item);
      visit(*loop.body);
    });
  }

  void visitNew(const New& scope) {
    if (!isKnown(scope.variable)) return;
    if (states_[scope.variable.value] != State::Unwritten)
      report(name(scope.variable) + " is declared twice");
    states_[scope.variable.value] = State::Written;
    visit(*scope.body);
    if (isLive(kind(scope.variable))) states_[scope.variable.value] = State::Hidden;
  }

  void visitCall(const Call& call) {
    check(call.service, Position::Service);
    for (const Operand& argument : call.arguments)
      check(argument, Position::Value);
    if (!call.hasOutput || !isKnown(call.output)) return;
    const VarKind of = kind(call.output);
    expect(call.output, of == VarKind::Scalar || of == VarKind::Stream, "the output of a call");
    define(call.output);
  }

  void visitCanon(const Canon& canon) {
    read(canon.source);
    const VarKind source = kind(canon.source);
    const VarKind target = kind(canon.target);
    expect(canon.source, isLive(source), "a canon");
    expect(canon.target,
           source == VarKind::Stream ? target == VarKind::Canon
                                     : target == VarKind::CanonMap || target == VarKind::Scalar,
           "the result of a canon");
    define(canon.target);
  }

  void visitGate(const Gate& gate) {
    read(gate.stream);
    expect(gate.stream, kind(gate.stream) == VarKind::Stream, "a gate");
    expect(gate.target, kind(gate.target) == VarKind::Canon, "the result of a gate");
    check(gate.size, Position::Size);
    define(gate.target);
  }

  void visitAp(const Ap& ap) {
    check(ap.value, Position::ApValue);
    expect(ap.target, kind(ap.target) == VarKind::Scalar, "the target of an ap");
    define(ap.target);
  }

  const Process& process_;
  std::vector<State> states_;  // by VarId
  std::vector<VarId> defined_; // written and visible, in order
  llvm::DenseSet<uint32_t> choiceTargets_;
  std::vector<Problem> errors_;
  Loc loc_; // of the node that was entered last
};

} // namespace

std::vector<Problem> verify(const Process& process) {
  return Verifier(process).run();
}

} // namespace aqua::flow
