// Code that runs side by side. A par goes on wherever a branch completes, so branches that are far
// from the continuation must not complete, and values are carried to where they are used
// (spec/03 §14.3.5):
//   par { on p: x <- a() } { on q: b() } ; c(x) at INIT
//     →  par (call p, hop -relay-, hop INIT) (call q, never) ; call INIT

#include "llvm/ADT/STLExtras.h"

#include "Walk.h"

namespace aqua::route {

using flow::ForMode;

/// Where a par goes on, and which branches may end there.
struct Walk::Continuation {
  const Path* place = nullptr; // null if nothing follows
  llvm::SmallVector<bool, 4> delivers;
  llvm::SmallVector<bool, 4> isCarrier;
};

llvm::ArrayRef<const Path*> Walk::deliveriesOf(const flow::Node& branch) const {
  return deliveries_.places[outline_.index(branch)];
}

/// As far as can be said before the branch is routed.
bool Walk::endsNear(const flow::Node& branch, Position start, const Path* place) {
  const Last& last = finder_.last(branch);
  const auto isNear = [&](Position end) { return paths_.bring(end, place)->isEmpty(); };
  if (last.isUnknown || (last.isStart && !isNear(start))) return false;
  return llvm::all_of(last.exact, [&](const Path* path) { return isNear({path, true}); });
}

Walk::Continuation Walk::continuationOf(const flow::Par& par, const Context& context) {
  Continuation result;
  result.delivers.assign(par.branches.size(), false);
  result.isCarrier.assign(par.branches.size(), true);
  if (context.next->isEnd()) return result;

  const auto delivers = [&](const flow::Node* branch, const Path* place) {
    return llvm::any_of(deliveriesOf(*branch),
                        [&](const Path* known) { return paths_.isSamePeer(known, place); });
  };
  const auto nearCount = [&](const Path* place) {
    return llvm::count_if(par.branches, [&](const flow::Node* branch) {
      return endsNear(*branch, context.start, place);
    });
  };
  const Path* scope = paths_.of(par);
  const Path* single = singlePlace(context.next, outline_, outline_.index(par));
  const auto anyDelivers = [&](const Path* place) {
    return llvm::any_of(par.branches,
                        [&](const flow::Node* branch) { return delivers(branch, place); });
  };
  if (!single)
    result.place = scope;
  else if (anyDelivers(single))
    result.place = single;
  else if (anyDelivers(scope))
    result.place = scope;
  else
    result.place = nearCount(scope) > nearCount(single) ? scope : single;

  bool hasCarrier = false;
  for (const auto [i, branch] : llvm::enumerate(par.branches)) {
    result.delivers[i] = delivers(branch, result.place);
    result.isCarrier[i] = result.delivers[i] || endsNear(*branch, context.start, result.place);
    hasCarrier |= result.isCarrier[i];
  }
  if (!hasCarrier) result.isCarrier.assign(par.branches.size(), true);
  return result;
}

Code Walk::lowerPar(const flow::Par& par, const Context& context) {
  const bool canFail = context.handler && outline_.entry(par).canFail;
  const Path* scope = paths_.of(par);
  const Continuation continuation = continuationOf(par, context);
  llvm::SmallVector<const Node*, 4> nodes;
  bool isExact = true;
  for (size_t i = 0; i < par.branches.size(); ++i) {
    const Code branch = lowerBranch(par, i, continuation, context);
    nodes.push_back(branch.node);
    isExact &= !continuation.isCarrier[i] || branch.end.isExact;
  }
  auto* made = make_.make<Par>(par.loc);
  made->branches = make_.copy(llvm::ArrayRef(nodes));
  if (continuation.place) made->carriers = make_.copy(llvm::ArrayRef(continuation.isCarrier));
  if (canFail) made->errorsAt = scope->location;

  Line line(*this, context.start, par.loc);
  line.add({made, canFail ? failureAt({scope, true}, context.handler) : Failure()});
  addReset(par, line);
  if (continuation.place) line.moveTo({continuation.place, isExact});
  return line.finish();
}

/// The branch with its deliveries and wrappers. The end position counts for carriers only.
Code Walk::lowerBranch(const flow::Par& par, size_t index, const Continuation& continuation,
                       const Context& context) {
  const flow::Node& source = *par.branches[index];
  const Path* place = continuation.place;
  const bool isCarrier = place && continuation.isCarrier[index];
  const auto deliveries = deliveriesOf(source);
  llvm::SmallVector<const Path*, 4> others(deliveries);
  if (place)
    llvm::erase_if(others, [&](const Path* other) { return paths_.isSamePeer(other, place); });

  const Places* next = table_.none();
  if (isCarrier) next = table_.step(place);
  if (!others.empty() && !isCarrier) next = table_.step(others.front());
  if (!others.empty() && isCarrier) next = table_.unite(next, table_.anchor(others.front()));
  const bool canFail = context.handler && outline_.entry(par).canFail;
  const Path* handler = deliveries.empty() ? nullptr : deliveries.front();
  if (canFail) handler = paths_.of(par);

  Line line(*this, context.start, source.loc);
  line.follow(lower(source, {context.start, next, handler}));
  if (isCarrier) {
    endNear(place, deliveries, line, source.loc);
  } else {
    for (const Path* other : others)
      line.touch(other);
    // It must not complete there: that peer would go on without a way.
    if (place) line.add(make_.make<Never>(source.loc));
  }
  Code code = line.finish();
  code.node = canFail ? failingTogether(code, source, handler) : saved(code, source, handler);
  return code;
}

/// The end of a branch from which control goes on near the place: values for other places travel
/// beside it.
void Walk::endNear(const Path* place, llvm::ArrayRef<const Path*> deliveries, Line& line, Loc loc) {
  const auto isThere = [&](const Path* path) { return paths_.isSamePeer(path, place); };
  if (llvm::any_of(deliveries, isThere))
    line.touch(place);
  else
    line.bring(place);
  Line aside(*this, line.position(), loc);
  for (const Path* other : deliveries)
    if (!isThere(other)) aside.touch(other);
  const Node* delivery = aside.finish().node;
  if (!isNothing(*delivery)) line.add(make_.detached(delivery, loc));
}

/// A branch on its own: it ends where its values are needed.
const Node* Walk::lowerDetached(const flow::Node& branch, Position start) {
  const auto places = deliveriesOf(branch);
  const Path* first = places.empty() ? nullptr : places.front();
  Line line(*this, start, branch.loc);
  line.follow(lower(branch, {start, first ? table_.step(first) : table_.none(), first}));
  for (const Path* place : places)
    line.touch(place);
  return saved(line.finish(), branch, first);
}

Code Walk::lowerCo(const flow::Co& co, const Context& context) {
  Line line(*this, context.start, co.loc);
  const Node* body = lowerDetached(*co.body, context.start);
  if (!isNothing(*body)) {
    line.add(make_.detached(body, co.loc));
    addReset(co, line);
  }
  return line.finish();
}

/// All iterations start where the loop is reached; those of `for … rec` at the home of the stream,
/// because that is where its elements appear.
Code Walk::lowerParLoop(const flow::For& loop, const Context& context) {
  Line line(*this, context.start, loop.loc);
  if (loop.mode == ForMode::Rec) line.touch(outline_.homeOf(loop.iterable.variable));
  const Node* body = lowerDetached(*loop.body, line.position());
  if (isNothing(*body)) return line.finish();
  For* made = makeLoop(loop);
  made->body = body;
  line.add(make_.detached(made, loop.loc));
  addReset(loop, line);
  return line.finish();
}

/// `parseq` (derived rule): goes on with the first iteration that is done, or, over nothing, from
/// where it started; so all iterations end near one place that serves both.
Code Walk::lowerParSeq(const flow::For& loop, const Context& context) {
  const auto deliveries = deliveriesOf(*loop.body);
  const bool isFollowed = !context.next->isEnd();
  const Path* place = anchorOf(context.next, loop);
  const bool isShared = common({context.start, {place, false}}, context, loop).has_value();
  if (!isShared && !loop.isNonEmpty) place = context.start.path;

  const Path* first = deliveries.empty() ? nullptr : deliveries.front();
  const Places* next = isFollowed ? table_.step(place) : table_.none();
  if (first) next = table_.unite(next, isFollowed ? table_.anchor(first) : table_.step(first));
  Line iteration(*this, context.start, loop.body->loc);
  iteration.follow(lower(*loop.body, {context.start, next, first}));
  if (isFollowed) {
    endNear(place, deliveries, iteration, loop.loc);
  } else {
    for (const Path* other : deliveries)
      iteration.touch(other);
  }
  For* made = makeLoop(loop);
  made->body = saved(iteration.finish(), *loop.body, first);

  Line line(*this, context.start, loop.loc);
  line.add(made);
  addReset(loop, line);
  line.moveTo({isFollowed ? place : context.start.path, false});
  return line.finish();
}

/// An error swallowed by a par stays in AquaVM's error register and hides later ones.
void Walk::addReset(const flow::Node& group, Line& line) {
  const Outline::Entry& entry = outline_.entry(group);
  if (entry.fallibleSteps > 0 && outline_.canFailLater(outline_.index(group)))
    line.add(make_.make<Reset>(group.loc));
}

} // namespace aqua::route
