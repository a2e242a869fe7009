// Spelling of groups: each kind of node has one AIR form.
//   if l == r: A else: B   →  (seq (xor (mismatch l r (null)) A) (xor (match l r (null)) B))
//   for x in xs: A, exit B →  (fold xs x (seq A (next x)) B)

#include "llvm/ADT/STLExtras.h"

#include "Balance.h"
#include "Emitter.h"
#include "flow/Mentions.h"
#include "support/Check.h"

namespace aqua::emit {

namespace {

bool mentionsError(const flow::Condition& condition) {
  return condition.left.kind == flow::Operand::Kind::Error ||
         condition.right.kind == flow::Operand::Kind::Error;
}

} // namespace

AirScript emitAir(const route::Process& process, Spelling spelling) {
  return Emitter(process, spelling.naming).emit(spelling.sequences);
}

Emitter::Emitter(const route::Process& process, Naming naming)
    : process_(process), names_(process.vars, naming), isRead_(process.vars.size()) {
  if (process.flow->hasRelay && naming == Naming::Full)
    names_.reserve(process.flow->relay, "-relay-");
  noteReads(*process.body);
}

AirScript Emitter::emit(Sequences sequences) {
  const Loc loc = process_.body->loc;
  const Instruction* body = orNull(emit(*process_.body), loc);
  const Instruction* root = body;
  if (process_.errorHandler) root = mark(build_.xor_(body, call(*process_.errorHandler)), loc);
  if (sequences == Sequences::Balanced) balanceSequences(build_, *root);
  AirScript result{build_.finish(root), {}};
  result.origins.resize(result.script.size());
  for (uint32_t id = 0; id < result.script.size(); ++id)
    if (const air::Origin origin = result.script.instruction(id).origin())
      result.origins[id] = origins_[origin - 1];
  return result;
}

const Instruction* Emitter::mark(const Instruction* instruction, Loc loc) {
  if (origins_.empty() || !(origins_.back() == loc)) origins_.push_back(loc);
  build_.setOrigin(instruction, static_cast<air::Origin>(origins_.size()));
  return instruction;
}

// -------------------------------------------------------------------------------------- Sequences

/// The instructions of the node; of a sequence, those of its children.
Emitter::List Emitter::parts(const Node& node) {
  const Node* const alone[] = {&node};
  const auto* seq = llvm::dyn_cast<route::Seq>(&node);
  List list;
  for (const Node* child : seq ? seq->children : llvm::ArrayRef(alone))
    if (const Instruction* part = emit(*child)) list.push_back(part);
  return list;
}

const Instruction* Emitter::sequence(llvm::ArrayRef<const Instruction*> list, Loc loc) {
  if (list.empty()) return nullptr;
  const Instruction* rest = list.back();
  for (const Instruction* instruction : llvm::reverse(list.drop_back()))
    rest = mark(build_.seq(instruction, rest), loc);
  return rest;
}

// ----------------------------------------------------------------------------------- Alternatives

const Instruction* Emitter::compare(const flow::Condition& condition, Comparison comparison,
                                    const Instruction* body, Loc loc) {
  const air::Operand left = operand(condition.left), right = operand(condition.right);
  const bool isMatch = (comparison == Comparison::Holds) != condition.isNegated;
  body = orNull(body, loc);
  return mark(isMatch ? build_.match(left, right, body) : build_.mismatch(left, right, body), loc);
}

/// An error of a branch must leave the whole untouched, but an error in the left of an xor runs the
/// right. So what can fail stands on the right, where the comparison that failed before it is
/// forgotten; if both branches can fail, the condition is asked twice.
const Instruction* Emitter::emitNode(const route::If& choice) {
  const Loc loc = choice.loc;
  const Instruction* then = emit(*choice.thenBranch);
  const Instruction* otherwise = emit(*choice.elseBranch);
  if (!then && !otherwise) return nullptr;
  const auto either = [&](Comparison comparison, const Instruction* left,
                          const Instruction* right) {
    return mark(build_.xor_(compare(choice.condition, comparison, left, loc), orNull(right, loc)),
                loc);
  };
  switch (choice.safe) {
  case route::If::Safe::Then: return either(Comparison::Holds, then, otherwise);
  case route::If::Safe::Else: return either(Comparison::Fails, otherwise, then);
  case route::If::Safe::Neither: break;
  }
  AQUA_CHECK(!mentionsError(choice.condition), "an error is copied before it is compared");
  return sequence(
      {either(Comparison::Fails, nullptr, then), either(Comparison::Holds, nullptr, otherwise)},
      loc);
}

const Instruction* Emitter::emitNode(const route::Choice& choice) {
  const Loc loc = choice.loc;
  const Instruction* then = emit(*choice.thenBranch);
  const Instruction* otherwise = orNull(emit(*choice.elseBranch), loc);
  return mark(build_.xor_(compare(choice.condition, Comparison::Holds, then, loc), otherwise), loc);
}

const Instruction* Emitter::emitNode(const route::Xor& either) {
  const Instruction* left = emit(*either.left);
  // Nothing does not fail.
  if (!left) return nullptr;
  return mark(build_.xor_(left, orNull(emit(*either.right), either.loc)), either.loc);
}

const Instruction* Emitter::emitNode(const route::Reset& node) {
  const Instruction* mismatch = mark(
      build_.match(air::ScriptBuilder::integer(0), air::ScriptBuilder::integer(1), null(node.loc)),
      node.loc);
  return mark(build_.xor_(mismatch, null(node.loc)), node.loc);
}

// ---------------------------------------------------------------------------------------- Parallel

const Instruction* Emitter::emitNode(const route::Par& par) {
  const Instruction* result = nullptr;
  for (const Node* branch : llvm::reverse(par.branches)) {
    const Instruction* code = orNull(emit(*branch), par.loc);
    result = result ? mark(build_.par(code, result), par.loc) : code;
  }
  return result;
}

// ------------------------------------------------------------------------------------------ Loops

const Instruction* Emitter::emitNode(const route::For& loop) {
  const Loc loc = loop.loc;
  // Named before the body, as in the text.
  const air::Operand iterable = operand(loop.iterable);
  const air::NameId item = build_.name(names_.of(loop.item));
  const Instruction* next = mark(build_.next(item), loc);
  const Instruction* body = nullptr;
  switch (loop.mode) {
  case flow::ForMode::Seq: {
    List list = parts(*loop.body);
    list.push_back(next);
    body = sequence(list, loc);
    break;
  }
  case flow::ForMode::Try:
    body = mark(build_.xor_(orNull(emit(*loop.body), loc), next), loc);
    break;
  case flow::ForMode::Par:
  case flow::ForMode::Rec:
  case flow::ForMode::ParSeq:
    // Without a last instruction, the fold is done only with one of its iterations (spec/04
    // §10.11).
    body = mark(build_.par(orNull(emit(*loop.body), loc), next), loc);
    break;
  }
  return mark(build_.fold(iterable, item, body, emit(*loop.exit)), loc);
}

/// Without `next` the body runs once, for the first element.
const Instruction* Emitter::emitNode(const route::Once& once) {
  const air::Operand iterable = operand(once.iterable);
  const Instruction* body = emit(*once.body);
  if (!body) return nullptr;
  return mark(build_.fold(iterable, freshIterator("i"), body, nullptr), once.loc);
}

const Instruction* Emitter::emitNode(const route::New& scope) {
  const air::Variable name = variable(scope.variable);
  const Instruction* body = emit(*scope.body);
  return body ? mark(build_.new_(name, body), scope.loc) : nullptr;
}

// ------------------------------------------------------------------------------------------ Facts

/// Which variables steps read; that is all that decides whether a gate must keep its elements.
void Emitter::noteReads(const Node& node) {
  if (const auto* step = llvm::dyn_cast<route::Step>(&node)) {
    flow::forEachRead(*step->step, [&](flow::VarId id) { isRead_[id.value] = true; });
    return;
  }
  const auto noteOperand = [&](const flow::Operand& operand) {
    flow::forEachVariable(operand, [&](flow::VarId id) { isRead_[id.value] = true; });
  };
  if (const auto* loop = llvm::dyn_cast<route::For>(&node)) noteOperand(loop->iterable);
  if (const auto* hop = llvm::dyn_cast<route::Hop>(&node)) noteOperand(hop->peer);
  for (const Node* child : route::children(node))
    noteReads(*child);
}

} // namespace aqua::emit
