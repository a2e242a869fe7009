// Sequential loops. What all iterations have in common is walked once, before the loop:
//   for x <- xs: on p: …  →  once per non-empty xs: hop -relay-; fold xs x (call p …)
// (spec/03 §14.3.3, "Loop").

#include "llvm/ADT/STLExtras.h"

#include "Walk.h"

namespace aqua::route {

using flow::ForMode;

namespace {

llvm::SmallVector<const Path*, 8> stepsOf(const Places& places) {
  llvm::SmallVector<const Path*, 8> steps;
  for (const Target& target : places.targets)
    if (target.isStep) steps.push_back(target.path);
  return steps;
}

/// Hops that control makes; those of detached branches and on the ways of errors do not count.
size_t countHops(const Node& node) {
  if (llvm::isa<Hop>(node)) return 1;
  if (const auto* par = llvm::dyn_cast<Par>(&node); par && par->isDetached) return 0;
  if (const auto* either = llvm::dyn_cast<Xor>(&node); either && either->isWrapper)
    return countHops(*either->left);
  size_t count = 0;
  for (const Node* child : children(node))
    count += countHops(*child);
  return count;
}

} // namespace

/// Different in each iteration.
bool Walk::isVarying(const flow::For& loop, VarId id) const {
  return outline_.contains(outline_.index(loop), id);
}

Code Walk::lowerLoop(const flow::For& loop, const Context& context) {
  Line line(*this, context.start, loop.loc);
  if (outline_.failsOnReaching(loop)) {
    const Position here = context.start;
    line.add({make_.step(*iterableCopy(loop), here.path), failureAt(here, context.handler)});
  }
  switch (loop.mode) {
  case ForMode::Par:
  case ForMode::Rec: line.follow(lowerParLoop(loop, context)); break;
  case ForMode::ParSeq: line.follow(lowerParSeq(loop, context)); break;
  case ForMode::Seq:
  case ForMode::Try: line.follow(lowerOneByOne(loop, context)); break;
  }
  return line.finish();
}

/// (fold x.$.f i …)  →  (ap x.$.f y), (fold y i …): the error of the lens is raised in one place,
/// and AIR has no fold over an element of a canon.
const flow::Ap* Walk::iterableCopy(const flow::For& loop) {
  const flow::Ap*& copy = iterableCopies_[&loop];
  if (copy) return copy;
  auto* ap = make_.make<flow::Ap>(loop.loc);
  ap->at = loop.at;
  ap->value = loop.iterable;
  ap->target = newVariable(loop.iterable.variable, loop.loc);
  return copy = ap;
}

For* Walk::makeLoop(const flow::For& loop) {
  auto* made = make_.make<For>(loop.loc);
  made->mode = loop.mode;
  made->item = loop.item;
  made->iterable = iterableOf(loop);
  made->isNonEmpty = loop.isNonEmpty;
  made->exit = make_.make<Null>(loop.loc);
  return made;
}

Operand Walk::iterableOf(const flow::For& loop) {
  if (!outline_.failsOnReaching(loop)) return loop.iterable;
  Operand copied;
  copied.kind = Operand::Kind::Variable;
  copied.variable = iterableCopy(loop)->target;
  return copied;
}

Code Walk::lowerOneByOne(const flow::For& loop, const Context& context) {
  const LoopKey key{outline_.index(loop), context.start.path->id, context.start.isExact,
                    context.next, context.handler};
  if (const auto known = loops_.find(key); known != loops_.end()) return known->second;
  const auto lowerFrom = [&](const Context& start) {
    return loop.mode == ForMode::Try ? lowerTryLoop(loop, start) : lowerSeqLoop(loop, start);
  };
  const Path* scope = paths_.of(loop);
  LoopCode result = lowerFrom(context);
  if (!result.isFree && context.start.path != scope) {
    Line line(*this, context.start, loop.loc);
    line.bring(scope);
    line.moveTo({scope, false});
    line.follow(lowerFrom(context.startingAt(line.position())).code);
    result.code = line.finish();
  }
  loops_.emplace(key, result.code);
  return result.code;
}

/// One code must serve all iterations: entered from the head and from the end of the previous one.
std::optional<Code> Walk::attemptBody(const flow::For& loop, const Context& context) {
  const Code code = lower(*loop.body, context);
  const auto isVaryingHere = [&](VarId id) { return isVarying(loop, id); };
  const Position again{paths_.previous(code.end.path, isVaryingHere), code.end.isExact};
  if (again == context.start) return code;
  const Places* first = finder_.first(*loop.body).places;
  if (first->isMany) return std::nullopt;
  for (const Path* step : stepsOf(*first))
    if (paths_.from(again, step) != paths_.from(context.start, step)) return std::nullopt;
  const Code next = lower(*loop.body, context.startingAt(again));
  const bool isSame = next.failure.way == code.failure.way && isSameCode(next.node, code.node);
  return isSame ? std::optional(code) : std::nullopt;
}

/// The hops with which all ways into the body begin.
const Way* Walk::entryOf(const flow::For& loop, const Context& context) {
  const Places* first = finder_.first(*loop.body).places;
  llvm::SmallVector<const Way*, 8> ways;
  for (const Path* step : stepsOf(*first))
    ways.push_back(paths_.from(context.start, step));
  return paths_.commonStart(ways, [&](VarId id) { return isVarying(loop, id); });
}

/// Made only if there is an element.
const Node* Walk::entryHops(const flow::For& loop, const Way* entry) {
  const Node* hops = make_.hops(entry, loop.loc);
  if (loop.isNonEmpty) return hops;
  auto* once = make_.make<Once>(loop.loc);
  once->iterable = iterableOf(loop);
  once->body = hops;
  return once;
}

/// As many hops as possible before the loop, if that leaves fewer in it than `known` has. Behind
/// them control is on their last peer or, more generally, on any node: the previous iteration ends
/// on one, and what can fail first has one way for its errors then.
std::optional<Walk::Entered> Walk::attemptEntered(const flow::For& loop, const Context& context,
                                                  const std::optional<Code>& known) {
  const Way* longest = entryOf(loop, context);
  if (longest->isEmpty()) return std::nullopt;
  const Path* firstStep = stepsOf(*finder_.first(*loop.body).places).front();
  for (const bool isExact : {true, false}) {
    for (const Way* entry = longest; !entry->isEmpty(); entry = paths_.withoutLast(entry)) {
      const Path* head = paths_.reachedBy(entry, context.start.path, firstStep);
      const std::optional<Code> code = attemptBody(loop, context.startingAt({head, isExact}));
      if (!code || (known && countHops(*code->node) >= countHops(*known->node))) continue;
      return Entered{*code, entryHops(loop, entry)};
    }
  }
  return std::nullopt;
}

Walk::LoopCode Walk::lowerSeqLoop(const flow::For& loop, const Context& context) {
  const auto isVaryingHere = [&](VarId id) { return isVarying(loop, id); };
  const Position outside{context.start.path, false};
  const Context body{context.start, table_.unite(finder_.first(*loop.body).places, context.next),
                     context.handler};
  Line line(*this, context.start, loop.loc);
  LoopCode result;
  result.isFree = true;

  // 1. From where control is. 2. From behind the hops that all iterations begin with.
  std::optional<Code> code = attemptBody(loop, body);
  if (!code || countHops(*code->node) > 0) {
    if (std::optional<Entered> entered = attemptEntered(loop, body, code)) {
      code = entered->code;
      line.add(entered->hops);
    }
  }
  // 3. Each iteration comes back.
  if (!code) {
    Line iteration(*this, outside, loop.loc);
    iteration.follow(lower(*loop.body, body.startingAt(outside)));
    const Way* back = paths_.bring(iteration.position(), context.start.path);
    iteration.hops(back);
    iteration.moveTo(outside);
    code = iteration.finish();
    result.isFree = back->isEmpty();
  }

  // Control leaves from before the loop or from the end of an iteration.
  std::optional<Position> end;
  if (context.next->isEnd())
    end = outside;
  else
    end = common({context.start, code->end}, context, loop);
  if (!end && loop.isNonEmpty) end = code->end;
  const Node* exit = make_.nothing(loop.loc);
  if (!end || llvm::any_of(end->path->variables, isVaryingHere)) {
    const Way* out = paths_.bring(code->end, context.start.path);
    exit = make_.hops(out, loop.loc);
    end = outside;
    result.isFree &= out->isEmpty();
  }

  const Part iteration = wrappedIfHidden(*code, isVaryingHere, loop.loc);
  if (!isNothing(*iteration.node) || !isNothing(*exit)) {
    For* made = makeLoop(loop);
    made->body = iteration.node;
    if (!isNothing(*exit)) made->exit = exit;
    line.add({made, iteration.failure});
  }
  line.moveTo(*end);
  result.code = line.finish();
  return result;
}

/// `for … try` (derived rule): an iteration that fails is brought near the start of the loop, where
/// the next one begins; control leaves from the iteration that succeeds, or from the start.
Walk::LoopCode Walk::lowerTryLoop(const flow::For& loop, const Context& context) {
  const auto isVaryingHere = [&](VarId id) { return isVarying(loop, id); };
  const Position outside{context.start.path, false};
  const Places* next = table_.unite(finder_.first(*loop.body).places, context.next);
  Line iteration(*this, outside, loop.loc);
  iteration.follow(lower(*loop.body, {outside, next, outside.path}));

  std::optional<Position> end;
  if (context.next->isEnd())
    end = outside;
  else
    end = common({outside, iteration.position()}, context, loop);
  bool isFree = true;
  if (!end || llvm::any_of(end->path->variables, isVaryingHere)) {
    const Way* back = paths_.bring(iteration.position(), outside.path);
    iteration.hops(back);
    end = outside;
    isFree = back->isEmpty();
  }
  const Code body = iteration.finish();
  isFree &= !body.failure.isPossible() || body.failure.way->isEmpty();
  For* made = makeLoop(loop);
  made->body = wrapped(body, loop.loc).node;
  return {{{made, {}}, *end}, isFree};
}

} // namespace aqua::route
