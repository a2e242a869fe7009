// How passes make a new tree from an old one: unchanged nodes are shared, changed ones copied.

#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include "Flow.h"

namespace aqua::flow {

/// Copies a node into the arena of the process.
template <typename T>
T* copyOf(ProcessBuilder& builder, const T& node) {
  auto* copy = builder.make<T>(node.at, node.loc);
  *copy = node;
  return copy;
}

/// The node with what `visit` gives for each child, in document order; the node itself if no child
/// has changed. Sequences stay flat.
[[nodiscard]] const Node* withChildren(ProcessBuilder& builder, const Node& node,
                                       llvm::function_ref<const Node*(const Node&)> visit);

/// Replaces variables by others where they are read, and in places.
class Renaming {
public:
  /// Places of the process that are not renamed stay the objects that they are.
  explicit Renaming(ProcessBuilder& builder, const Location* root) : builder_(builder) {
    places_[root] = root;
  }

  void rename(VarId from, VarId to) { names_[from.value] = variable(to); }

  [[nodiscard]] VarId variable(VarId id) const {
    const auto found = names_.find(id.value);
    return found == names_.end() ? id : found->second;
  }
  [[nodiscard]] Operand operand(const Operand& operand) const;
  [[nodiscard]] const Location* place(const Location* place);
  /// The node with its own reads and its place renamed; its children are the old ones.
  [[nodiscard]] const Node* node(const Node& node);

private:
  ProcessBuilder& builder_;
  llvm::DenseMap<uint32_t, VarId> names_;
  llvm::DenseMap<const Location*, const Location*> places_; // never iterated
};

} // namespace aqua::flow
