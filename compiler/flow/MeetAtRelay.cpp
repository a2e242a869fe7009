// Where several parallel answers are awaited behind a relay, they are awaited on the relay: what
// waits there goes on once, instead of each answer for itself (n-to-one, spec/03 §14.3.8).

#include "Passes.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

#include "Mentions.h"
#include "Rewrite.h"

namespace aqua::flow {

namespace {

bool isParallel(const Node& node) {
  const auto* loop = llvm::dyn_cast<For>(&node);
  if (loop) return loop->mode != ForMode::Seq && loop->mode != ForMode::Try;
  return llvm::isa<Par, Co>(node);
}

/// Steps that run wherever control is.
bool isLocal(const Node& node) {
  return llvm::isa<Ap, Push, Insert>(node);
}

/// The node that control leaves last, if `node` is a sequence or a scope.
const Node& lastOf(const Node& node) {
  if (const auto* scope = llvm::dyn_cast<New>(&node)) return lastOf(*scope->body);
  if (const auto* seq = llvm::dyn_cast<Seq>(&node))
    return seq->children.empty() ? node : lastOf(*seq->children.back());
  return node;
}

/// What the whole tree says, collected once.
class Survey {
public:
  Survey(const Process& process, ProcessBuilder& builder)
      : builder_(builder), streams_(process.vars.size()), order_(process.vars.size(), 0) {
    visit(*process.body, {});
  }

  struct Branch {
    const Branch* outer = nullptr;
    const Node* node = nullptr;
    bool isLoop = false; // any number of iterations
  };
  struct Stream {
    const Branch* branch = nullptr; // in which it is declared
    unsigned stretch = 0;           // the sequence of its declaration
    unsigned declaration = 0;
    const Gate* gate = nullptr; // the first reader
    bool isSimple = true; // nobody else needs elements that the gate does not wait for, and all are
                          // written in branches
    llvm::SmallVector<const Branch*, 2> writers;
  };

  [[nodiscard]] const Stream& stream(VarId id) const { return streams_[id.value]; }
  /// True if the peer has a name before `order` in the text.
  [[nodiscard]] bool isKnownBefore(const Operand& peer, unsigned order) const {
    return !peer.isVariable() || order_[peer.variable.value] < order;
  }

private:
  struct Context {
    const Branch* branch = nullptr;
    unsigned stretch = 0; // nodes that surely run one after the other share it
  };

  void visit(const Node& node, Context context) {
    ++now_;
    if (places_.insert(node.at).second) builder_.intern(node.at);
    note(node, context);
    const bool isStretch = llvm::isa<Seq, New>(node);
    const auto* loop = llvm::dyn_cast<For>(&node);
    for (const Node* child : children(node)) {
      Context inner = context;
      if (!isStretch) inner.stretch = ++stretches_;
      if (isParallel(node)) {
        branches_.push_back(
            std::make_unique<Branch>(Branch{context.branch, child, loop != nullptr}));
        inner.branch = branches_.back().get();
      }
      visit(*child, inner);
    }
  }

  void note(const Node& node, Context context) {
    if (const auto* scope = llvm::dyn_cast<New>(&node)) {
      Stream& declared = streams_[scope->variable.value];
      declared.branch = context.branch;
      declared.stretch = context.stretch;
      declared.declaration = now_;
    }
    if (const auto* loop = llvm::dyn_cast<For>(&node)) order_[loop->item.value] = now_;
    forEachRead(node, [&](VarId id) { noteRead(streams_[id.value], node, context); });
    const VarId* target = written(node);
    if (!target) return;
    order_[target->value] = now_;
    noteWrite(streams_[target->value], context);
  }

  static void noteRead(Stream& stream, const Node& node, Context context) {
    const auto* gate = llvm::dyn_cast<Gate>(&node);
    if (stream.gate) {
      // Behind the gate; others than it wait for something else.
      stream.isSimple &= !llvm::isa<For>(node) && (!gate || gate->size == stream.gate->size);
      return;
    }
    stream.gate = gate;
    stream.isSimple &= gate && context.stretch == stream.stretch;
  }

  static void noteWrite(Stream& stream, Context context) {
    if (stream.gate) return;
    stream.isSimple &= context.branch != stream.branch;
    stream.writers.push_back(context.branch);
  }

  ProcessBuilder& builder_;
  std::vector<Stream> streams_; // by VarId; of use for streams only
  std::vector<unsigned> order_; // by VarId: where it is defined in the text
  std::vector<std::unique_ptr<Branch>> branches_;
  llvm::DenseSet<const Location*> places_;
  unsigned now_ = 0;
  unsigned stretches_ = 0;
};

class Meeting {
public:
  explicit Meeting(Process& process)
      : process_(process), builder_(process), survey_(process, builder_) {}

  const Node* visit(const Node& node) {
    const Node* result =
        withChildren(builder_, node, [this](const Node& child) { return visit(child); });
    const auto* seq = llvm::dyn_cast<Seq>(result);
    return seq ? withMeetings(*seq) : result;
  }

private:
  /// What is known of a branch by looking at all of it.
  struct Branch {
    llvm::SmallVector<const Location*, 2> places; // of its steps
    llvm::SmallVector<VarId, 4> written;
  };

  const Node* withMeetings(const Seq& seq) {
    llvm::SmallVector<const Node*, 8> children;
    for (const auto& [i, child] : llvm::enumerate(seq.children)) {
      children.push_back(child);
      if (const auto* gate = llvm::dyn_cast<Gate>(child)) {
        if (const Location* relay = relayFor(*gate, llvm::ArrayRef(children).drop_back())) {
          Gate* moved = copyOf(builder_, *gate);
          moved->at = relay;
          children.back() = moved;
        }
      } else if (const auto* par = llvm::dyn_cast<Par>(child)) {
        addWaits(*par, seq.children.drop_front(i + 1), children);
      }
    }
    return llvm::ArrayRef(children) == seq.children ? &seq
                                                    : builder_.seq(seq.at, seq.loc, children);
  }

  /// The last relay before a place; null if there is none with a name of its own.
  const Location* relayOf(const Location* place) {
    if (place->via.empty() || place->via.back().isCollection) return nullptr;
    const Location* outer = place->outer ? place->outer : process_.root;
    return builder_.location(outer, place->via.back().peer, place->via.drop_back());
  }

  /// Where a gate can wait instead, given what stands before it.
  const Location* relayFor(const Gate& gate, llvm::ArrayRef<const Node*> before) {
    const Survey::Stream& stream = survey_.stream(gate.stream);
    if (!stream.isSimple || stream.gate->target != gate.target) return nullptr;
    while (!before.empty() && isLocal(*before.back()))
      before = before.drop_back();
    if (before.empty() || !isParallel(lastOf(*before.back()))) return nullptr;

    bool areMany = stream.writers.size() > 1 && !llvm::all_equal(stream.writers);
    for (const Survey::Branch* writer : stream.writers) {
      if (!isElsewhere(*writer->node, gate.at)) return nullptr;
      for (const auto* up = writer; up != stream.branch; up = up->outer)
        areMany |= up->isLoop;
    }
    const Location* relay = areMany ? relayOf(gate.at) : nullptr;
    return relay && survey_.isKnownBefore(relay->peer, stream.declaration) ? relay : nullptr;
  }

  /// Before the first step after a par: waits for the values that it takes from several branches.
  void addWaits(const Par& par, llvm::ArrayRef<const Node*> after,
                llvm::SmallVectorImpl<const Node*>& children) {
    llvm::SmallVector<const Node*, 4> between;
    const Node* step = firstStep(after, between);
    const Location* relay = step ? relayOf(step->at) : nullptr;
    if (!relay) return;
    const llvm::DenseSet<uint32_t> needed = neededBy(*step, between);
    llvm::SmallVector<const Node*, 4> waits;
    unsigned answers = 0;
    for (const Node* branch : par.branches) {
      if (!isElsewhere(*branch, step->at)) continue;
      bool isNeeded = false;
      for (const VarId id : branchOf(*branch).written) {
        if (id == relayVariable(*relay)) return;
        if (!needed.contains(id.value)) continue;
        auto* wait = builder_.make<Wait>(relay, step->loc);
        wait->variable = id;
        waits.push_back(wait);
        isNeeded = true;
      }
      answers += isNeeded ? 1 : 0;
    }
    if (answers > 1) llvm::append_range(children, waits);
  }

  static std::optional<VarId> relayVariable(const Location& relay) {
    return relay.peer.isVariable() ? std::optional(relay.peer.variable) : std::nullopt;
  }

  /// The first step bound to a peer, if it surely comes next; the local ones before it are
  /// collected.
  static const Node* firstStep(llvm::ArrayRef<const Node*> nodes,
                               llvm::SmallVectorImpl<const Node*>& between) {
    for (const Node* node : nodes) {
      if (isForcing(*node)) return node;
      if (const auto* scope = llvm::dyn_cast<New>(node)) return firstStep(scope->body, between);
      if (const auto* seq = llvm::dyn_cast<Seq>(node)) return firstStep(seq->children, between);
      if (!isLocal(*node)) return nullptr;
      between.push_back(node);
    }
    return nullptr;
  }

  /// What the step reads, also by way of the copies before it.
  static llvm::DenseSet<uint32_t> neededBy(const Node& step, llvm::ArrayRef<const Node*> between) {
    llvm::DenseSet<uint32_t> needed;
    const auto addReads = [&](const Node& node) {
      forEachRead(node, [&](VarId id) { needed.insert(id.value); });
    };
    addReads(step);
    for (const Node* node : llvm::reverse(between))
      if (const VarId* target = written(*node); target && needed.contains(target->value))
        addReads(*node);
    return needed;
  }

  /// The branch has steps, and none of them on the peer of the place.
  bool isElsewhere(const Node& branch, const Location* place) {
    const Branch& known = branchOf(branch);
    return !known.places.empty() && llvm::none_of(known.places, [&](const Location* other) {
      return other->peer == place->peer;
    });
  }

  const Branch& branchOf(const Node& node) {
    const auto [known, isNew] = branches_.try_emplace(&node);
    if (!isNew) return known->second;
    Branch branch;
    collect(node, branch);
    return branches_[&node] = std::move(branch);
  }

  void collect(const Node& node, Branch& branch) {
    if (isForcing(node) && !llvm::is_contained(branch.places, node.at))
      branch.places.push_back(node.at);
    if (const VarId* target = written(node); target && isScalar(*target))
      branch.written.push_back(*target);
    for (const Node* child : children(node))
      collect(*child, branch);
  }

  [[nodiscard]] bool isScalar(VarId id) const {
    return process_.vars[id.value].kind == VarKind::Scalar;
  }

  Process& process_;
  ProcessBuilder builder_;
  Survey survey_;
  llvm::DenseMap<const Node*, Branch> branches_; // looked up only
};

} // namespace

void meetAtRelay(LoweredProcess lowered) {
  lowered.process.body = Meeting(lowered.process).visit(*lowered.process.body);
}

} // namespace aqua::flow
