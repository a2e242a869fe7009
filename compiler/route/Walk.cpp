// Steps, sequences and alternatives. Control moves lazily: a step bound to a peer brings it there,
// and only the relays between are written down:
//   at INIT: (call p …) (call q …)  →  hop -relay-, call p, call q      (spec/03 §14.3.3)

#include "Walk.h"

#include "llvm/ADT/STLExtras.h"

#include "flow/Mentions.h"

namespace aqua::route {

namespace {

/// Control is already on the peer, but came another way: the shorter way back counts.
Position arrival(Position start, const Path* path) {
  const bool isThere = start.isExact && start.path->peer == path->peer;
  return {isThere && start.path->viaCount < path->viaCount ? start.path : path, true};
}

} // namespace

Walk::Walk(const Outline& outline, PathTable& paths, PlaceTable& table,
           const Deliveries& deliveries, llvm::BumpPtrAllocator& arena)
    : outline_(outline), paths_(paths), table_(table), deliveries_(deliveries),
      finder_(outline, paths, table, &deliveries), make_(paths, outline.process().vars, arena) {}

const Node* Walk::route() {
  const flow::Node& body = *outline_.process().body;
  const Context context{{paths_.root(), true}, table_.none(), paths_.root()};
  return wrapped(lower(body, context), body.loc).node;
}

void Walk::Line::touch(const Path* place) {
  if (position_.isExact && position_.path->peer == place->peer) return;
  hops(walk_.paths_.from(position_, place));
  add(walk_.make_.hopTo(place, loc_));
  position_ = {place, true};
}

void Walk::Line::bring(const Path* place) {
  hops(walk_.paths_.bring(position_, place));
  const bool isThere = position_.isExact && position_.path->peer == place->peer;
  position_ = {place, isThere};
}

Code Walk::lower(const flow::Node& node, const Context& context) {
  const auto& waits = deliveries_.waits[outline_.index(node)];
  if (waits.empty()) return lowerAfterWaits(node, context);
  Line line(*this, context.start, node.loc);
  for (size_t i = 0; i < waits.size(); ++i) {
    const Path* place = waits[i].at;
    line.touch(place);
    line.add(make_.step(*waits[i].wait, place));
    // A local wait may be satisfied on any peer that happens to have the value; the hop sees to it
    // that only this one goes on.
    const bool isLastHere = i + 1 == waits.size() || waits[i + 1].at->peer != place->peer;
    if (isLastHere) line.add(make_.hopTo(place, node.loc));
  }
  line.follow(lowerAfterWaits(node, context.startingAt(line.position())));
  return line.finish();
}

Code Walk::lowerAfterWaits(const flow::Node& node, const Context& context) {
  switch (node.kind()) {
  case flow::NodeKind::Seq: return lowerSeq(llvm::cast<flow::Seq>(node), context);
  case flow::NodeKind::Par: return lowerPar(llvm::cast<flow::Par>(node), context);
  case flow::NodeKind::Co: return lowerCo(llvm::cast<flow::Co>(node), context);
  case flow::NodeKind::Try: return lowerTry(llvm::cast<flow::Try>(node), context);
  case flow::NodeKind::Traced: return lowerTraced(llvm::cast<flow::Traced>(node), context);
  case flow::NodeKind::If: return lowerAlternatives<If>(llvm::cast<flow::If>(node), context);
  case flow::NodeKind::Choice:
    return lowerAlternatives<Choice>(llvm::cast<flow::Choice>(node), context);
  case flow::NodeKind::For: return lowerLoop(llvm::cast<flow::For>(node), context);
  case flow::NodeKind::New: return lowerNew(llvm::cast<flow::New>(node), context);
  case flow::NodeKind::Call: return lowerCall(llvm::cast<flow::Call>(node), context);
  case flow::NodeKind::Canon: return lowerCanon(llvm::cast<flow::Canon>(node), context);
  case flow::NodeKind::Gate: return lowerGate(llvm::cast<flow::Gate>(node), context);
  case flow::NodeKind::Wait: return lowerWait(llvm::cast<flow::Wait>(node), context);
  case flow::NodeKind::Ap:
  case flow::NodeKind::Push:
  case flow::NodeKind::Insert: return lowerLocal(node, context);
  }
  llvm_unreachable("unknown kind of node");
}

// ------------------------------------------------------------------------------------------ Steps

Code Walk::lowerCall(const flow::Call& call, const Context& context) {
  const Path* place = paths_.of(call);
  const Path* home = outline_.homeOf(call);
  const Path* ahead = home ? nullptr : readerBehindRelay(call, {place, true}, context);
  const SplitCall split = home || ahead ? splitCall(call) : SplitCall{&call, nullptr};
  Line line(*this, context.start, call.loc);
  const Way* way = paths_.from(context.start, place);
  // An operand that cannot be evaluated fails where control comes from (spec/04 §9.3). From a
  // client that sends directly to its relay there would be no way for the error: go there first.
  const bool failsOnReaching = outline_.failsOnReaching(call);
  const bool isClient = !context.start.path->via.empty();
  if (failsOnReaching && isClient && way->isEmpty()) line.touch(place);
  line.hops(paths_.from(line.position(), place));

  Position end = arrival(line.position(), place);
  const bool isAlreadyThere =
      line.position().isExact && paths_.isSamePeer(line.position().path, place);
  const Position failing{end.path, !failsOnReaching || isAlreadyThere};
  line.add({make_.step(*split.call, end.path), failureAt(failing, context.handler)});
  line.moveTo(end);
  if (home) line.touch(home);
  if (ahead) line.bring(ahead);
  if (split.push) line.add(make_.step(*split.push, line.position().path));
  return line.finish();
}

/// A scalar named like another variable.
VarId Walk::newVariable(VarId model, Loc loc) {
  const VarId id{outline_.varCount() + static_cast<uint32_t>(newVars_.size())};
  newVars_.push_back({flow::VarKind::Scalar, outline_.process().vars[model.value].hint, loc});
  return id;
}

/// Where a parallel branch takes what it adds to a stream, if there are hops on the way. Whoever
/// has an element goes on to the readers, which only the last hop can reach: until then there must
/// be none (spec/03 §9.7).
const Path* Walk::readerBehindRelay(const flow::Node& writer, Position position,
                                    const Context& context) {
  const VarId* target = flow::written(writer);
  const NodeIndex self = outline_.index(writer);
  if (!target || !outline_.isStream(*target) || outline_.entry(self).branch == noNode)
    return nullptr;
  const Path* place = singlePlace(context.next, outline_, self);
  if (!place || context.next->failsEarly) return nullptr;
  return paths_.bring(position, place)->isEmpty() ? nullptr : place;
}

/// (call … $s), where the elements of s are pushed elsewhere  →  (call … x), (ap x $s)
Walk::SplitCall Walk::splitCall(const flow::Call& call) {
  SplitCall& split = splitCalls_[&call];
  if (split.call) return split;
  const VarId result = newVariable(call.output, call.loc);
  auto* changed = make_.make<flow::Call>(call.loc);
  *changed = call;
  changed->output = result;
  auto* push = make_.make<flow::Push>(call.loc);
  push->at = call.at;
  push->value.kind = Operand::Kind::Variable;
  push->value.variable = result;
  push->stream = call.output;
  return split = {changed, push};
}

Code Walk::lowerCanon(const flow::Canon& canon, const Context& context) {
  const Path* place = paths_.of(canon);
  Line line(*this, context.start, canon.loc);
  line.hops(paths_.from(context.start, place));
  const Position end = arrival(context.start, place);
  line.add(make_.step(canon, end.path));
  line.moveTo(end);
  return line.finish();
}

/// A gate does not bring control to itself: with nothing in the stream yet, its fold sends nothing.
Code Walk::lowerGate(const flow::Gate& gate, const Context& context) {
  const Path* place = paths_.of(gate);
  Line line(*this, context.start, gate.loc);
  line.touch(place);
  line.add(make_.step(gate, place));
  line.moveTo({place, true});
  return line.finish();
}

Code Walk::lowerWait(const flow::Wait& wait, const Context& context) {
  Line line(*this, context.start, wait.loc);
  if (isIdleWait(wait, outline_)) return line.finish();
  const Path* place = paths_.of(wait);
  line.touch(place);
  line.add(make_.step(wait, place));
  line.add(make_.hopTo(place, wait.loc)); // see lower()
  line.moveTo({place, true});
  return line.finish();
}

/// Runs wherever control is. Additions to a stream that `for … rec` iterates run at its home.
Code Walk::lowerLocal(const flow::Node& step, const Context& context) {
  Line line(*this, context.start, step.loc);
  if (const Path* home = outline_.homeOf(step))
    line.touch(home);
  else if (const Path* ahead = readerBehindRelay(step, context.start, context))
    line.bring(ahead);
  const Position here = line.position();
  const Failure failure =
      outline_.failsOnReaching(step) ? failureAt(here, context.handler) : Failure();
  line.add({make_.step(step, here.path), failure});
  return line.finish();
}

// ----------------------------------------------------------------------------------------- Groups

Code Walk::lowerSeq(const flow::Seq& seq, const Context& context) {
  const auto followers = finder_.followers(seq, context.next);
  Line line(*this, context.start, seq.loc);
  for (const auto [child, follower] : llvm::zip_equal(seq.children, followers))
    line.follow(lower(*child, {line.position(), follower, context.handler}));
  return line.finish();
}

Code Walk::lowerNew(const flow::New& scope, const Context& context) {
  const auto isHidden = [&](VarId id) { return id == scope.variable; };
  Line line(*this, context.start, scope.loc);
  line.follow(lower(*scope.body, context));
  if (llvm::any_of(line.position().path->variables, isHidden)) line.bring(paths_.of(scope));
  Code code = line.finish();
  const Part body = wrappedIfHidden(code, isHidden, scope.loc);
  auto* made = make_.make<New>(scope.loc);
  made->variable = scope.variable;
  made->body = body.node;
  return {{made, body.failure}, code.end};
}

Code Walk::lowerTry(const flow::Try& guarded, const Context& context) {
  if (!outline_.entry(*guarded.body).canFail) return lower(*guarded.body, context);
  // By handler: where the errors of what stands before it come to.
  llvm::SmallVector<const Path*, 2> anchors;
  for (const flow::Node* handler : guarded.handlers)
    anchors.push_back(anchorOf(finder_.firstThen(*handler, context.next), guarded));

  llvm::SmallVector<Code, 3> ends;
  ends.push_back(lower(*guarded.body, {context.start, context.next, anchors.front()}));
  for (size_t i = 0; i < guarded.handlers.size(); ++i) {
    const bool isLast = i + 1 == guarded.handlers.size();
    const Failure& failure = ends.back().failure;
    // Without ways for errors it is not known where they come from.
    const bool isThere = outline_.process().errors == flow::ErrorMode::Routed &&
                         failure.isPossible() && failure.way->isEmpty() && !failure.isElsewhere;
    ends.push_back(
        lower(*guarded.handlers[i],
              {{anchors[i], isThere}, context.next, isLast ? context.handler : anchors[i + 1]}));
  }
  Code result;
  result.end = join(ends, context, guarded);
  result.node = wrapped(ends.front(), guarded.loc).node;
  for (size_t i = 1; i < ends.size(); ++i) {
    const bool isLast = i + 1 == ends.size();
    auto* either = make_.make<Xor>(guarded.loc);
    either->left = result.node;
    either->right = isLast ? ends[i].node : wrapped(ends[i], guarded.loc).node;
    result.node = either;
  }
  result.failure = ends.back().failure;
  return result;
}

/// Errors go by the root, where they are reported, to their handler.
Code Walk::lowerTraced(const flow::Traced& traced, const Context& context) {
  const Code body = lower(*traced.body, {context.start, context.next, paths_.root()});
  if (!body.failure.isPossible()) return body;
  llvm::SmallVector<const Node*, 4> way{make_.hops(body.failure.way, traced.loc)};
  for (const flow::Call* call : traced.report)
    way.push_back(make_.step(*call, paths_.root()));
  const Node* node = make_.wrapper(body.node, way, traced.loc);
  return {{node, failureAt({paths_.root(), true}, context.handler)}, body.end};
}

template <typename Routed, typename Flow>
Code Walk::lowerAlternatives(const Flow& choice, const Context& context) {
  llvm::SmallVector<Code, 2> ends{lower(*choice.thenBranch, context),
                                  lower(*choice.elseBranch, context)};
  if (isNothing(*ends[0].node) && isNothing(*ends[1].node))
    return {{make_.nothing(choice.loc), {}}, context.start};
  Code result;
  result.end = join(ends, context, choice);
  result.failure = agree(ends, choice.loc);
  auto* made = make_.make<Routed>(choice.loc);
  made->condition = choice.condition;
  made->thenBranch = ends[0].node;
  made->elseBranch = ends[1].node;
  result.node = made;
  return result;
}

// ---------------------------------------------------------------------------------- One position

/// The place near which several ends meet.
const Path* Walk::anchorOf(const Places* next, const flow::Node& node) {
  const Path* single = singlePlace(next, outline_, outline_.index(node));
  return single ? single : paths_.of(node);
}

/// A position that stands for all given ones: the ways to everything that may come next are the
/// same.
std::optional<Position> Walk::common(llvm::ArrayRef<Position> ends, const Context& context,
                                     const flow::Node& node) {
  const bool isOne = llvm::all_equal(ends);
  if (isOne || context.next->isMany) return isOne ? std::optional(ends.front()) : std::nullopt;
  llvm::SmallVector<const Path*, 8> targets{paths_.of(node)};
  for (const Target& target : context.next->targets)
    targets.push_back(target.path);
  if (context.next->failsEarly && context.handler) targets.push_back(context.handler);

  const auto isLikeFirst = [&](Position position) {
    return llvm::all_of(targets, [&](const Path* target) {
      return paths_.from(position, target) == paths_.from(ends.front(), target);
    });
  };
  if (!llvm::all_of(ends, isLikeFirst)) return std::nullopt;
  const bool areOnOnePeer = llvm::all_of(ends, [&](Position end) {
    return end.isExact && paths_.isSamePeer(end.path, ends.front().path);
  });
  if (areOnOnePeer) return ends.front();
  for (const Position end : ends)
    if (isLikeFirst({end.path, false})) return Position{end.path, false};
  return std::nullopt;
}

/// Brings alternative ends to one position, by hops at their ends if need be.
Position Walk::join(llvm::MutableArrayRef<Code> ends, const Context& context,
                    const flow::Node& node) {
  if (context.next->isEnd()) return {ends.front().end.path, false};
  llvm::SmallVector<Position, 3> positions;
  for (const Code& end : ends)
    positions.push_back(end.end);
  if (const auto position = common(positions, context, node)) return *position;

  const Path* anchor = anchorOf(context.next, node);
  bool isExact = true;
  for (Code& end : ends) {
    Line line(*this, end.end, node.loc);
    line.follow(end);
    line.bring(anchor);
    end = line.finish();
    isExact &= end.end.isExact;
  }
  return {anchor, isExact};
}

} // namespace aqua::route
