// Drops what nobody needs (spec/03 §14.4), in one walk against the order of the text, so that a
// step is visited after everything that could read its result:
//
//   push "a" -> $array   canon $array -> #array   (#array unused)      →   nothing
//   call "srv" "get" () -> x   push x -> $s                            →   call "srv" "get" () ->
//   $s
//
// Waiting is an effect: a step that may wait for a value of a parallel branch stays.

#include "Passes.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

#include "Mentions.h"

namespace aqua::flow {

namespace {

/// Finds out what is read how often, and which steps may have to wait.
class Usage {
public:
  explicit Usage(const Process& process)
      : reads(process.vars.size(), 0), isOfPlace(process.vars.size(), false),
        loopPlaces(process.vars.size(), nullptr), strandOf_(process.vars.size(), 0) {
    visit(*process.body);
  }

  /// True if a variable of the node is defined in a part that may not have run to its end.
  [[nodiscard]] bool mayWait(const Node& node) const { return waiting_.contains(&node); }

  std::vector<unsigned> reads;             // by VarId
  std::vector<bool> isOfPlace;             // needed to travel
  std::vector<const Location*> loopPlaces; // of streams: where a live loop over them stands

private:
  void visit(const Node& node) {
    forEachVariable(*node.at, [&](VarId id) { isOfPlace[id.value] = true; });
    forEachRead(node, [&](VarId id) {
      ++reads[id.value];
      if (!isCertain(id)) waiting_.insert(&node);
    });
    if (const VarId* output = written(node)) strandOf_[output->value] = strand_;
    if (const auto* loop = llvm::dyn_cast<For>(&node)) return visitLoop(*loop);
    const bool isUncertain = llvm::isa<Par, Co, Try>(&node);
    for (const Node* child : children(node))
      isUncertain ? visitStrand(*child) : visit(*child);
  }

  void visitLoop(const For& loop) {
    if (loop.mode == ForMode::Rec) loopPlaces[loop.iterable.variable.value] = loop.at;
    const unsigned enclosing = strand_;
    openStrand();
    strandOf_[loop.item.value] = strand_;
    visit(*loop.body);
    strand_ = enclosing;
  }

  /// A part that may run beside what follows it, or not to its end.
  void visitStrand(const Node& node) {
    const unsigned enclosing = strand_;
    openStrand();
    visit(node);
    strand_ = enclosing;
  }

  void openStrand() {
    outer_.push_back(strand_);
    strand_ = static_cast<unsigned>(outer_.size() - 1);
  }

  bool isCertain(VarId id) const {
    const unsigned definedIn = strandOf_[id.value];
    unsigned at = strand_;
    while (at > definedIn) // an outer strand has a smaller number
      at = outer_[at];
    return at == definedIn;
  }

  std::vector<unsigned> strandOf_;    // by VarId
  std::vector<unsigned> outer_ = {0}; // by strand
  unsigned strand_ = 0;
  llvm::DenseSet<const Node*> waiting_;
};

class Simplifier {
public:
  explicit Simplifier(Process& process) : process_(process), builder_(process), usage_(process) {}

  const Node* run() {
    const Node* body = visit(process_.body);
    return body ? body : builder_.seq(process_.root, process_.body->loc, {});
  }

private:
  bool isUsed(VarId id) const { return usage_.reads[id.value] != 0 || usage_.isOfPlace[id.value]; }

  void forget(const Node& node) {
    forEachRead(node, [&](VarId id) { --usage_.reads[id.value]; });
  }

  template <typename T>
  T* copyOf(const T& node) {
    return new (*process_.arena) T(node);
  }

  const Node* nothing(const Node& like) { return builder_.seq(like.at, like.loc, {}); }

  const Node* orNothing(const Node* child) {
    const Node* result = visit(child);
    return result ? result : nothing(*child);
  }

  /// Null: nothing remains.
  const Node* visit(const Node* node) {
    switch (node->kind()) {
    case NodeKind::Seq: return visitSeq(llvm::cast<Seq>(*node));
    case NodeKind::Par: return visitPar(llvm::cast<Par>(*node));
    case NodeKind::Co: {
      const auto& co = llvm::cast<Co>(*node);
      const Node* body = visit(co.body);
      return body ? makeCo(co, body) : nullptr;
    }
    case NodeKind::Try: return visitTry(llvm::cast<Try>(*node));
    case NodeKind::Traced: {
      const auto& traced = llvm::cast<Traced>(*node);
      const Node* body = visit(traced.body);
      if (!body || !canFail(*body, process_.vars)) return body;
      auto* result = copyOf(traced);
      result->body = body;
      return result;
    }
    case NodeKind::If: return visitIf(llvm::cast<If>(*node));
    case NodeKind::Choice: return visitChoice(llvm::cast<Choice>(*node));
    case NodeKind::For: return visitFor(llvm::cast<For>(*node));
    case NodeKind::New: {
      auto* scope = copyOf(llvm::cast<New>(*node));
      scope->body = orNothing(scope->body);
      return scope;
    }
    case NodeKind::Call: return visitCall(llvm::cast<Call>(*node));
    case NodeKind::Gate: return node; // waits
    case NodeKind::Wait:
    case NodeKind::Canon:
    case NodeKind::Ap:
    case NodeKind::Push:
    case NodeKind::Insert:
      if (!isDroppable(*node)) return node;
      forget(*node);
      return nullptr;
    }
    llvm_unreachable("unknown kind of node");
  }

  /// A step whose only effect is a value that nobody reads, or a choice of such steps.
  bool isDroppable(const Node& node) const {
    if (usage_.mayWait(node)) return false;
    if (llvm::isa<Wait>(node)) return true;
    if (llvm::isa<Choice, Seq>(node))
      return llvm::all_of(children(node), [&](const Node* child) { return isDroppable(*child); });
    return llvm::isa<Canon, Ap, Push, Insert>(node) && !isUsed(*written(node)) &&
           !canFail(node, process_.vars);
  }

  const Node* visitSeq(const Seq& seq) {
    llvm::SmallVector<const Node*, 8> kept; // last child first
    for (const Node* child : llvm::reverse(seq.children)) {
      const Node* result = visit(child);
      if (!result) continue;
      if (const Call* direct = kept.empty() ? nullptr : intoStream(*result, *kept.back())) {
        kept.back() = direct;
        continue;
      }
      kept.push_back(result);
    }
    if (kept.empty()) return nullptr;
    std::reverse(kept.begin(), kept.end());
    return builder_.seq(seq.at, seq.loc, kept);
  }

  /// A call and a push of its result in one; null if they are not these.
  const Call* intoStream(const Node& first, const Node& second) {
    const auto* call = llvm::dyn_cast<Call>(&first);
    const auto* push = llvm::dyn_cast<Push>(&second);
    if (!call || !push || !call->hasOutput || call->at != push->at) return nullptr;
    if (push->value != ProcessBuilder::variable(call->output)) return nullptr;
    if (usage_.reads[call->output.value] != 1 || usage_.isOfPlace[call->output.value])
      return nullptr;
    // Elements of a live loop must appear at its own place (spec/03 §14.3.5).
    const Location* loop = usage_.loopPlaces[push->stream.value];
    if (loop && loop != call->at) return nullptr;
    forget(*push);
    auto* direct = copyOf(*call);
    direct->output = push->stream;
    return direct;
  }

  const Node* visitCall(const Call& call) {
    if (!call.hasOutput || isUsed(call.output)) return &call;
    auto* result = copyOf(call);
    result->hasOutput = false;
    return result;
  }

  Co* makeCo(const Node& like, const Node* body) {
    auto* co = builder_.make<Co>(like.at, like.loc);
    co->body = body;
    return co;
  }

  const Node* visitPar(const Par& par) {
    llvm::SmallVector<const Node*, 4> kept;
    for (const Node* branch : llvm::reverse(par.branches))
      if (const Node* result = visit(branch)) kept.push_back(result);
    if (kept.empty()) return nullptr;
    std::reverse(kept.begin(), kept.end());
    const bool isDoneAtOnce = kept.size() < par.branches.size();
    if (kept.size() == 1) return makeCo(par, kept.front());
    auto* result = copyOf(par);
    result->branches = builder_.copy(llvm::ArrayRef(kept));
    return isDoneAtOnce ? static_cast<const Node*>(makeCo(par, result)) : result;
  }

  const Node* visitTry(const Try& guarded) {
    llvm::SmallVector<const Node*, 2> handlers;
    for (const Node* handler : llvm::reverse(guarded.handlers))
      handlers.push_back(orNothing(handler));
    const Node* body = visit(guarded.body);
    if (!body || !canFail(*body, process_.vars)) {
      for (const Node* handler : handlers)
        forgetAll(*handler);
      return body;
    }
    // Handlers behind one that cannot fail are never reached.
    auto* result = copyOf(guarded);
    result->body = body;
    std::reverse(handlers.begin(), handlers.end());
    const auto isSure = [&](const Node* handler) { return !canFail(*handler, process_.vars); };
    if (const auto sure = llvm::find_if(handlers, isSure); sure != handlers.end()) {
      std::for_each(sure + 1, handlers.end(), [&](const Node* handler) { forgetAll(*handler); });
      handlers.erase(sure + 1, handlers.end());
    }
    result->handlers = builder_.copy(llvm::ArrayRef(handlers));
    return result;
  }

  void forgetAll(const Node& node) {
    forget(node);
    for (const Node* child : children(node))
      forgetAll(*child);
  }

  const Node* visitIf(const If& node) {
    auto* result = copyOf(node);
    result->elseBranch = orNothing(node.elseBranch);
    result->thenBranch = orNothing(node.thenBranch);
    const bool isEmpty = isNothing(*result->thenBranch) && isNothing(*result->elseBranch);
    if (!isEmpty || usage_.mayWait(node)) return result;
    forget(node);
    return nullptr;
  }

  const Node* visitChoice(const Choice& node) {
    if (isDroppable(node)) {
      forgetAll(node);
      return nullptr;
    }
    // One of the branches does more: the value is kept in both.
    const VarId target = llvm::cast<Ap>(node.thenBranch)->target;
    ++usage_.reads[target.value];
    auto* result = copyOf(node);
    result->elseBranch = orNothing(node.elseBranch);
    --usage_.reads[target.value];
    return result;
  }

  const Node* visitFor(const For& loop) {
    const Node* body = visit(loop.body);
    if (!body && !usage_.mayWait(loop) && !canFail(loop.iterable, process_.vars)) {
      forget(loop);
      return nullptr;
    }
    auto* result = copyOf(loop);
    result->body = body ? body : nothing(*loop.body);
    return result;
  }

  Process& process_;
  ProcessBuilder builder_;
  Usage usage_;
};

} // namespace

void simplify(Process& process) {
  process.body = Simplifier(process).run();
}

} // namespace aqua::flow
