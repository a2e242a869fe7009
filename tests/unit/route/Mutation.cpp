#include "Mutation.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::test {

using flow::Operand;

namespace {

template <typename Visit>
void forEachNode(const route::Node& node, uint32_t& number, const Visit& visit) {
  visit(node, number++);
  for (const route::Node* child : route::children(node))
    forEachNode(*child, number, visit);
}

bool isNull(const route::Node* node) {
  return llvm::isa<route::Null>(node);
}

/// Collects all damages.
class Finder {
public:
  explicit Finder(const route::Process& process) : process_(process) {}

  std::vector<Mutant> find() {
    uint32_t number = 0;
    forEachNode(*process_.body, number,
                [&](const route::Node& node, uint32_t /*number*/) { notePeer(node); });
    number = 0;
    forEachNode(*process_.body, number,
                [&](const route::Node& node, uint32_t self) { addMutants(node, self); });
    return std::move(mutants_);
  }

private:
  void notePeer(const route::Node& node) {
    if (const auto* step = llvm::dyn_cast<route::Step>(&node))
      if (flow::isForcing(*step->step)) notePeer(step->step->at->peer);
    if (const auto* hop = llvm::dyn_cast<route::Hop>(&node))
      if (!hop->isCollection) notePeer(hop->peer);
  }
  void notePeer(const Operand& peer) {
    if (!llvm::is_contained(peers_, peer)) peers_.push_back(peer);
  }
  [[nodiscard]] std::string text(const Operand& peer) const {
    return peer.isVariable() ? process_.vars[peer.variable.value].hint.str() : "INIT";
  }
  Mutant& add(Mutation mutation, uint32_t node, std::string text = "") {
    Mutant& mutant = mutants_.emplace_back();
    mutant.mutation = mutation;
    mutant.node = node;
    mutant.text = std::move(text);
    return mutant;
  }

  void addMutants(const route::Node& node, uint32_t self) {
    if (const auto* hop = llvm::dyn_cast<route::Hop>(&node)) {
      add(Mutation::RemoveHop, self, text(hop->peer));
      if (hop->isCollection) {
        add(Mutation::ReverseHop, self, text(hop->peer));
      } else if (peers_.size() > 1) {
        const auto* const known = llvm::find(peers_, hop->peer);
        const size_t next = static_cast<size_t>(known - peers_.begin()) + 1;
        add(Mutation::ChangeHop, self, text(hop->peer)).newPeer = peers_[next % peers_.size()];
      }
    }
    if (const auto* step = llvm::dyn_cast<route::Step>(&node))
      if (const auto* wait = llvm::dyn_cast<flow::Wait>(step->step))
        add(Mutation::RemoveWait, self, process_.vars[wait->variable.value].hint.str());
    if (const auto* either = llvm::dyn_cast<route::Xor>(&node); either && either->isWrapper)
      add(Mutation::RemoveWrapper, self);
    if (llvm::isa<route::Never>(node)) add(Mutation::RemoveNever, self);
    if (const auto* par = llvm::dyn_cast<route::Par>(&node)) {
      for (uint32_t i = 0; i < par->carriers.size(); ++i)
        add(Mutation::FlipCarrier, self).branch = i;
      if (par->errorsAt) add(Mutation::RemoveMeeting, self);
    }
    if (const auto* loop = llvm::dyn_cast<route::For>(&node); loop && !isNull(loop->exit))
      add(Mutation::RemoveExit, self);
    if (llvm::isa<route::Once>(node)) add(Mutation::RemoveEntry, self);
  }

  const route::Process& process_;
  llvm::SmallVector<Operand, 8> peers_;
  std::vector<Mutant> mutants_;
};

/// Copies the tree with one damage.
class Copier {
public:
  Copier(const Mutant& mutant, llvm::BumpPtrAllocator& arena) : mutant_(mutant), arena_(arena) {}

  const route::Node* copy(const route::Node* node) {
    const bool isTarget = number_++ == mutant_.node;
    switch (node->kind()) {
#define AQUA_ROUTE(Kind)                                                                           \
  case route::NodeKind::Kind: return copyNode(llvm::cast<route::Kind>(*node), isTarget);
#include "route/RouteNodes.def"
    }
    llvm_unreachable("unknown kind of node");
  }

private:
  template <typename T>
  T* duplicate(const T& node) {
    return new (arena_) T(node);
  }
  const route::Node* nothing() { return new (arena_) route::Null(); }
  llvm::ArrayRef<const route::Node*> copyAll(llvm::ArrayRef<const route::Node*> nodes) {
    llvm::SmallVector<const route::Node*, 8> list;
    for (const route::Node* node : nodes)
      list.push_back(copy(node));
    return llvm::ArrayRef(list).copy(arena_);
  }

  const route::Node* copyNode(const route::Seq& seq, bool /*isTarget*/) {
    llvm::SmallVector<const route::Node*, 8> list(copyAll(seq.children));
    llvm::erase_if(list, isNull);
    auto* made = duplicate(seq);
    made->children = llvm::ArrayRef(list).copy(arena_);
    return made;
  }
  const route::Node* copyNode(const route::Par& par, bool isTarget) {
    auto* made = duplicate(par);
    made->branches = copyAll(par.branches);
    if (!isTarget) return made;
    if (mutant_.mutation == Mutation::RemoveMeeting) {
      made->errorsAt = nullptr;
    } else {
      llvm::SmallVector<bool, 4> carriers(par.carriers);
      carriers[mutant_.branch] = !carriers[mutant_.branch];
      made->carriers = llvm::ArrayRef(carriers).copy(arena_);
    }
    return made;
  }
  const route::Node* copyNode(const route::Xor& either, bool isTarget) {
    auto* made = duplicate(either);
    made->left = copy(either.left);
    made->right = copy(either.right);
    return isTarget ? made->left : made;
  }
  template <typename T>
  const route::Node* copyAlternatives(const T& choice) {
    auto* made = duplicate(choice);
    made->thenBranch = copy(choice.thenBranch);
    made->elseBranch = copy(choice.elseBranch);
    return made;
  }
  const route::Node* copyNode(const route::If& choice, bool /*isTarget*/) {
    return copyAlternatives(choice);
  }
  const route::Node* copyNode(const route::Choice& choice, bool /*isTarget*/) {
    return copyAlternatives(choice);
  }
  const route::Node* copyNode(const route::For& loop, bool isTarget) {
    auto* made = duplicate(loop);
    made->body = copy(loop.body);
    made->exit = copy(loop.exit);
    if (isTarget) made->exit = nothing();
    return made;
  }
  const route::Node* copyNode(const route::Once& once, bool isTarget) {
    auto* made = duplicate(once);
    made->body = copy(once.body);
    return isTarget ? nothing() : made;
  }
  const route::Node* copyNode(const route::New& scope, bool /*isTarget*/) {
    auto* made = duplicate(scope);
    made->body = copy(scope.body);
    return made;
  }
  const route::Node* copyNode(const route::Hop& hop, bool isTarget) {
    if (!isTarget) return &hop;
    if (mutant_.mutation == Mutation::RemoveHop) return nothing();
    auto* made = duplicate(hop);
    if (mutant_.mutation == Mutation::ReverseHop)
      made->isReversed = !made->isReversed;
    else
      made->peer = mutant_.newPeer;
    return made;
  }
  /// What is left can only be removed.
  template <route::NodeKind K>
  const route::Node* copyNode(const route::NodeOf<K>& leaf, bool isTarget) {
    return isTarget ? nothing() : &leaf;
  }

  const Mutant& mutant_;
  llvm::BumpPtrAllocator& arena_;
  uint32_t number_ = 0;
};

} // namespace

llvm::StringRef nameOf(Mutation mutation) {
  switch (mutation) {
  case Mutation::RemoveHop: return "remove hop";
  case Mutation::ChangeHop: return "change hop";
  case Mutation::ReverseHop: return "reverse hop";
  case Mutation::RemoveWait: return "remove wait";
  case Mutation::RemoveWrapper: return "remove wrapper";
  case Mutation::RemoveNever: return "remove never";
  case Mutation::FlipCarrier: return "flip carrier";
  case Mutation::RemoveMeeting: return "remove meeting";
  case Mutation::RemoveExit: return "remove exit";
  case Mutation::RemoveEntry: return "remove entry";
  }
  llvm_unreachable("unknown mutation");
}

std::vector<Mutant> mutantsOf(const route::Process& process) {
  return Finder(process).find();
}

route::Process apply(const route::Process& process, const Mutant& mutant) {
  route::Process damaged;
  damaged.flow = process.flow;
  damaged.vars = process.vars;
  damaged.errorHandler = process.errorHandler;
  damaged.arena = std::make_unique<llvm::BumpPtrAllocator>();
  damaged.body = Copier(mutant, *damaged.arena).copy(process.body);
  return damaged;
}

} // namespace aqua::test
