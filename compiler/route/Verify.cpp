// Checks the routed tree without knowing how it was made: every step and hop must be reachable from
// wherever control can be, errors must come to their handlers (I1–I7 and I9 of spec/03 §14.3.6; I8
// is in VerifyValues.cpp).

#include "Verify.h"

#include <map>
#include <set>
#include <tuple>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include "Reach.h"
#include "flow/Mentions.h"

namespace aqua::route {

namespace {

/// Where control may be; sorted.
Spots unite(const Spots& a, const Spots& b) {
  Spots all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

/// Where control leaves code, and where its errors occur.
struct Exits {
  Spots ends;
  Spots errors;
};

/// Who sees errors.
enum class Errors : uint8_t { Handled, Ignored };

/// What the program names in places of steps and as iterables; hops are the router's.
void collectNames(const Node& node, std::set<VarId>& names) {
  const auto collect = [&](const Operand& operand) {
    flow::forEachVariable(operand, [&](VarId id) { names.insert(id); });
  };
  if (const auto* step = llvm::dyn_cast<Step>(&node))
    for (const Location* place = step->step->at; place; place = place->outer) {
      collect(place->peer);
      for (const flow::Via& via : place->via)
        collect(via.peer);
    }
  if (const auto* loop = llvm::dyn_cast<For>(&node)) collect(loop->iterable);
  for (const Node* child : children(node))
    collectNames(*child, names);
}

class Verifier {
public:
  Verifier(const Process& process, Relays relays)
      : process_(process), reach_(*process.flow, relays), isDefined_(process.vars.size()) {}

  std::vector<Problem> verify() {
    const Location* root = process_.flow->root;
    const Exits exits = check(*process_.body, {reach_.spotOf(root)}, Errors::Handled);
    loc_ = process_.body->loc;
    move(exits.errors, reach_.spotOf(root), "the error handler");
    return std::move(problems_);
  }

private:
  void report(const std::string& text, std::optional<BlockedPeer> blocked = std::nullopt) {
    if (problems_.size() < 100) problems_.push_back({loc_, text, std::move(blocked)});
  }

  /// I1: control comes from all these places to one.
  Spots move(const Spots& from, Spot to, llvm::StringRef what) {
    for (const Spot spot : from)
      if (!reach_.canSend(spot, to))
        report(llvm::formatv("{0} at {1} cannot be reached from {2}", what, reach_.text(to),
                             reach_.text(spot)),
               reach_.blocked(spot, to));
    return {to};
  }

  Exits check(const Node& node, const Spots& start, Errors errors) {
    const Loc enclosing = std::exchange(loc_, node.loc);
    Exits exits = checkKind(node, start, errors);
    loc_ = enclosing;
    return exits;
  }
  Exits checkKind(const Node& node, const Spots& start, Errors errors) {
    switch (node.kind()) {
#define AQUA_ROUTE(Kind)                                                                           \
  case NodeKind::Kind: return checkNode(llvm::cast<Kind>(node), start, errors);
#include "RouteNodes.def"
    }
    llvm_unreachable("unknown kind of node");
  }

  // ------------------------------------------------------------------------------------- Leaves

  Exits checkNode(const Step& step, const Spots& start, Errors errors);
  Exits checkNode(const Hop& hop, const Spots& start, Errors errors);
  Exits checkNode(const Reset& /*node*/, const Spots& start, Errors /*errors*/) {
    return {start, {}};
  }
  Exits checkNode(const Null& /*node*/, const Spots& start, Errors /*errors*/) {
    return {start, {}};
  }
  Exits checkNode(const Never& /*node*/, const Spots& /*start*/, Errors /*errors*/) { return {}; }
  Exits checkNode(const Rethrow& /*node*/, const Spots& start, Errors /*errors*/) {
    return {{}, start};
  }

  // ------------------------------------------------------------------------------------- Groups

  Exits checkNode(const Seq& seq, const Spots& start, Errors errors);
  Exits checkNode(const Par& par, const Spots& start, Errors errors);
  Exits checkNode(const Xor& either, const Spots& start, Errors errors);
  Exits checkNode(const For& loop, const Spots& start, Errors errors) {
    return checkLoop(loop, start, start, errors);
  }
  Exits checkNode(const Once& once, const Spots& start, Errors errors) {
    // Only in front of its loop, see checkNode(Seq).
    report("entry hops without a loop");
    return check(*once.body, start, errors);
  }
  Exits checkNode(const New& scope, const Spots& start, Errors errors) {
    const Exits exits = check(*scope.body, start, errors);
    isDefined_[scope.variable.value] = false;
    return exits;
  }
  Exits checkNode(const If& choice, const Spots& start, Errors errors) {
    const size_t outside = defined_.size();
    const Exits then = check(*choice.thenBranch, start, errors);
    forget(outside);
    const Exits otherwise = check(*choice.elseBranch, start, errors);
    forget(outside);
    return {unite(then.ends, otherwise.ends), unite(then.errors, otherwise.errors)};
  }
  Exits checkNode(const Choice& choice, const Spots& start, Errors errors) {
    const Exits then = check(*choice.thenBranch, start, errors);
    const Exits otherwise = check(*choice.elseBranch, start, errors);
    return {unite(then.ends, otherwise.ends), unite(then.errors, otherwise.errors)};
  }
  void defineNamed(const std::vector<VarId>& guarded, const Node& handler);
  Exits checkLoop(const For& loop, const Spots& start, const Spots& head, Errors errors);
  Exits checkIterations(const For& loop, const Spots& start, const Spots& head, Errors errors);
  Spots endsOfBody(const For& loop, Spots head, Errors errors, Spots& failed);

  // --------------------------------------------------------------------------------- Names (I9)

  void define(VarId id) {
    if (isDefined_[id.value]) return;
    isDefined_[id.value] = true;
    defined_.push_back(id);
  }
  void forget(size_t count) {
    for (; defined_.size() > count; defined_.pop_back())
      isDefined_[defined_.back().value] = false;
  }
  void checkNames(const Operand& operand, llvm::StringRef what) {
    flow::forEachVariable(operand, [&](VarId id) {
      const bool isRelay = process_.flow->hasRelay && id == process_.flow->relay;
      if (!isDefined_[id.value] && !isRelay)
        report(llvm::formatv("{0} mentions `{1}` where it is not defined", what,
                             process_.vars[id.value].hint));
    });
  }

  const Process& process_;
  Reach reach_;
  std::vector<Problem> problems_;
  Loc loc_;                                // of the node that is checked
  std::vector<bool> isDefined_;            // by variable
  std::vector<VarId> defined_;             // in order
  llvm::DenseMap<uint32_t, Spots> pushes_; // by stream: where its elements appear
  using LoopKey = std::tuple<const For*, Spots, Spots, Errors>;
  std::map<LoopKey, Exits> loops_; // looked up only
};

Exits Verifier::checkNode(const Step& step, const Spots& start, Errors /*errors*/) {
  const flow::Node& node = *step.step;
  bool failsOnReaching = false;
  flow::forEachOperand(node, [&](const Operand& operand) {
    failsOnReaching |= flow::canFail(operand, process_.vars);
  });
  // Without ways for errors there is nothing to prove about them.
  const bool hasErrors = process_.flow->errors == flow::ErrorMode::Routed;
  Exits exits{start, failsOnReaching && hasErrors ? start : Spots()};
  if (llvm::isa<flow::Gate, flow::Wait>(node)) {
    const Spot place = reach_.spotOf(node.at);
    if (start != Spots{place})
      report(
          llvm::formatv("control is not surely at {0}, where it is to wait", reach_.text(place)));
  } else if (llvm::isa<flow::Call, flow::Canon>(node)) {
    for (const Location* place = node.at; place; place = place->outer)
      checkNames(place->peer, "the place of a step");
    exits.ends = move(start, reach_.spotOf(node.at), "a step");
    if (hasErrors && llvm::isa<flow::Call>(node)) exits.errors = unite(exits.errors, exits.ends);
  }
  if (const VarId* target = flow::written(node)) {
    define(*target);
    Spots& places = pushes_[target->value];
    places = unite(places, exits.ends);
  }
  return exits;
}

Exits Verifier::checkNode(const Hop& hop, const Spots& start, Errors /*errors*/) {
  checkNames(hop.peer, "a hop");
  if (!hop.isCollection) return {move(start, reach_.spotOf(hop.peer), "a hop"), {}};
  const Spot first = reach_.firstOf(hop.peer);
  const Spot last = reach_.lastOf(hop.peer);
  move(start, hop.isReversed ? last : first, "a list of hops");
  return {{hop.isReversed ? first : last}, {}};
}

Exits Verifier::checkNode(const Seq& seq, const Spots& start, Errors errors) {
  Exits exits{start, {}};
  for (size_t i = 0; i < seq.children.size(); ++i) {
    const Node* node = seq.children[i];
    const Node* following = i + 1 < seq.children.size() ? seq.children[i + 1] : nullptr;
    Exits part;
    if (const auto* once = llvm::dyn_cast<Once>(node)) {
      const auto* loop = following ? llvm::dyn_cast<For>(following) : nullptr;
      if (!loop || !(loop->iterable == once->iterable)) {
        report("entry hops do not stand in front of their loop");
        continue;
      }
      const Exits entry = check(*once->body, exits.ends, errors);
      part = checkLoop(*loop, exits.ends, entry.ends, errors);
      ++i;
    } else {
      part = check(*node, exits.ends, errors);
    }
    // I2: a wait is satisfied wherever the value is known, so a hop must follow.
    const auto* step = llvm::dyn_cast<Step>(node);
    if (step && llvm::isa<flow::Wait>(step->step)) {
      const auto* hop = llvm::dyn_cast_if_present<Hop>(following);
      const auto* other = llvm::dyn_cast_if_present<Step>(following);
      const Operand& peer = step->step->at->peer;
      const bool isBound = (hop && hop->peer == peer) ||
                           (other && flow::isForcing(*other->step) && other->at->peer == peer &&
                            !llvm::isa<flow::Gate>(other->step));
      if (!isBound) report("a wait is not followed by a hop on its peer");
    }
    exits.ends = part.ends;
    exits.errors = unite(exits.errors, part.errors);
  }
  return exits;
}

Exits Verifier::checkNode(const Par& par, const Spots& start, Errors errors) {
  const bool canFail = par.errorsAt != nullptr;
  const Errors inside = canFail ? errors : Errors::Ignored;
  Exits exits;
  bool doAllFail = true;
  bool hasCarrier = false;
  for (size_t i = 0; i < par.branches.size(); ++i) {
    const Exits branch = check(*par.branches[i], start, inside);
    doAllFail &= !branch.errors.empty();
    if (canFail && !branch.errors.empty() && branch.errors != Spots{reach_.spotOf(par.errorsAt)})
      report(llvm::formatv("an error of a branch is not brought to {0}",
                           reach_.text(reach_.spotOf(par.errorsAt))));
    if (par.carriers.empty() || !par.carriers[i]) {
      if (!par.carriers.empty() && !branch.ends.empty())
        report("a branch completes where control must not go on");
      continue;
    }
    hasCarrier = true;
    exits.ends = unite(exits.ends, branch.ends);
  }
  if (par.carriers.empty()) exits.ends = start;
  if (!par.carriers.empty() && !hasCarrier) report("no branch of a par carries control");
  if (canFail && doAllFail) exits.errors = {reach_.spotOf(par.errorsAt)};
  if (!canFail && doAllFail && errors == Errors::Handled && !par.isDetached)
    report("all branches of a par can fail, but their errors do not meet");
  return exits;
}

Exits Verifier::checkNode(const Xor& either, const Spots& start, Errors errors) {
  const size_t outside = defined_.size();
  const Exits left = check(*either.left, start, Errors::Handled);
  // The way of an error may use what was defined before it occurred.
  if (!either.isWrapper) {
    const std::vector<VarId> guarded(defined_.begin() + static_cast<std::ptrdiff_t>(outside),
                                     defined_.end());
    forget(outside);
    if (!guarded.empty()) defineNamed(guarded, *either.right);
  }
  const Exits right = check(*either.right, left.errors, errors);
  if (!either.isWrapper) forget(outside);
  return {unite(left.ends, right.ends), right.errors};
}

/// A handler may name what it guards, on its own risk (spec/02 §23.26).
void Verifier::defineNamed(const std::vector<VarId>& guarded, const Node& handler) {
  std::set<VarId> named;
  collectNames(handler, named);
  for (const VarId id : guarded)
    if (named.count(id)) define(id);
}

/// `start`: where control is if there is no element; `head`: where the first iteration begins.
Exits Verifier::checkLoop(const For& loop, const Spots& start, const Spots& head, Errors errors) {
  // Fixpoints of outer loops come here often, but from few different places.
  const LoopKey key{&loop, start, head, errors};
  if (const auto known = loops_.find(key); known != loops_.end()) return known->second;
  return loops_.emplace(key, checkIterations(loop, start, head, errors)).first->second;
}

Exits Verifier::checkIterations(const For& loop, const Spots& start, const Spots& head,
                                Errors errors) {
  // The stream of `for … rec` is there from its New on.
  if (loop.mode != flow::ForMode::Rec) checkNames(loop.iterable, "a loop");
  const size_t outside = defined_.size();
  define(loop.item);
  Exits exits;
  switch (loop.mode) {
  case flow::ForMode::Par:
    check(*loop.body, start, Errors::Ignored);
    exits.ends = start;
    break;
  case flow::ForMode::Rec:
    check(*loop.body, start, Errors::Ignored);
    if (const Spots& places = pushes_[loop.iterable.variable.value];
        !places.empty() && places != start)
      report("elements of a stream do not appear where the loop over it starts");
    exits.ends = start;
    break;
  case flow::ForMode::ParSeq:
    exits.ends = check(*loop.body, start, Errors::Ignored).ends;
    if (!loop.isNonEmpty) exits.ends = unite(exits.ends, start);
    break;
  case flow::ForMode::Seq: {
    const Spots ends = endsOfBody(loop, head, errors, exits.errors);
    exits.ends = check(*loop.exit, ends, errors).ends;
    if (!loop.isNonEmpty) exits.ends = unite(exits.ends, start);
    break;
  }
  case flow::ForMode::Try: {
    Spots failed;
    const Spots ends = endsOfBody(loop, head, Errors::Handled, failed);
    exits.ends = unite(unite(ends, failed), start);
    break;
  }
  }
  forget(outside);
  return exits;
}

/// I4: the head is where the loop is entered and where the next iteration begins.
Spots Verifier::endsOfBody(const For& loop, Spots head, Errors errors, Spots& failed) {
  for (;;) {
    const size_t known = problems_.size();
    const Exits body = check(*loop.body, head, errors);
    failed = body.errors;
    const Spots more = unite(head, loop.mode == flow::ForMode::Try ? body.errors : body.ends);
    if (more == head || problems_.size() > known) return body.ends;
    head = more;
  }
}

} // namespace

std::vector<Problem> verify(const Process& process, Relays relays) {
  std::vector<Problem> problems = Verifier(process, relays).verify();
  for (Problem& problem : verifyValues(process, relays))
    problems.push_back(std::move(problem));
  return problems;
}

} // namespace aqua::route
