// The groups of the routed tree: sequences, alternatives, loops, hops.

#include "Emitter.h"

namespace aqua::emit {

Air Emitter::emit(const route::Node& node) {
  const air::Origin outer = origin_;
  if (node.loc.isValid()) {
    origin_ = static_cast<air::Origin>(locs_.size());
    locs_.push_back(node.loc);
  }
  const auto build = [&]() -> Air {
    switch (node.kind()) {
    case route::NodeKind::Seq: return emitSeq(llvm::cast<route::Seq>(node));
    case route::NodeKind::Par: return emitPar(llvm::cast<route::Par>(node));
    case route::NodeKind::Xor: {
      const auto& either = llvm::cast<route::Xor>(node);
      const Air left = emit(*either.left);
      return mark(air_.xor_(left, emit(*either.right)));
    }
    case route::NodeKind::If: return emitIf(llvm::cast<route::If>(node));
    case route::NodeKind::Choice: return emitChoice(llvm::cast<route::Choice>(node));
    case route::NodeKind::For: return emitFor(llvm::cast<route::For>(node));
    case route::NodeKind::Once: return emitOnce(llvm::cast<route::Once>(node));
    case route::NodeKind::New: {
      const auto& scope = llvm::cast<route::New>(node);
      const air::Variable fresh = variable(scope.variable);
      return mark(air_.new_(fresh, emit(*scope.body)));
    }
    case route::NodeKind::Step: return emitStep(llvm::cast<route::Step>(node));
    case route::NodeKind::Hop: return emitHop(llvm::cast<route::Hop>(node));
    case route::NodeKind::Reset: return emitReset();
    case route::NodeKind::Rethrow:
      return mark(air_.fail(air::ScriptBuilder::constant(air::Operand::Kind::Error)));
    case route::NodeKind::Null: return mark(air_.null());
    case route::NodeKind::Never: return mark(air_.never());
    }
    llvm_unreachable("all kinds are listed");
  };
  const Air built = build();
  origin_ = outer;
  return built;
}

Air Emitter::seqOf(llvm::ArrayRef<Air> list) {
  if (list.empty()) return mark(air_.null());
  // Nested to the right: the depth of execution does not grow with the length.
  Air built = list.back();
  for (const Air instruction : llvm::reverse(list.drop_back()))
    built = mark(air_.seq(instruction, built));
  return built;
}

Air Emitter::emitSeq(const route::Seq& node) {
  std::vector<Air> children;
  for (const route::Node* child : node.children)
    if (!llvm::isa<route::Null>(child)) children.push_back(emit(*child));
  return seqOf(children);
}

Air Emitter::emitPar(const route::Par& node) {
  std::vector<Air> branches;
  for (const route::Node* branch : node.branches)
    branches.push_back(emit(*branch));
  Air built = branches.back();
  for (const Air branch : llvm::reverse(llvm::ArrayRef(branches).drop_back()))
    built = mark(air_.par(branch, built));
  return built;
}

// (xor (match a b holds) otherwise): `holds` must not fail.
Air Emitter::condition(const flow::Condition& condition, Air holds, Air otherwise) {
  const air::Operand left = operand(condition.left);
  const air::Operand right = operand(condition.right);
  const Air test = condition.isNegated ? mark(air_.mismatch(left, right, holds))
                                       : mark(air_.match(left, right, holds));
  return mark(air_.xor_(test, otherwise));
}

Air Emitter::choose(air::Variable scalar, const air::Operand& value) {
  return mark(air_.ap(value, scalar));
}

air::Operand Emitter::oneElement() {
  if (!one_) one_ = freshVariable(air::VariableKind::Canon, "one");
  return air::ScriptBuilder::variable(*one_);
}

// Deciding and executing are separate, so that an error of a branch is not taken for a condition
// that does not hold (spec/03 §14.5):
//   (seq (xor (match a b (ap #one then)) (ap [] then))  (fold then i THEN (null)))
Air Emitter::emitIf(const route::If& node) {
  const bool hasElse = !(llvm::isa<route::Seq>(node.elseBranch) &&
                         llvm::cast<route::Seq>(node.elseBranch)->children.empty()) &&
                       !llvm::isa<route::Null>(node.elseBranch);
  if (cannotFail(*node.thenBranch)) {
    const Air holds = emit(*node.thenBranch);
    return condition(node.condition, holds, emit(*node.elseBranch));
  }
  const air::Operand none = air::ScriptBuilder::constant(air::Operand::Kind::EmptyArray);
  const auto runIfChosen = [&](air::Variable chosen, const route::Node& branch) {
    const air::NameId item = freshVariable(air::VariableKind::Scalar, "i").name;
    const Air body = emit(branch);
    return mark(air_.fold(air::ScriptBuilder::variable(chosen), item, body, mark(air_.null())));
  };
  const air::Variable then = freshVariable(air::VariableKind::Scalar, "then");
  if (!hasElse) {
    const Air decide = condition(node.condition, choose(then, oneElement()), choose(then, none));
    return mark(air_.seq(decide, runIfChosen(then, *node.thenBranch)));
  }
  const air::Variable other = freshVariable(air::VariableKind::Scalar, "else");
  const Air holds = mark(air_.seq(choose(then, oneElement()), choose(other, none)));
  const Air fails = mark(air_.seq(choose(then, none), choose(other, oneElement())));
  const Air decide = condition(node.condition, holds, fails);
  const Air thenRun = runIfChosen(then, *node.thenBranch);
  const Air elseRun = runIfChosen(other, *node.elseBranch);
  return mark(air_.seq(decide, mark(air_.seq(thenRun, elseRun))));
}

Air Emitter::emitChoice(const route::Choice& node) {
  const Air holds = emit(*node.thenBranch);
  return condition(node.condition, holds, emit(*node.elseBranch));
}

Air Emitter::emitFor(const route::For& node) {
  Air before = nullptr;
  const air::Operand list = iterable(node.iterable, before);
  const air::NameId item = variable(node.item).name;
  const Air body = emit(*node.body);
  const Air next = mark(air_.next(item));
  const auto fold = [&]() -> Air {
    switch (node.mode) {
    case flow::ForMode::Seq:
      return air_.fold(list, item, mark(air_.seq(body, next)), emit(*node.exit));
    case flow::ForMode::Try:
      return air_.fold(list, item, mark(air_.xor_(body, next)), emit(*node.exit));
    case flow::ForMode::Par:
    case flow::ForMode::Rec:
    case flow::ForMode::ParSeq:
      // Never complete by itself: whoever waits for it would go on with data of some iterations.
      return air_.fold(list, item, mark(air_.par(body, next)), mark(air_.never()));
    }
    llvm_unreachable("all modes are listed");
  };
  const Air loop = mark(fold());
  return before ? mark(air_.seq(before, loop)) : loop;
}

Air Emitter::emitOnce(const route::Once& node) {
  Air before = nullptr;
  const air::Operand list = iterable(node.iterable, before);
  const air::NameId item = freshVariable(air::VariableKind::Scalar, "once").name;
  const Air body = emit(*node.body);
  const Air once = mark(air_.fold(list, item, body, mark(air_.null())));
  return before ? mark(air_.seq(before, once)) : once;
}

// A canon of a stream that is never written: an instruction for the sake of being there.
Air Emitter::hopTo(const air::Operand& peer) {
  const std::string name = names_.fresh("h");
  const air::Variable stream = air_.variable(air::VariableKind::Stream, "$" + name);
  const air::Variable canon = air_.variable(air::VariableKind::Canon, "#" + name);
  return mark(air_.canon(peer, stream, canon));
}

Air Emitter::emitHop(const route::Hop& node) {
  if (!node.isCollection) return hopTo(operand(node.peer));
  Air before = nullptr;
  const air::Operand peers = iterable(node.peer, before);
  const air::Variable peer = freshVariable(air::VariableKind::Scalar, "via");
  const Air hop = hopTo(air::ScriptBuilder::variable(peer));
  const Air next = mark(air_.next(peer.name));
  const Air body = node.isReversed ? mark(air_.seq(next, hop)) : mark(air_.seq(hop, next));
  const Air walk = mark(air_.fold(peers, peer.name, body, mark(air_.null())));
  return before ? mark(air_.seq(before, walk)) : walk;
}

// An `xor` that enters its right branch; nothing of it stays in the data.
Air Emitter::emitReset() {
  const Air mismatch = mark(air_.match(air::ScriptBuilder::integer(0),
                                       air::ScriptBuilder::integer(1), mark(air_.null())));
  return mark(air_.xor_(mismatch, mark(air_.null())));
}

} // namespace aqua::emit
