// One walk in the order of the text with a list of what surely has been computed (Available.h).
// What is computed again is dropped, and its readers read the first one.

#include "Passes.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

#include "Available.h"
#include "Rewrite.h"
#include "Usage.h"

namespace aqua::flow {

namespace {

class Sharer {
public:
  explicit Sharer(Process& process)
      : builder_(process), usage_(process), renaming_(builder_, process.root) {}

  /// Nothing computed in it is used again outside.
  const Node* part(const Node& node) {
    available_.enter();
    List list;
    visit(node, list);
    available_.leave();
    const Location* const at = renaming_.place(node.at);
    const auto* seq = llvm::dyn_cast<Seq>(&node);
    const Node* const alone[] = {&node};
    const auto before = seq ? seq->children : llvm::ArrayRef(alone);
    return at == node.at && llvm::ArrayRef(list) == before ? &node
                                                           : builder_.seq(at, node.loc, list);
  }

private:
  using List = llvm::SmallVector<const Node*, 8>;

  void visit(const Node& node, List& out) {
    if (const auto* seq = llvm::dyn_cast<Seq>(&node)) {
      for (const Node* child : seq->children)
        visit(*child, out);
      return;
    }
    const Node* renamed = renaming_.node(node);
    if (const auto* gate = llvm::dyn_cast<Gate>(renamed)) return visitGate(*gate, out);
    if (const auto* ap = llvm::dyn_cast<Ap>(renamed); ap && isShared(*ap)) return;
    if (const auto* call = llvm::dyn_cast<Call>(renamed)) noteSize(*call);
    if (const auto* choice = llvm::dyn_cast<Choice>(renamed))
      fixed_.insert(llvm::cast<Ap>(choice->thenBranch)->target.value);
    out.push_back(
        withChildren(builder_, *renamed, [this](const Node& child) { return part(child); }));
  }

  /// True if a scalar has this value already.
  bool isShared(const Ap& ap) {
    if (fixed_.contains(ap.target.value)) return false;
    if (const auto known = available_.scalar(ap.value)) {
      renaming_.rename(ap.target, *known);
      return true;
    }
    available_.addScalar(ap.value, ap.target);
    return false;
  }

  void visitGate(const Gate& gate, List& out) {
    const Available::GateKey key = keyOf(gate);
    const std::optional<VarId> known = available_.gate(key);
    if (!known) {
      available_.addGate(key, gate.target);
      out.push_back(&gate);
      return;
    }
    renaming_.rename(gate.target, *known);
    // Its size was computed for it alone. That could not fail: a larger one was computed before.
    const auto* size = out.empty() ? nullptr : llvm::dyn_cast<Call>(out.back());
    if (size && size->hasOutput && gate.size == ProcessBuilder::variable(size->output) &&
        usage_.reads[size->output.value] == 1 && sizes_.contains(size->output.value))
      out.pop_back();
  }

  /// Sums with a constant, by the scalar that holds them.
  void noteSize(const Call& call) {
    const bool isSum = call.hasOutput && call.service.text == "math" && call.arguments.size() == 2;
    if (!isSum || (call.function != "add" && call.function != "sub")) return;
    int64_t constant = 0;
    const Operand& second = call.arguments[1];
    if (!call.arguments[0].isVariable() || second.kind != Operand::Kind::Number ||
        second.text.getAsInteger(10, constant))
      return;
    if (call.function == "sub" && constant == INT64_MIN) return;
    sizes_[call.output.value] = {call.arguments[0], call.function == "add" ? constant : -constant};
  }

  Available::GateKey keyOf(const Gate& gate) const {
    Available::GateKey key{gate.stream, gate.at, std::nullopt, 0};
    if (!gate.size.isVariable()) {
      (void)gate.size.text.getAsInteger(10, key.offset);
      return key;
    }
    const auto sum = sizes_.find(gate.size.variable.value);
    key.term = sum == sizes_.end() ? gate.size : sum->second.term;
    key.offset = sum == sizes_.end() ? 0 : sum->second.constant;
    return key;
  }

  struct Sum {
    Operand term;
    int64_t constant = 0;
  };

  ProcessBuilder builder_;
  Usage usage_;
  Renaming renaming_;
  Available available_;
  llvm::DenseMap<uint32_t, Sum> sizes_; // by VarId
  llvm::DenseSet<uint32_t> fixed_;      // written in both branches of a choice
};

} // namespace

void shareValues(LoweredProcess lowered) {
  lowered.process.body = Sharer(lowered.process).part(*lowered.process.body);
}

} // namespace aqua::flow
