// A routed process as indented text, for people and golden tests: the steps as in the flow print,
// each with its peer, and the hops between them.

#include "Make.h"
#include "flow/StepWriter.h"

namespace aqua::route {

namespace {

class Printer {
public:
  Printer(const Process& process, llvm::raw_ostream& out)
      : process_(process), out_(out), writer_(process.vars, out) {}

  void print() {
    out_ << "route " << process_.flow->name << '\n';
    printBlock(*process_.body, 1);
    if (!process_.errorHandler) return;
    out_ << "on error\n";
    line(1);
    writer_.writeStep(*process_.errorHandler);
    printPlace(process_.errorHandler->at);
  }

private:
  llvm::raw_ostream& line(unsigned depth) { return out_.indent(2 * depth); }

  void printPlace(const Location* place) {
    if (place) {
      out_ << "  @ ";
      writer_.write(place->peer);
    }
    out_ << '\n';
  }

  void printBlock(const Node& node, unsigned depth) {
    if (isNothing(node)) {
      line(depth) << "nothing\n";
    } else if (const auto* seq = llvm::dyn_cast<Seq>(&node)) {
      for (const Node* child : seq->children)
        printNode(*child, depth);
    } else {
      printNode(node, depth);
    }
  }

  void printNode(const Node& node, unsigned depth) {
    line(depth);
    switch (node.kind()) {
#define AQUA_ROUTE(Kind)                                                                           \
  case NodeKind::Kind: return printKind(llvm::cast<Kind>(node), depth);
#include "RouteNodes.def"
    }
  }

  void printPart(llvm::StringRef keyword, const Node& body, unsigned depth) {
    line(depth) << keyword << '\n';
    printBlock(body, depth + 1);
  }

  void printKind(const Seq& seq, unsigned depth) {
    out_ << "seq\n";
    printBlock(seq, depth + 1);
  }

  void printKind(const Par& par, unsigned depth) {
    if (par.isDetached) {
      out_ << "co\n";
      return printBlock(*par.branches.front(), depth + 1);
    }
    out_ << "par";
    if (par.errorsAt) {
      out_ << " failing at ";
      writer_.write(par.errorsAt->peer);
    }
    out_ << '\n';
    for (size_t i = 0; i < par.branches.size(); ++i) {
      const bool isCarrier = !par.carriers.empty() && par.carriers[i];
      printPart(isCarrier ? "branch, goes on" : "branch", *par.branches[i], depth + 1);
    }
  }

  void printKind(const Xor& either, unsigned depth) {
    out_ << (either.isWrapper ? "guard\n" : "try\n");
    printBlock(*either.left, depth + 1);
    printPart(either.isWrapper ? "bring error" : "catch", *either.right, depth);
  }

  template <typename T>
  void printAlternatives(llvm::StringRef keyword, const T& node, unsigned depth,
                         llvm::StringRef asked = "") {
    out_ << keyword;
    writer_.write(node.condition);
    out_ << asked << '\n';
    printBlock(*node.thenBranch, depth + 1);
    if (!isNothing(*node.elseBranch)) printPart("else", *node.elseBranch, depth);
  }
  void printKind(const If& choice, unsigned depth) {
    printAlternatives("if ", choice, depth, choice.safe == If::Safe::Neither ? "" : ", asked once");
  }
  void printKind(const Choice& choice, unsigned depth) {
    printAlternatives("choose ", choice, depth);
  }

  void printKind(const For& loop, unsigned depth) {
    writer_.writeLoop(loop.item, loop.iterable, loop.mode);
    out_ << '\n';
    printBlock(*loop.body, depth + 1);
    if (!isNothing(*loop.exit)) printPart("after the last", *loop.exit, depth);
  }

  void printKind(const Once& once, unsigned depth) {
    out_ << "if not empty ";
    writer_.write(once.iterable);
    out_ << '\n';
    printBlock(*once.body, depth + 1);
  }

  void printKind(const New& scope, unsigned depth) {
    out_ << "new " << writer_.name(scope.variable) << '\n';
    printBlock(*scope.body, depth + 1);
  }

  void printKind(const Hop& hop, unsigned /*depth*/) {
    out_ << "hop ";
    writer_.write(hop.peer);
    if (hop.isCollection) out_ << (hop.isReversed ? "... backwards" : "...");
    out_ << '\n';
  }

  void printKind(const Step& step, unsigned /*depth*/) {
    writer_.writeStep(*step.step);
    printPlace(step.at);
  }
  void printKind(const Reset& /*node*/, unsigned /*depth*/) { out_ << "reset error\n"; }
  void printKind(const Rethrow& /*node*/, unsigned /*depth*/) { out_ << "rethrow\n"; }
  void printKind(const Null& /*node*/, unsigned /*depth*/) { out_ << "nothing\n"; }
  void printKind(const Never& /*node*/, unsigned /*depth*/) { out_ << "never\n"; }

  const Process& process_;
  llvm::raw_ostream& out_;
  flow::StepWriter writer_;
};

} // namespace

void print(const Process& process, llvm::raw_ostream& out) {
  Printer(process, out).print();
}

} // namespace aqua::route
