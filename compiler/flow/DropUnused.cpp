// One walk against the order of the text, so that a step is visited after everything that could
// read its result. Waiting is an effect: a step that may wait for a value of a parallel branch
// stays.

#include "Passes.h"

#include "llvm/ADT/STLExtras.h"

#include "Mentions.h"
#include "Rewrite.h"
#include "Usage.h"

namespace aqua::flow {

namespace {

class Dropper {
public:
  explicit Dropper(Process& process) : process_(process), builder_(process), usage_(process) {}

  const Node* run() {
    const Node* body = visit(process_.body);
    return body ? body : builder_.seq(process_.root, process_.body->loc, {});
  }

private:
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
      auto* result = copyOf(builder_, traced);
      result->body = body;
      return result;
    }
    case NodeKind::If: return visitIf(llvm::cast<If>(*node));
    case NodeKind::Choice: return visitChoice(llvm::cast<Choice>(*node));
    case NodeKind::For: return visitFor(llvm::cast<For>(*node));
    case NodeKind::New: {
      auto* scope = copyOf(builder_, llvm::cast<New>(*node));
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
      usage_.forget(*node);
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
    return llvm::isa<Canon, Ap, Push, Insert>(node) && !usage_.isUsed(*written(node)) &&
           !canFail(node, process_.vars);
  }

  const Node* visitSeq(const Seq& seq) {
    llvm::SmallVector<const Node*, 8> kept; // last child first
    for (const Node* child : llvm::reverse(seq.children)) {
      const Node* result = visit(child);
      if (result) kept.push_back(result);
    }
    if (kept.empty()) return nullptr;
    std::reverse(kept.begin(), kept.end());
    return builder_.seq(seq.at, seq.loc, kept);
  }

  const Node* visitCall(const Call& call) {
    if (!call.hasOutput || usage_.isUsed(call.output)) return &call;
    auto* result = copyOf(builder_, call);
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
    auto* result = copyOf(builder_, par);
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
        usage_.forgetAll(*handler);
      return body;
    }
    // Handlers behind one that cannot fail are never reached.
    auto* result = copyOf(builder_, guarded);
    result->body = body;
    std::reverse(handlers.begin(), handlers.end());
    const auto isSure = [&](const Node* handler) { return !canFail(*handler, process_.vars); };
    if (const auto sure = llvm::find_if(handlers, isSure); sure != handlers.end()) {
      std::for_each(sure + 1, handlers.end(),
                    [&](const Node* handler) { usage_.forgetAll(*handler); });
      handlers.erase(sure + 1, handlers.end());
    }
    result->handlers = builder_.copy(llvm::ArrayRef(handlers));
    return result;
  }

  const Node* visitIf(const If& node) {
    auto* result = copyOf(builder_, node);
    result->elseBranch = orNothing(node.elseBranch);
    result->thenBranch = orNothing(node.thenBranch);
    const bool isEmpty = isNothing(*result->thenBranch) && isNothing(*result->elseBranch);
    if (!isEmpty || usage_.mayWait(node)) return result;
    usage_.forget(node);
    return nullptr;
  }

  const Node* visitChoice(const Choice& node) {
    if (isDroppable(node)) {
      usage_.forgetAll(node);
      return nullptr;
    }
    // One of the branches does more: the value is kept in both.
    const VarId target = llvm::cast<Ap>(node.thenBranch)->target;
    ++usage_.reads[target.value];
    auto* result = copyOf(builder_, node);
    result->elseBranch = orNothing(node.elseBranch);
    --usage_.reads[target.value];
    return result;
  }

  const Node* visitFor(const For& loop) {
    const Node* body = visit(loop.body);
    if (!body && !usage_.mayWait(loop) && !canFail(loop.iterable, process_.vars)) {
      usage_.forget(loop);
      return nullptr;
    }
    auto* result = copyOf(builder_, loop);
    result->body = body ? body : nothing(*loop.body);
    return result;
  }

  Process& process_;
  ProcessBuilder builder_;
  Usage usage_;
};

} // namespace

void dropUnused(LoweredProcess lowered) {
  lowered.process.body = Dropper(lowered.process).run();
}

} // namespace aqua::flow
