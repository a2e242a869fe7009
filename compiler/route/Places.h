// Where control may have to go next, and where it was last (`first`, `next`, `last` of
// spec/03 §14.3.2).

#pragma once

#include <map>
#include <optional>
#include <vector>

#include "Outline.h"

namespace aqua::route {

/// A place to which there must be a way.
struct Target {
  const Path* path = nullptr;
  bool isStep = true; // false: control may return there, or an error may be brought there
  friend bool operator==(const Target&, const Target&) = default;
};

/// What control may come to next. Interned.
struct Places {
  llvm::ArrayRef<Target> targets; // by id of path; at most Places::limit
  bool isMany = false;            // more than can be listed: anything
  bool failsEarly = false;        // something may fail before the next step

  /// Longer lists would make routing of long programs slow, and no common way is found for them.
  static constexpr size_t limit = 16;

  /// True if nothing that is bound to a peer follows, and nothing that can fail.
  [[nodiscard]] bool isEnd() const { return !isMany && !failsEarly && !hasSteps(); }
  [[nodiscard]] bool hasSteps() const;
  [[nodiscard]] bool contains(const Path* path) const;
};

class PlaceTable {
public:
  explicit PlaceTable(llvm::BumpPtrAllocator& arena);
  [[nodiscard]] const Places* none() const { return none_; }
  const Places* step(const Path* path);
  /// A place to which control may return, or errors may be brought.
  const Places* anchor(const Path* path);
  const Places* failingEarly(const Places* places);
  const Places* unite(const Places* a, const Places* b);

private:
  const Places* intern(llvm::ArrayRef<Target> targets, bool isMany, bool failsEarly);

  llvm::BumpPtrAllocator& arena_;
  llvm::DenseMap<unsigned, llvm::SmallVector<const Places*, 1>> known_; // by hash
  llvm::DenseMap<std::pair<const Places*, const Places*>, const Places*> unions_;
  const Places* none_ = nullptr;
};

/// What a node does first.
struct First {
  const Places* places = nullptr;
  bool isSkippable = false; // it can be passed without any step
};

/// Where a node is left, for what can be said without routing it.
struct Last {
  llvm::SmallVector<const Path*, 2> exact;
  bool isStart = false;   // may be left where it was entered
  bool isUnknown = false; // or somewhere else
};

/// A wait for a value of a par branch, in front of a node: control comes to the place and waits
/// there (spec/03 §14.3.5).
struct BoundWait {
  const flow::Wait* wait = nullptr;
  const Path* at = nullptr;
};

/// How the values of parallel branches reach their uses.
struct Deliveries {
  std::vector<std::vector<BoundWait>> waits;          // by node
  std::vector<llvm::SmallVector<const Path*>> places; // by branch, in order of definition
};

class PlaceFinder {
public:
  /// Without `deliveries`: as if nothing had to be delivered and waited for.
  PlaceFinder(const Outline& outline, PathTable& paths, PlaceTable& table,
              const Deliveries* deliveries);

  const First& first(const flow::Node& node);
  const Last& last(const flow::Node& node);
  /// What comes first in `node`, and if that can be passed, `next`.
  const Places* firstThen(const flow::Node& node, const Places* next);
  /// By child of the sequence: what follows that child.
  llvm::SmallVector<const Places*, 8> followers(const flow::Seq& seq, const Places* next);

private:
  [[nodiscard]] llvm::ArrayRef<BoundWait> waitsOf(NodeIndex node) const;
  First computeFirst(const flow::Node& node);
  First firstOfGroup(const flow::Node& node);
  First firstOfLoop(const flow::For& loop);
  First firstOfTry(const flow::Try& guarded);
  First firstOfBranches(const flow::Node& node);
  First uniteAlternatives(llvm::ArrayRef<const flow::Node*> nodes);
  Last computeLast(const flow::Node& node);
  Last lastOfSeq(const flow::Seq& seq);

  const Outline& outline_;
  PathTable& paths_;
  PlaceTable& table_;
  const Deliveries* deliveries_;
  std::vector<std::optional<First>> firsts_;
  std::vector<std::optional<Last>> lasts_;
};

/// The only location among the steps, if there is exactly one and its variables are known at the
/// node.
[[nodiscard]] const Path* singlePlace(const Places* next, const Outline& outline, NodeIndex node);

/// True for a `join x` that waits for nothing: no other branch writes x.
[[nodiscard]] bool isIdleWait(const flow::Node& node, const Outline& outline);

} // namespace aqua::route
