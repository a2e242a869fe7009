// Facts about the flow tree that all parts of the router ask for: document order, who encloses
// whom, where variables are written and read, what can fail.

#pragma once

#include <vector>

#include "llvm/ADT/DenseMap.h"

#include "Paths.h"

namespace aqua::route {

/// Position of a node in document order; a subtree is the range [index, end).
using NodeIndex = uint32_t;
inline constexpr NodeIndex noNode = ~NodeIndex{0};

class Outline {
public:
  struct Entry {
    const flow::Node* node = nullptr;
    NodeIndex parent = noNode;
    NodeIndex end = 0;
    NodeIndex branch =
        noNode;          // the innermost branch of a par, co or parallel loop around it, or it
    NodeIndex scope = 0; // the innermost region whose names are not visible outside of it
    uint32_t fallibleSteps = 0; // inside, whoever notices their errors
    bool canFail = false;       // an error can leave the node
  };
  struct VarFacts {
    std::vector<NodeIndex> writes; // ascending; the loop for its item
    std::vector<NodeIndex> reads;  // ascending; also mentions in places
    NodeIndex scopeEnd = 0;        // not visible from there on
    NodeIndex declaration = 0;     // the New, or the root
    const Path* home = nullptr;    // of streams that `for … rec` iterates: see homeOf
  };

  Outline(const flow::Process& process, PathTable& paths);

  [[nodiscard]] const flow::Process& process() const { return process_; }
  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(entries_.size()); }
  [[nodiscard]] NodeIndex index(const flow::Node& node) const { return indexes_.at(&node); }
  [[nodiscard]] const Entry& entry(NodeIndex index) const { return entries_[index]; }
  [[nodiscard]] const Entry& entry(const flow::Node& node) const { return entries_[index(node)]; }
  [[nodiscard]] const VarFacts& facts(VarId id) const { return vars_[id.value]; }
  [[nodiscard]] uint32_t varCount() const { return static_cast<uint32_t>(vars_.size()); }
  [[nodiscard]] bool isStream(VarId id) const;

  [[nodiscard]] bool contains(NodeIndex outer, NodeIndex inner) const {
    return outer <= inner && inner < entries_[outer].end;
  }
  [[nodiscard]] bool contains(NodeIndex outer, VarId definedInside) const;
  /// The child of the first that is or encloses the second.
  [[nodiscard]] NodeIndex childTowards(NodeIndex ancestor, NodeIndex inner) const;
  /// True if all variables of the path have values when control comes to the node.
  [[nodiscard]] bool isKnownAt(const Path* path, NodeIndex node) const;
  /// The same at the end of a branch.
  [[nodiscard]] bool isKnownAtEnd(const Path* path, NodeIndex branch) const;

  /// True if a variable decides where the node starts: its place, or the service it calls.
  [[nodiscard]] bool isMentionedInPlace(NodeIndex node, VarId id) const;
  [[nodiscard]] bool isRead(NodeIndex node, VarId id) const;
  /// True if the node itself, without its children, can fail wherever control comes from: a lens
  /// among its operands is evaluated by the first peer that reaches it (spec/04 §9.3).
  [[nodiscard]] bool failsOnReaching(const flow::Node& node) const;
  /// True if the value may be missing when control comes to the node: another branch writes it.
  [[nodiscard]] bool isPending(VarId id, NodeIndex node) const;
  /// True if something from `index` on can fail, or something in a loop around it.
  [[nodiscard]] bool canFailLater(NodeIndex index) const;

  /// All steps in the range that are bound to a peer are bound to this one.
  [[nodiscard]] bool areAllAt(NodeIndex begin, NodeIndex end, PeerId peer) const;

  /// Where elements of a stream that `for … rec` iterates are pushed, so that all iterations start
  /// there; null for other streams (derived rule, spec/03 §14.3.5).
  [[nodiscard]] const Path* homeOf(VarId stream) const { return vars_[stream.value].home; }
  /// Same, of the stream that this node adds to.
  [[nodiscard]] const Path* homeOf(const flow::Node& writer) const;

private:
  void visit(const flow::Node& node, NodeIndex parent, NodeIndex branch, NodeIndex scope);
  void noteVariables(const flow::Node& node, NodeIndex self);
  [[nodiscard]] bool hasOwnPlace(NodeIndex node) const;
  void noteFailures(NodeIndex self);
  void numberSteps();
  void findHomes();

  const flow::Process& process_;
  PathTable& paths_;
  std::vector<Entry> entries_;
  llvm::DenseMap<const flow::Node*, NodeIndex> indexes_;
  std::vector<VarFacts> vars_;
  std::vector<NodeIndex> steps_; // bound to a peer, ascending
  std::vector<PeerId> stepPeers_;
  std::vector<size_t> nextElsewhere_; // by step: the next one on another peer
  NodeIndex lastFallible_ = 0;
};

/// Branches of the node that run beside what follows: all of Par, the body of Co and of parallel
/// loops; empty for others.
[[nodiscard]] support::Children<flow::Node> branches(const flow::Node& node);

} // namespace aqua::route
