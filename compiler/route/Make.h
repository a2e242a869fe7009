// Makes nodes of the routed tree, and copies of flow nodes that the router changes.

#pragma once

#include "Paths.h"

namespace aqua::route {

class Maker {
public:
  Maker(PathTable& paths, llvm::ArrayRef<flow::Var> vars, llvm::BumpPtrAllocator& arena)
      : paths_(paths), vars_(vars), arena_(arena) {}

  template <typename T>
  T* make(Loc loc) {
    auto* node = new (arena_) T();
    node->loc = loc;
    return node;
  }
  template <typename T>
  T* makeStep(const Location* at, Loc loc) {
    auto* node = new (arena_) T();
    node->at = at;
    node->loc = loc;
    return node;
  }
  template <typename T>
  llvm::ArrayRef<T> copy(llvm::ArrayRef<T> list) {
    return list.copy(arena_);
  }

  /// Flattens sequences and leaves out Null and hops to where the next step brings control anyway;
  /// a single node is returned as it is.
  const Node* seq(Loc loc, llvm::ArrayRef<const Node*> nodes);
  const Node* nothing(Loc loc) { return seq(loc, {}); }
  const Node* hops(const Way* way, Loc loc);
  /// Visits the peer of the path.
  const Node* hopTo(const Path* path, Loc loc);
  const Node* step(const flow::Node& step, const Path* at);
  /// Two branches, the second of which is done at once.
  Par* detached(const Node* branch, Loc loc);
  /// (xor body (seq way… (fail :error:))): brings errors to their handler.
  const Node* wrapper(const Node* body, llvm::ArrayRef<const Node*> way, Loc loc);

private:
  [[nodiscard]] bool isSuperfluous(const Node& node, const Node* before, const Node& after) const;

  PathTable& paths_;
  llvm::ArrayRef<flow::Var> vars_;
  llvm::BumpPtrAllocator& arena_;
};

/// True if the node does nothing at all.
[[nodiscard]] bool isNothing(const Node& node);

/// True if both do the same in the same places.
[[nodiscard]] bool isSameCode(const Node* a, const Node* b);

} // namespace aqua::route
