// A process as indented text, for people and golden tests. AIR's sigils ($ % # #%) mark the kind of
// a variable; `@ …` says where the following steps run, once per change, from the outermost place
// below the root inwards.

#include "Flow.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

namespace aqua::flow {

namespace {

llvm::StringRef sigil(VarKind kind) {
  switch (kind) {
  case VarKind::Scalar:
  case VarKind::Item: return "";
  case VarKind::Stream: return "$";
  case VarKind::StreamMap: return "%";
  case VarKind::Canon: return "#";
  case VarKind::CanonMap: return "#%";
  }
  llvm_unreachable("unknown kind of variable");
}

class Printer {
public:
  Printer(const Process& process, llvm::raw_ostream& out)
      : process_(process), out_(out), names_(process.vars.size()) {}

  void print() {
    out_ << "process " << process_.name << " at ";
    printOwnPlace(*process_.root);
    out_ << '\n';
    place_ = process_.root;
    if (!process_.body) {
      line(0) << "(not lowered)\n";
      return;
    }
    printBlock(*process_.body, 1);
    place_ = process_.root;
    line(0) << "on error\n";
    printNode(*process_.errorHandler, 1);
  }

private:
  llvm::raw_ostream& line(unsigned depth) { return out_.indent(2 * depth); }

  /// The name is chosen when the variable is first printed, so numbers follow the text.
  llvm::StringRef name(VarId id) {
    std::string& known = names_[id.value];
    if (known.empty()) {
      const Var& var = process_.vars[id.value];
      known = (llvm::Twine(sigil(var.kind)) + var.hint).str();
      const unsigned uses = ++uses_[known];
      if (uses > 1) known += "'" + std::to_string(uses);
    }
    return known;
  }

  void printOperand(const Operand& operand) {
    switch (operand.kind) {
    case Operand::Kind::String: out_ << '"' << operand.text << '"'; break;
    case Operand::Kind::Number:
    case Operand::Kind::Boolean: out_ << operand.text; break;
    case Operand::Kind::EmptyArray: out_ << "[]"; break;
    case Operand::Kind::InitPeer: out_ << "%init_peer_id%"; break;
    case Operand::Kind::Ttl: out_ << "%ttl%"; break;
    case Operand::Kind::Timestamp: out_ << "%timestamp%"; break;
    case Operand::Kind::Error: out_ << ":error:"; break;
    case Operand::Kind::Variable: out_ << name(operand.variable); break;
    }
    for (const Accessor& accessor : operand.lens) {
      switch (accessor.kind) {
      case Accessor::Kind::Field: out_ << '.' << accessor.field; break;
      case Accessor::Kind::Index: out_ << '[' << accessor.index << ']'; break;
      case Accessor::Kind::Variable: out_ << '[' << name(accessor.variable) << ']'; break;
      }
    }
    if (operand.length) out_ << ".length";
  }

  void printOwnPlace(const Location& place) {
    printOperand(place.peer);
    for (const Via& via : place.via) {
      out_ << " via ";
      printOperand(via.peer);
      if (via.isCollection) out_ << "...";
    }
  }

  void printPlaceChange(const Location* place, unsigned depth) {
    if (place == place_) return;
    place_ = place;
    llvm::SmallVector<const Location*, 4> path;
    for (const Location* at = place; at && at->outer; at = at->outer)
      path.push_back(at);
    line(depth) << '@';
    if (path.empty()) out_ << " root";
    for (const Location* at : llvm::reverse(path)) {
      out_ << (at == path.back() ? " " : " > ");
      printOwnPlace(*at);
    }
    out_ << '\n';
  }

  void printBlock(const Node& node, unsigned depth) {
    if (const auto* seq = llvm::dyn_cast<Seq>(&node)) {
      if (seq->children.empty()) line(depth) << "nothing\n";
      for (const Node* child : seq->children)
        printNode(*child, depth);
      return;
    }
    printNode(node, depth);
  }

  void printPart(llvm::StringRef keyword, const Node& body, unsigned depth) {
    line(depth) << keyword << '\n';
    printBlock(body, depth + 1);
  }

  void printCondition(const Condition& condition) {
    printOperand(condition.left);
    out_ << (condition.isNegated ? " != " : " == ");
    printOperand(condition.right);
  }

  void printNode(const Node& node, unsigned depth) {
    printPlaceChange(node.at, depth);
    line(depth);
    switch (node.kind()) {
    case NodeKind::Seq: return printGroup(llvm::cast<Seq>(node), depth);
    case NodeKind::Par: return printGroup(llvm::cast<Par>(node), depth);
    case NodeKind::Co: return printGroup(llvm::cast<Co>(node), depth);
    case NodeKind::Try: return printGroup(llvm::cast<Try>(node), depth);
    case NodeKind::If: return printAlternatives("if ", llvm::cast<If>(node), depth);
    case NodeKind::Choice: return printAlternatives("choose ", llvm::cast<Choice>(node), depth);
    case NodeKind::For: return printGroup(llvm::cast<For>(node), depth);
    case NodeKind::New: return printGroup(llvm::cast<New>(node), depth);
    case NodeKind::Call: return printStep(llvm::cast<Call>(node));
    case NodeKind::Canon: return printStep(llvm::cast<Canon>(node));
    case NodeKind::Gate: return printStep(llvm::cast<Gate>(node));
    case NodeKind::Wait: return printStep(llvm::cast<Wait>(node));
    case NodeKind::Ap: return printStep(llvm::cast<Ap>(node));
    case NodeKind::Push: return printStep(llvm::cast<Push>(node));
    case NodeKind::Insert: return printStep(llvm::cast<Insert>(node));
    }
  }

  void printGroup(const Seq& seq, unsigned depth) {
    out_ << "seq\n";
    printBlock(seq, depth + 1);
  }

  void printGroup(const Par& par, unsigned depth) {
    out_ << "par\n";
    for (const Node* branch : par.branches)
      printPart("branch", *branch, depth + 1);
  }

  void printGroup(const Co& co, unsigned depth) {
    out_ << "co\n";
    printBlock(*co.body, depth + 1);
  }

  void printGroup(const Try& guarded, unsigned depth) {
    out_ << "try\n";
    printBlock(*guarded.body, depth + 1);
    for (const Node* handler : guarded.handlers)
      printPart("catch", *handler, depth);
  }

  template <typename T>
  void printAlternatives(llvm::StringRef keyword, const T& node, unsigned depth) {
    out_ << keyword;
    printCondition(node.condition);
    out_ << '\n';
    printBlock(*node.thenBranch, depth + 1);
    const auto* otherwise = llvm::dyn_cast<Seq>(node.elseBranch);
    if (!otherwise || !otherwise->children.empty()) printPart("else", *node.elseBranch, depth);
  }

  void printGroup(const For& loop, unsigned depth) {
    out_ << "for " << name(loop.item) << " in ";
    printOperand(loop.iterable);
    switch (loop.mode) {
    case ForMode::Seq: break;
    case ForMode::Par: out_ << " par"; break;
    case ForMode::Try: out_ << " try"; break;
    case ForMode::Rec: out_ << " rec"; break;
    case ForMode::ParSeq: out_ << " parseq"; break;
    }
    if (loop.isNonEmpty) out_ << " (not empty)";
    out_ << '\n';
    printBlock(*loop.body, depth + 1);
  }

  void printGroup(const New& scope, unsigned depth) {
    out_ << "new " << name(scope.variable) << '\n';
    printBlock(*scope.body, depth + 1);
  }

  void printStep(const Call& call) {
    out_ << "call ";
    printOperand(call.service);
    out_ << " \"" << call.function << "\" (";
    for (const Operand& argument : call.arguments) {
      if (&argument != call.arguments.begin()) out_ << ", ";
      printOperand(argument);
    }
    out_ << ')';
    if (call.hasOutput) out_ << " -> " << name(call.output);
    out_ << '\n';
  }

  void printStep(const Canon& canon) {
    out_ << "canon " << name(canon.source) << " -> ";
    out_ << name(canon.target) << '\n';
  }

  void printStep(const Gate& gate) {
    out_ << "gate " << name(gate.stream) << " of ";
    printOperand(gate.size);
    out_ << " -> " << name(gate.target) << '\n';
  }

  void printStep(const Wait& wait) { out_ << "wait " << name(wait.variable) << '\n'; }

  void printStep(const Ap& ap) {
    out_ << "ap ";
    printOperand(ap.value);
    out_ << " -> " << name(ap.target) << '\n';
  }

  void printStep(const Push& push) {
    out_ << "push ";
    printOperand(push.value);
    out_ << " -> " << name(push.stream) << '\n';
  }

  void printStep(const Insert& insert) {
    out_ << "insert ";
    printOperand(insert.key);
    out_ << ": ";
    printOperand(insert.value);
    out_ << " -> " << name(insert.map) << '\n';
  }

  const Process& process_;
  llvm::raw_ostream& out_;
  const Location* place_ = nullptr;
  std::vector<std::string> names_; // by VarId; empty: not printed yet
  llvm::StringMap<unsigned> uses_;
};

} // namespace

void print(const Process& process, llvm::raw_ostream& out) {
  Printer(process, out).print();
}

} // namespace aqua::flow
