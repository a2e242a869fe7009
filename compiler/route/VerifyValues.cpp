// I8 of spec/03 §14.3.6: what a parallel branch defines is brought to a peer, and everything that
// uses it first is executed, or waits, on that peer. A use that waits elsewhere could be satisfied
// on a peer from which control does not get on.

#include <map>
#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include "PendingValues.h"
#include "Reach.h"
#include "Verify.h"
#include "flow/Mentions.h"

namespace aqua::route {

namespace {

class ValueVerifier {
public:
  ValueVerifier(const Process& process, Relays relays)
      : process_(process), reach_(*process.flow, relays) {}

  std::vector<Problem> verify() {
    here_ = reach_.spotOf(process_.flow->root);
    visit(*process_.body);
    return std::move(problems_);
  }

private:
  /// A value or an addition to a stream that the current branch knows since `visit`.
  struct Known {
    VarId variable;
    size_t visit = 0;
    Spots places; // to which it had been brought before
    // Added where the branch begins, wherever that is: whoever goes on from there knows it.
    bool isFromStart = false;
  };
  /// What a branch has brought where.
  using Brought = std::vector<std::pair<VarId, Spots>>;
  /// What a branch added to a stream. Peers named by variables defined later could not be served.
  struct Addition {
    Spots places;
    size_t definitions = 0;
  };
  /// A gate that control has passed, with the number of additions that it may have waited for.
  struct Passed {
    const flow::Gate* gate = nullptr;
    size_t additions = 0;
  };
  /// What is undone when code is left that may not have run.
  struct Mark {
    size_t visits = 0;
    size_t known = 0;
    size_t passed = 0;
    std::optional<Spot> here;
  };

  void report(const std::string& text) {
    if (problems_.size() < 100) problems_.push_back({loc_, text, std::nullopt});
  }
  [[nodiscard]] llvm::StringRef hint(VarId id) const { return process_.vars[id.value].hint; }

  void visit(const Node& node) {
    const Loc enclosing = std::exchange(loc_, node.loc);
    visitKind(node);
    loc_ = enclosing;
  }
  void visitKind(const Node& node) {
    switch (node.kind()) {
#define AQUA_ROUTE(Kind)                                                                           \
  case NodeKind::Kind: return visitNode(llvm::cast<Kind>(node));
#include "RouteNodes.def"
    }
  }

  void visitNode(const Seq& seq) {
    for (const Node* child : seq.children)
      visit(*child);
  }
  void visitNode(const New& scope) { visit(*scope.body); }
  void visitNode(const Reset& /*node*/) {}
  void visitNode(const Null& /*node*/) {}
  void visitNode(const Never& /*node*/) { isDead_ = true; }
  void visitNode(const Rethrow& /*node*/) { isDead_ = true; }
  void visitNode(const Once& once) {
    useAnywhere(once.iterable);
    const Mark mark = this->mark();
    visit(*once.body);
    leave(mark);
    here_.reset();
  }
  void visitNode(const If& choice) {
    useAnywhere(choice.condition.left);
    useAnywhere(choice.condition.right);
    visitAlternatives(*choice.thenBranch, *choice.elseBranch);
  }
  void visitNode(const Choice& choice) {
    useAnywhere(choice.condition.left);
    useAnywhere(choice.condition.right);
    visitAlternatives(*choice.thenBranch, *choice.elseBranch);
    // The value that both define.
    const Node* last = choice.thenBranch;
    if (const auto* seq = llvm::dyn_cast<Seq>(last); seq && !seq->children.empty())
      last = seq->children.back();
    if (const auto* step = llvm::dyn_cast<Step>(last)) define(*step->step);
  }
  void visitNode(const Xor& either) {
    // A wrapper only makes hops and does not come back.
    if (either.isWrapper)
      visit(*either.left);
    else
      visitAlternatives(*either.left, *either.right);
  }

  void visitNode(const Step& step);
  void visitNode(const Hop& hop);
  void visitNode(const For& loop);
  void visitNode(const Par& par);
  void visitAlternatives(const Node& a, const Node& b);
  /// When a branch begins.
  enum class Begin : uint8_t { AtOnce, Later };
  Brought visitBranch(const Node& branch, std::vector<Spot>& passed, Begin begin);
  Brought takeSettled(const std::map<VarId, size_t>& waits, size_t branches);
  void bringAlso(VarId id, const Spots& places);
  void addPending(llvm::ArrayRef<PendingValues::Change> changesOfOther, size_t entered);

  // ---------------------------------------------------------------------------------- Knowledge

  [[nodiscard]] Mark mark() const { return {visits_.size(), known_.size(), passed_.size(), here_}; }

  /// Forgets values, which are not visible outside, but not additions to streams: they were brought
  /// to where control went on inside.
  void leave(const Mark& mark) {
    size_t kept = mark.known;
    for (size_t i = mark.known; i < known_.size(); ++i) {
      if (!isStream(known_[i].variable)) continue;
      known_[i].places = placesOf(known_[i]);
      known_[i].visit = mark.visits;
      known_[kept++] = known_[i];
    }
    known_.resize(kept);
    visits_.resize(mark.visits);
    passed_.resize(mark.passed);
  }
  /// Where a value is known now.
  [[nodiscard]] Spots placesOf(const Known& known) const {
    Spots places = known.places;
    for (size_t i = visits_.size(); i-- > known.visit && places.size() < 64;)
      if (!llvm::is_contained(places, visits_[i])) places.push_back(visits_[i]);
    return places;
  }

  [[nodiscard]] bool isStream(VarId id) const {
    const flow::VarKind kind = process_.vars[id.value].kind;
    return kind == flow::VarKind::Stream || kind == flow::VarKind::StreamMap;
  }
  void arriveAt(Spot spot) {
    visits_.push_back(spot);
    here_ = spot;
    hasLeft_ = true;
  }
  void know(VarId id, Spots places = {}) {
    // It is known where control is now: that was the last visit, unless paths have met since.
    if (here_) visits_.push_back(*here_);
    const size_t visit = here_ ? visits_.size() - 1 : visits_.size();
    known_.push_back({id, visit, std::move(places), !hasLeft_});
  }
  void define(const flow::Node& step) {
    if (const VarId* target = flow::written(step)) {
      know(*target);
      definitions_.try_emplace(*target, definitions_.size());
    }
  }

  /// A local instruction waits wherever it is reached.
  void useAnywhere(const Operand& operand) {
    flow::forEachVariable(operand, [&](VarId id) {
      if (!pending_.find(id)) return;
      report(llvm::formatv("`{0}` of a par branch is used without waiting on a peer", hint(id)));
      settle(id);
    });
  }
  void useAt(VarId id, Spot place) {
    const Spots* places = pending_.find(id);
    if (!places) return;
    if (!llvm::is_contained(*places, place))
      report(llvm::formatv("`{0}` of a par branch is needed at {1}, but not brought there",
                           hint(id), reach_.text(place)));
    settle(id);
  }
  void settle(VarId id) {
    know(id, *pending_.find(id));
    pending_.erase(id);
  }
  /// Control has brought what a gate waited for, and nobody else waits for the rest.
  [[nodiscard]] size_t additionsAtHand(VarId stream, const flow::Node& reader) const {
    const auto* gate = llvm::dyn_cast<flow::Gate>(&reader);
    size_t count = 0;
    for (const Passed& passed : passed_)
      if (passed.gate->stream == stream && (!gate || gate->size == passed.gate->size))
        count = passed.additions;
    return count;
  }
  /// The relay that control has passed last before it came to the place, which then sees what the
  /// relay has seen.
  [[nodiscard]] std::optional<Spot> relayPassed(const Location& place) {
    if (place.via.empty() || place.via.back().isCollection) return std::nullopt;
    const Spot self = reach_.spotOf(&place), relay = reach_.spotOf(place.via.back().peer);
    const auto passed = llvm::find_if(llvm::reverse(visits_), [&](Spot at) { return at != self; });
    const bool isRelay = passed != visits_.rend() && *passed == relay;
    return isRelay ? std::optional(relay) : std::nullopt;
  }
  void readStream(VarId stream, const flow::Node& reader) {
    const Location& place = *reader.at;
    size_t lastDefinition = 0;
    flow::forEachVariable(place, [&](VarId id) {
      if (const auto found = definitions_.find(id); found != definitions_.end())
        lastDefinition = std::max(lastDefinition, found->second + 1);
    });
    const std::vector<Addition>& additions = additions_[stream];
    const std::optional<Spot> relay =
        llvm::isa<flow::Gate>(reader) ? std::nullopt : relayPassed(place);
    const auto isBrought = [&](const Addition& addition) {
      return llvm::is_contained(addition.places, reach_.spotOf(&place)) ||
             (relay && llvm::is_contained(addition.places, *relay));
    };
    for (const Addition& addition :
         llvm::ArrayRef(additions).drop_front(additionsAtHand(stream, reader))) {
      const bool couldBeServed = lastDefinition <= addition.definitions;
      if (couldBeServed && !isBrought(addition))
        report(llvm::formatv("elements of `{0}` are read at {1}, but not brought there",
                             hint(stream), reach_.text(reach_.spotOf(&place))));
    }
    if (const auto* gate = llvm::dyn_cast<flow::Gate>(&reader))
      passed_.push_back({gate, additions.size()});
  }

  const Process& process_;
  Reach reach_;
  std::vector<Problem> problems_;
  Loc loc_; // of the node that is visited
  PendingValues pending_;
  std::map<VarId, std::vector<Addition>> additions_;
  std::map<VarId, size_t> definitions_; // by order
  std::map<VarId, Spot> homes_;         // by stream: where elements were added last
  // Of the current branch:
  std::vector<Spot> visits_; // peers that control surely passed
  std::vector<Known> known_;
  std::vector<Passed> passed_;
  std::optional<Spot> here_;
  bool hasLeft_ = true; // control may not be where the branch began
  bool isDead_ = false;
};

void ValueVerifier::visitNode(const Step& step) {
  const flow::Node& node = *step.step;
  if (!flow::isForcing(node)) {
    if (llvm::isa<flow::Push, flow::Insert>(node))
      homes_.insert_or_assign(*flow::written(node), reach_.spotOf(step.at));
    flow::forEachOperand(node, [&](const Operand& operand) { useAnywhere(operand); });
    return define(node);
  }
  for (const Location* place = node.at; place; place = place->outer) {
    useAnywhere(place->peer);
    for (const flow::Via& via : place->via)
      useAnywhere(via.peer);
  }
  if (const auto* call = llvm::dyn_cast<flow::Call>(&node)) useAnywhere(call->service);
  const Spot place = reach_.spotOf(node.at);
  flow::forEachRead(node, [&](VarId id) {
    if (isStream(id))
      readStream(id, node);
    else
      useAt(id, place);
  });
  arriveAt(place);
  define(node);
}

void ValueVerifier::visitNode(const Hop& hop) {
  if (!hop.isCollection) return arriveAt(reach_.spotOf(hop.peer));
  const Spot first = reach_.firstOf(hop.peer);
  const Spot last = reach_.lastOf(hop.peer);
  arriveAt(hop.isReversed ? last : first);
  arriveAt(hop.isReversed ? first : last);
}

void ValueVerifier::visitNode(const For& loop) {
  if (!isStream(loop.iterable.variable) || !loop.iterable.isVariable()) useAnywhere(loop.iterable);
  definitions_.try_emplace(loop.item, definitions_.size());
  const bool isSequential = loop.mode == flow::ForMode::Seq || loop.mode == flow::ForMode::Try;
  if (!isSequential) {
    // Iterations of `for … rec` start where the elements appear, as verify() has seen.
    const auto home = homes_.find(loop.iterable.variable);
    if (loop.mode == flow::ForMode::Rec && home != homes_.end()) here_ = home->second;
    std::vector<Spot> passed;
    // Iterations of a stream begin when elements come, others at once.
    (void)visitBranch(*loop.body, passed,
                      isStream(loop.iterable.variable) ? Begin::Later : Begin::AtOnce);
    if (loop.mode == flow::ForMode::ParSeq) here_.reset();
    return;
  }
  // It may not run at all, or again from where it ended.
  hasLeft_ = true;
  const Mark mark = this->mark();
  const size_t entered = pending_.mark();
  const std::optional<Spot> start = here_;
  if (loop.isNonEmpty)
    visit(*loop.body);
  else {
    here_.reset();
    visit(*loop.body);
  }
  visit(*loop.exit);
  leave(mark);
  pending_.undo(entered);
  // However many iterations there were, control is where it was.
  const bool comesBack = loop.mode == flow::ForMode::Seq && start && here_ == start;
  if (!comesBack) here_.reset();
  isDead_ = false;
}

void ValueVerifier::visitNode(const Par& par) {
  const std::optional<Spot> start = here_;
  std::optional<Spot> end;
  bool isFirstCarrier = true;
  std::vector<Spot> visits; // each branch takes there what is known now
  Brought brought;
  std::set<VarId> own;           // values of the branches themselves
  std::map<VarId, size_t> waits; // by other value: how many branches wait for it
  size_t counted = 0;            // branches from which control may go on
  for (size_t i = 0; i < par.branches.size(); ++i) {
    here_ = start;
    const size_t entered = pending_.mark();
    const Brought fromHere = visitBranch(*par.branches[i], visits, Begin::AtOnce);
    const bool isCarrier = !par.carriers.empty() && par.carriers[i];
    if (isCarrier || par.carriers.empty()) {
      ++counted;
      for (const PendingValues::Change& change : pending_.changesSince(entered))
        if (change.before && !change.after && !own.count(change.id)) ++waits[change.id];
    }
    pending_.undo(entered);
    // The branches to its right see what it defines.
    for (const auto& [id, places] : fromHere) {
      brought.push_back({id, places});
      if (pending_.find(id)) continue;
      pending_.set(id, places);
      own.insert(id);
    }
    if (!isCarrier) continue;
    end = isFirstCarrier || end == here_ ? here_ : std::nullopt;
    isFirstCarrier = false;
  }
  // Control has what all branches from which it goes on have waited for.
  const Brought settled = takeSettled(waits, counted);
  for (const auto& [id, places] : brought)
    bringAlso(id, places);
  visits_.insert(visits_.end(), visits.begin(), visits.end());
  here_ = par.isDetached ? start : end;
  for (const auto& [id, places] : settled)
    know(id, places);
}

/// The values for which all `branches` wait, no longer pending.
ValueVerifier::Brought ValueVerifier::takeSettled(const std::map<VarId, size_t>& waits,
                                                  size_t branches) {
  Brought settled;
  for (const auto& [id, count] : waits)
    if (count == branches) settled.push_back({id, *pending_.find(id)});
  for (const auto& [id, places] : settled)
    pending_.erase(id);
  return settled;
}

void ValueVerifier::bringAlso(VarId id, const Spots& places) {
  const Spots* known = pending_.find(id);
  if (!known) return;
  Spots all = *known;
  for (const Spot place : places)
    if (!llvm::is_contained(all, place)) all.push_back(place);
  if (all.size() > known->size()) pending_.set(id, std::move(all));
}

/// The branch starts with what is known outside. Adds the peers that it surely passes.
ValueVerifier::Brought ValueVerifier::visitBranch(const Node& branch, std::vector<Spot>& passed,
                                                  Begin begin) {
  std::vector<Spot> outerVisits = std::exchange(visits_, {});
  std::vector<Known> outerKnown = std::exchange(known_, {});
  const size_t outerPassed = passed_.size();
  const bool wasDead = std::exchange(isDead_, false);
  const bool hadLeft = std::exchange(hasLeft_, begin == Begin::Later);
  visit(branch);
  Brought brought;
  for (const Known& known : known_) {
    const Spots places = placesOf(known);
    if (!isStream(known.variable))
      brought.push_back({known.variable, places});
    else if (known.isFromStart)
      outerKnown.push_back({known.variable, outerVisits.size(), places, !hadLeft});
    else
      additions_[known.variable].push_back({places, definitions_.size()});
  }
  hasLeft_ |= hadLeft;
  known_ = std::move(outerKnown);
  passed_.resize(outerPassed);
  isDead_ = wasDead;
  passed.insert(passed.end(), visits_.begin(), visits_.end());
  visits_ = std::move(outerVisits);
  return brought;
}

void ValueVerifier::visitAlternatives(const Node& a, const Node& b) {
  const Mark mark = this->mark();
  const size_t entered = pending_.mark();
  const auto visitOne = [&](const Node& node) {
    here_ = mark.here;
    isDead_ = false;
    visit(node);
    std::vector<Spot> visits(visits_.begin() + static_cast<std::ptrdiff_t>(mark.visits),
                             visits_.end());
    leave(mark);
    return visits;
  };
  const std::vector<Spot> visitsOfA = visitOne(a);
  const bool isDeadA = isDead_;
  const std::optional<Spot> endOfA = here_;
  const std::vector<PendingValues::Change> changesOfA = pending_.changesSince(entered);
  pending_.undo(entered);
  const std::vector<Spot> visitsOfB = visitOne(b);
  const bool isDeadB = isDead_;

  isDead_ = isDeadA && isDeadB;
  if (isDeadB) {
    pending_.undo(entered);
    pending_.redo(changesOfA);
    here_ = endOfA;
  } else if (!isDeadA) {
    addPending(changesOfA, entered);
    if (here_ != endOfA) here_.reset();
  }
  for (const Spot spot : visitsOfA)
    if (isDeadB || llvm::is_contained(visitsOfB, spot)) visits_.push_back(spot);
  for (const PendingValues::Change& change : pending_.changesSince(entered))
    if (change.before && !change.after) know(change.id, *change.before);
}

/// After one alternative: what is pending after the other one, too.
void ValueVerifier::addPending(llvm::ArrayRef<PendingValues::Change> changesOfOther,
                               size_t entered) {
  std::set<VarId> settledInOther;
  for (const PendingValues::Change& change : changesOfOther) {
    if (!change.after)
      settledInOther.insert(change.id);
    else if (!pending_.find(change.id))
      pending_.set(change.id, *change.after);
  }
  for (const PendingValues::Change& change : pending_.changesSince(entered))
    if (change.before && !change.after && !settledInOther.count(change.id))
      pending_.set(change.id, *change.before);
}

} // namespace

std::vector<Problem> verifyValues(const Process& process, Relays relays) {
  return ValueVerifier(process, relays).verify();
}

} // namespace aqua::route
