// What the rules ask of a function: which part of the text lies in which, who reads and writes a
// name where, and what runs beside what. One walk over HIR, shared by all rules.

#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include "sema/Hir.h"

namespace aqua::lint {

using support::Loc;

enum class RegionKind : uint8_t {
  Function,
  Closure, // body of a closure, inside of where it is defined
  On,
  Then,
  Else,
  Guarded, // body of a `try`, or what an `otherwise` guards
  Handler,
  Loop,   // body of a `for` or `parseq`
  Branch, // of a `par` group
  Co,
};

/// A part of a function that is executed, or not, as a whole.
struct Region {
  RegionKind kind = RegionKind::Function;
  const Region* outer = nullptr;    // null for the function
  const hir::Stmt* owner = nullptr; // the statement whose part it is; null for the function
  uint32_t part = 0;                // which branch, which handler
  uint32_t depth = 0;

  /// The loop, `on` and so on that it is the body of.
  template <typename T>
  [[nodiscard]] const T* as() const {
    return owner ? llvm::dyn_cast<T>(owner) : nullptr;
  }
  /// True if what follows does not wait for it: branches of `par`, `co`, parallel loops.
  [[nodiscard]] bool isDetached() const;
};

/// Whether `inner` is `outer` or lies in it. What is declared in an `on` or a branch is known
/// behind it, too, so that a use need not lie in the region of the definition.
[[nodiscard]] inline bool isAround(const Region& outer, const Region* inner) {
  while (inner && inner != &outer)
    inner = inner->outer;
  return inner != nullptr;
}

enum class UseKind : uint8_t {
  Value,     // as it is; a stream is frozen here
  Element,   // by index; of a stream: waits
  Length,    // of a stream: as long as it is here
  Iterate,   // by a loop
  Live,      // by `for … rec`, `getStream`, `keysStream`
  Reference, // passed, returned or named as the stream that it is
  Push,      // also results that go into it
  Join,      // named by a `join` as a whole
  Call,
};

/// One place where a local is used.
struct Use {
  UseKind kind = UseKind::Value;
  Loc loc;
  const Region* region = nullptr;
  uint32_t order = 0;               // in the text
  const hir::Stmt* stmt = nullptr;  // in which it stands; null for results of the function
  const hir::Expr* index = nullptr; // Element
  bool isJoined = false;            // in a `join`

  [[nodiscard]] bool isWrite() const { return kind == UseKind::Push; }
};

/// Everything about a local.
struct LocalFacts {
  const hir::Local* local = nullptr;
  const Region* region = nullptr;        // where it is defined
  const hir::Stmt* definition = nullptr; // null for parameters of the function
  uint32_t order = 0;
  llvm::SmallVector<Use, 2> uses; // in the order of the text

  [[nodiscard]] bool isRead() const;
  [[nodiscard]] bool isWritten() const;
  /// Passed, returned or named as a stream: what happens to it is not all here.
  [[nodiscard]] bool escapes() const;
};

/// A statement and where it stands.
struct StmtFacts {
  const hir::Stmt* stmt = nullptr;
  const Region* region = nullptr;
  uint32_t order = 0;
};

/// A function with its closures.
class FunctionFacts {
public:
  explicit FunctionFacts(const hir::Function& function);
  // Facts point to each other: they can be moved, not copied.
  FunctionFacts(FunctionFacts&&) = default;
  FunctionFacts(const FunctionFacts&) = delete;
  FunctionFacts& operator=(const FunctionFacts&) = delete;

  [[nodiscard]] const hir::Function& function() const { return function_; }
  /// In the order of their definitions.
  [[nodiscard]] const std::deque<LocalFacts>& locals() const { return locals_; }
  /// In the order of the text; groups before their parts.
  [[nodiscard]] const std::vector<StmtFacts>& statements() const { return statements_; }
  /// True if a part could not be understood: then a rule could be misled.
  [[nodiscard]] bool hasErrors() const { return hasErrors_; }
  /// Null for locals of other functions.
  [[nodiscard]] const LocalFacts* of(const hir::Local* local) const;

private:
  friend class FactsWalk;
  const hir::Function& function_;
  bool hasErrors_ = false;
  std::deque<Region> regions_;
  std::deque<LocalFacts> locals_;
  std::vector<StmtFacts> statements_;
  llvm::DenseMap<const hir::Local*, LocalFacts*> byLocal_; // looked up only
};

/// The innermost region that holds both.
[[nodiscard]] const Region* commonRegion(const Region* a, const Region* b);

/// The outermost region around `inner`, inside of `outer`, for which the predicate holds.
template <typename Predicate>
const Region* outermostInside(const Region* inner, const Region* outer, Predicate holds) {
  const Region* found = nullptr;
  for (const Region* at = inner; at && at != outer; at = at->outer)
    if (holds(*at)) found = at;
  return found;
}

/// The part of `outer` that holds `inner`; null if they are the same.
[[nodiscard]] inline const Region* partInside(const Region* inner, const Region* outer) {
  return outermostInside(inner, outer, [](const Region&) { return true; });
}

/// What is between a write and a later read and does not let the read wait for it; null if the
/// write is done when control comes to the read (or stands behind it).
[[nodiscard]] const Region* detachedBefore(const Use& write, const Use& read);

/// The innermost `on` or `parseq` around the region; null if it runs where the function starts.
[[nodiscard]] const Region* placeOf(const Region* region);

/// True if both surely denote the same value: names, literals, fields and elements of such.
[[nodiscard]] bool isSameValue(const hir::Expr& a, const hir::Expr& b);

/// True if the `on` names the peer and the way of the place.
[[nodiscard]] bool isSamePlace(const Region* place, const hir::OnStmt& on);

/// True if the region is a part of the statement, or inside of one.
[[nodiscard]] bool isInside(const Region* region, const hir::Stmt& owner);

} // namespace aqua::lint
