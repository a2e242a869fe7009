// A process as indented text, for people and golden tests; `@ …` says where the following steps
// run, once per change, from the outermost place below the root inwards.

#include "llvm/ADT/STLExtras.h"

#include "StepWriter.h"

namespace aqua::flow {

namespace {

class Printer {
public:
  Printer(const Process& process, llvm::raw_ostream& out)
      : process_(process), out_(out), writer_(process.vars, out) {}

  void print() {
    out_ << "process " << process_.name << " at ";
    writer_.write(*process_.root);
    out_ << '\n';
    place_ = process_.root;
    if (!process_.body) {
      line(0) << "(not lowered)\n";
      return;
    }
    printBlock(*process_.body, 1);
    if (!process_.errorHandler) return;
    place_ = process_.root;
    line(0) << "on error\n";
    printNode(*process_.errorHandler, 1);
  }

private:
  llvm::raw_ostream& line(unsigned depth) { return out_.indent(2 * depth); }

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
      writer_.write(*at);
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

  void printNode(const Node& node, unsigned depth) {
    printPlaceChange(node.at, depth);
    line(depth);
    switch (node.kind()) {
    case NodeKind::Seq: return printGroup(llvm::cast<Seq>(node), depth);
    case NodeKind::Par: return printGroup(llvm::cast<Par>(node), depth);
    case NodeKind::Co: return printGroup(llvm::cast<Co>(node), depth);
    case NodeKind::Try: return printGroup(llvm::cast<Try>(node), depth);
    case NodeKind::Traced: return printGroup(llvm::cast<Traced>(node), depth);
    case NodeKind::If: return printAlternatives("if ", llvm::cast<If>(node), depth);
    case NodeKind::Choice: return printAlternatives("choose ", llvm::cast<Choice>(node), depth);
    case NodeKind::For: return printGroup(llvm::cast<For>(node), depth);
    case NodeKind::New: return printGroup(llvm::cast<New>(node), depth);
    case NodeKind::Call:
    case NodeKind::Canon:
    case NodeKind::Gate:
    case NodeKind::Wait:
    case NodeKind::Ap:
    case NodeKind::Push:
    case NodeKind::Insert:
      writer_.writeStep(node);
      out_ << '\n';
      return;
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

  void printGroup(const Traced& traced, unsigned depth) {
    out_ << "traced\n";
    printBlock(*traced.body, depth + 1);
    line(depth) << "on error\n";
    for (const Call* call : traced.report)
      printNode(*call, depth + 1);
  }

  template <typename T>
  void printAlternatives(llvm::StringRef keyword, const T& node, unsigned depth) {
    out_ << keyword;
    writer_.write(node.condition);
    out_ << '\n';
    printBlock(*node.thenBranch, depth + 1);
    const auto* otherwise = llvm::dyn_cast<Seq>(node.elseBranch);
    if (!otherwise || !otherwise->children.empty()) printPart("else", *node.elseBranch, depth);
  }

  void printGroup(const For& loop, unsigned depth) {
    writer_.writeLoop(loop.item, loop.iterable, loop.mode);
    if (loop.isNonEmpty) out_ << " (not empty)";
    out_ << '\n';
    printBlock(*loop.body, depth + 1);
  }

  void printGroup(const New& scope, unsigned depth) {
    out_ << "new " << writer_.name(scope.variable) << '\n';
    printBlock(*scope.body, depth + 1);
  }

  const Process& process_;
  llvm::raw_ostream& out_;
  const Location* place_ = nullptr;
  StepWriter writer_;
};

} // namespace

void print(const Process& process, llvm::raw_ostream& out) {
  Printer(process, out).print();
}

} // namespace aqua::flow
