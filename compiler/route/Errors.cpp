// Errors are a second flow: each is brought near its handler by a wrapper around the code that can
// raise it, as few wrappers as possible (spec/03 §14.3.4):
//   call p, call q, call INIT  →  (xor (seq call p, call q) (seq hop -relay-, (fail :error:))),
//   call INIT

#include "llvm/ADT/STLExtras.h"

#include "Walk.h"

namespace aqua::route {

Failure Walk::failureAt(Position position, const Path* handler) {
  if (!handler) return {};
  if (outline_.process().errors != flow::ErrorMode::Routed) return {paths_.noWay(), false};
  const bool isThere = position.isExact && paths_.isSamePeer(position.path, handler);
  return {paths_.bring(position, handler), !isThere};
}

/// If all failing parts have the same way to the handler, the sequence has it, too. Otherwise each
/// run of parts with one way gets a wrapper.
Part Walk::inSequence(llvm::ArrayRef<Part> parts, Loc loc) {
  const Way* way = nullptr;
  bool isElsewhere = false;
  bool isOneWay = true;
  llvm::SmallVector<const Node*, 8> nodes;
  for (const Part& part : parts) {
    nodes.push_back(part.node);
    if (!part.failure.isPossible()) continue;
    isElsewhere |= part.failure.isElsewhere;
    isOneWay &= !way || way == part.failure.way;
    way = part.failure.way;
  }
  if (isOneWay) return {make_.seq(loc, nodes), {way, isElsewhere}};

  nodes.clear();
  llvm::SmallVector<const Node*, 8> run;     // from the first to the last failing part of a run
  llvm::SmallVector<const Node*, 4> pending; // what came after it and cannot fail
  const Way* runWay = nullptr;
  const auto flush = [&] {
    if (runWay) nodes.push_back(wrapped({make_.seq(loc, run), {runWay, true}}, loc).node);
    nodes.append(pending);
    run.clear();
    pending.clear();
  };
  for (const Part& part : parts) {
    if (!part.failure.isPossible()) {
      pending.push_back(part.node);
      continue;
    }
    if (runWay != part.failure.way) flush();
    runWay = part.failure.way;
    run.append(pending);
    pending.clear();
    run.push_back(part.node);
  }
  flush();
  return {make_.seq(loc, nodes), {paths_.noWay(), isElsewhere}};
}

/// Alternatives with one way to the handler leave the wrapper to what encloses them.
Failure Walk::agree(llvm::MutableArrayRef<Code> alternatives, Loc loc) {
  Failure all;
  bool isOneWay = true;
  for (const Code& code : alternatives) {
    if (!code.failure.isPossible()) continue;
    isOneWay &= !all.isPossible() || all.way == code.failure.way;
    all = {code.failure.way, all.isElsewhere || code.failure.isElsewhere};
  }
  if (isOneWay) return all;
  for (Code& code : alternatives)
    static_cast<Part&>(code) = wrapped(code, loc);
  return {paths_.noWay(), all.isElsewhere};
}

/// Errors of the result are near the handler.
Part Walk::wrapped(const Part& part, Loc loc) {
  if (!part.failure.isPossible() || part.failure.way->isEmpty()) return part;
  const Node* node = make_.wrapper(part.node, {make_.hops(part.failure.way, loc)}, loc);
  return {node, {paths_.noWay(), part.failure.isElsewhere}};
}

/// The way must not name what is not visible outside.
Part Walk::wrappedIfHidden(const Part& part, llvm::function_ref<bool(VarId)> isHidden, Loc loc) {
  const bool mentions =
      part.failure.isPossible() && llvm::any_of(part.failure.way->variables, isHidden);
  return mentions ? wrapped(part, loc) : part;
}

/// A branch whose error nobody sees: what it had defined before it failed is delivered all the
/// same.
const Node* Walk::saved(const Part& branch, const flow::Node& source, const Path* place) {
  const bool definedSomething = outline_.entry(source).fallibleSteps > 1;
  if (!branch.failure.isPossible() || !branch.failure.isElsewhere || !definedSomething)
    return branch.node;
  const Loc loc = source.loc;
  return make_.wrapper(branch.node, {make_.hops(branch.failure.way, loc), make_.hopTo(place, loc)},
                       loc);
}

/// A par fails only where the failures of all its branches are known: exactly on the scope's peer.
/// What the branch had defined before it failed goes on to where it is used.
const Node* Walk::failingTogether(const Part& branch, const flow::Node& source, const Path* scope) {
  if (!branch.failure.isPossible() || !branch.failure.isElsewhere) return branch.node;
  const Loc loc = source.loc;
  llvm::SmallVector<const Node*, 4> way{make_.hops(branch.failure.way, loc)};
  const llvm::ArrayRef<const Path*> places = deliveriesOf(source);
  const bool definedSomething = outline_.entry(source).fallibleSteps > 1;
  if (definedSomething && !places.empty() && !paths_.isSamePeer(places.front(), scope)) {
    const Way* aside = paths_.from({scope, false}, places.front());
    way.push_back(make_.detached(
        make_.seq(loc, {make_.hops(aside, loc), make_.hopTo(places.front(), loc)}), loc));
  }
  way.push_back(make_.hopTo(scope, loc));
  return make_.wrapper(branch.node, way, loc);
}

} // namespace aqua::route
