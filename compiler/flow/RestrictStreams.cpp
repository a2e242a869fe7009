// Scopes of streams and maps: AIR's `new` around all mentions, as small as possible.
//
// A stream declared in a loop is fresh in each iteration: its scope lies in the body. A stream
// declared outside of a loop keeps its content from iteration to iteration: the loop lies in its
// scope.

#include "Passes.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include "Mentions.h"
#include "Rewrite.h"
#include "support/Check.h"

namespace aqua::flow {

namespace {

class Restrictor {
public:
  explicit Restrictor(LoweredProcess lowered)
      : process_(lowered.process), builder_(process_), homes_(lowered.homes),
        total_(process_.vars.size(), 0) {}

  const Node* run() {
    count(*process_.body);
    Found found;
    const Node* result = visit(*process_.body, found);
    AQUA_CHECK(found.list.empty(), "a stream is used outside of the loop that declares it");
    return result;
  }

private:
  /// A stream that a subtree mentions.
  struct Mention {
    VarId stream;
    unsigned count = 0;
    size_t first = 0, last = 0; // children of the subtree
  };

  /// In the order of the first mention.
  struct Found {
    llvm::SmallVector<Mention, 2> list;
    llvm::SmallDenseMap<uint32_t, unsigned, 4> index;

    void add(VarId id, unsigned count, size_t child = 0) {
      const auto [known, isNew] = index.try_emplace(id.value, static_cast<unsigned>(list.size()));
      if (isNew) list.push_back({id, 0, child, child});
      Mention& mention = list[known->second];
      mention.count += count;
      mention.last = child;
    }
  };

  bool isLive(VarId id) const {
    const VarKind kind = process_.vars[id.value].kind;
    return kind == VarKind::Stream || kind == VarKind::StreamMap;
  }

  template <typename F>
  void forEachMention(const Node& node, F visitMention) const {
    forEachRead(node, [&](VarId id) {
      if (isLive(id)) visitMention(id);
    });
    if (const VarId* output = written(node); output && isLive(*output)) visitMention(*output);
  }

  void count(const Node& node) {
    forEachMention(node, [&](VarId id) { ++total_[id.value]; });
    for (const Node* child : children(node))
      count(*child);
  }

  /// The node with the scopes that lie in it; `found` gets the streams whose scopes do not.
  const Node* visit(const Node& node, Found& found) {
    if (const auto* seq = llvm::dyn_cast<Seq>(&node)) return visitSeq(*seq, found);
    Found own;
    forEachMention(node, [&](VarId id) { own.add(id, 1); });
    const Node* result = rebuilt(node, own);
    return enclose(result, own, found);
  }

  /// Complete: all mentions are here, and control is not in a loop deeper than the declaration.
  bool isComplete(const Mention& mention) const {
    const uint32_t id = mention.stream.value;
    return mention.count == total_[id] && homes_[id] == loop_;
  }

  const Node* enclose(const Node* node, const Found& own, Found& found) {
    for (const Mention& mention : own.list) {
      if (isComplete(mention))
        node = scope(mention.stream, node);
      else
        found.add(mention.stream, mention.count);
    }
    return node;
  }

  const New* scope(VarId id, const Node* body) {
    auto* result = builder_.make<New>(body->at, process_.vars[id.value].loc);
    result->variable = id;
    result->body = body;
    return result;
  }

  const Node* rebuilt(const Node& node, Found& own) {
    const auto visitChild = [&](const Node& child) { return visit(child, own); };
    const auto* loop = llvm::dyn_cast<For>(&node);
    if (!loop) return withChildren(builder_, node, visitChild);
    const std::optional<VarId> enclosing = loop_;
    loop_ = loop->item;
    const Node* result = withChildren(builder_, node, visitChild);
    loop_ = enclosing;
    return result;
  }

  const Node* visitSeq(const Seq& seq, Found& found) {
    Stretches stretches(seq.children.size());
    Found own;
    for (const auto& [i, child] : llvm::enumerate(seq.children)) {
      Found inChild;
      stretches.nodes[i] = visit(*child, inChild);
      for (const Mention& mention : inChild.list)
        own.add(mention.stream, mention.count, i);
    }
    // Short stretches first: they lie in longer ones rather than around them.
    llvm::stable_sort(own.list, [](const Mention& a, const Mention& b) {
      return a.last - a.first < b.last - b.first;
    });
    for (const Mention& mention : own.list) {
      if (!isComplete(mention)) {
        found.add(mention.stream, mention.count);
        continue;
      }
      llvm::SmallVector<const Node*, 8> body;
      const size_t start = stretches.take(mention.first, mention.last, body);
      stretches.nodes[start] =
          scope(mention.stream, builder_.seq(commonPlace(body), seq.loc, body));
    }
    llvm::SmallVector<const Node*, 8> children;
    for (size_t i = 0; i < stretches.next.size(); i = stretches.next[i])
      children.push_back(stretches.nodes[i]);
    return builder_.seq(seq.at, seq.loc, children);
  }

  /// The innermost place in which all nodes stand.
  static const Location* commonPlace(llvm::ArrayRef<const Node*> nodes) {
    const Location* common = nodes.front()->at;
    for (const Node* node : nodes) {
      const Location* other = node->at;
      while (other != common) {
        const Location*& deeper = other->depth > common->depth ? other : common;
        deeper = deeper->outer;
      }
    }
    return common;
  }

  /// The children of a sequence, of which neighbours are joined step by step.
  struct Stretches {
    explicit Stretches(size_t size) : nodes(size), next(size), start(size) {
      for (size_t i = 0; i < size; ++i) {
        next[i] = i + 1;
        start[i] = i;
      }
    }

    /// Joins the stretches from that of `first` to that of `last` and gives their nodes.
    size_t take(size_t first, size_t last, llvm::SmallVectorImpl<const Node*>& taken) {
      const size_t begin = startOf(first);
      size_t end = begin;
      for (; end < next.size() && end <= last; end = next[end]) {
        taken.push_back(nodes[end]);
        start[end] = begin;
      }
      next[begin] = end;
      return begin;
    }

    size_t startOf(size_t child) {
      while (start[child] != child)
        child = start[child] = start[start[child]];
      return child;
    }

    std::vector<const Node*> nodes; // by the first child of a stretch
    std::vector<size_t> next;       // first child of the next stretch
    std::vector<size_t> start;      // of the stretch that holds a child (path to it)
  };

  Process& process_;
  ProcessBuilder builder_;
  llvm::ArrayRef<std::optional<VarId>> homes_;
  std::vector<unsigned> total_; // mentions, by VarId
  std::optional<VarId> loop_;
};

} // namespace

void restrictStreams(LoweredProcess lowered) {
  lowered.process.body = Restrictor(lowered).run();
}

} // namespace aqua::flow
