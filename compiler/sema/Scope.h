// Names and service ids inside one function, by blocks (spec/02 §8.1). There is no shadowing, so a
// name has at most one meaning at a time.

#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include "Hir.h"

namespace aqua::sema {

using support::Name;

/// What a block limits: an `on` limits ids only, so that its names stay visible after it.
enum class ScopeKind : uint8_t { NamesAndIds, IdsOnly };

class Scope {
public:
  /// One block, entered for the lifetime of the guard.
  class [[nodiscard]] Guard {
  public:
    Guard(Scope& scope, ScopeKind kind) : scope_(scope) { scope_.enter(kind); }
    ~Guard() { scope_.leave(); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

  private:
    Scope& scope_;
  };

  [[nodiscard]] const hir::Local* find(Name name) const { return locals_.lookup(name); }
  /// The name must be free.
  void define(const hir::Local* local);

  /// The id set for a service inside the function, or null.
  [[nodiscard]] const hir::ServiceBinding* binding(const hir::Service* service) const {
    return bindings_.lookup(service);
  }
  void bind(const hir::ServiceBinding* binding);

  /// Names of this block may be missing because a line was not understood.
  void setIncomplete() { frames_.back().isIncomplete = true; }
  /// An unknown name may be one of those.
  [[nodiscard]] bool isIncomplete() const;

  /// Some name has dots in it: an ability parameter `{Lib.Ab}`.
  [[nodiscard]] bool hasDottedNames() const { return hasDottedNames_; }

  void forEachName(llvm::function_ref<void(Name)> visit) const;

  /// The latest local of that name whose block has ended, or null.
  [[nodiscard]] const hir::Local* findEnded(Name name) const { return ended_.lookup(name); }

  /// Closures whose bodies are being checked, the innermost last: their names are not defined yet.
  llvm::SmallVector<ast::Name, 2> unfinishedClosures;

private:
  struct Frame {
    ScopeKind kind = ScopeKind::NamesAndIds;
    bool isIncomplete = false;
    llvm::SmallVector<Name, 4> names;
    /// Ids to come back at the end; null: there was none.
    llvm::SmallVector<std::pair<const hir::Service*, const hir::ServiceBinding*>, 1> outerIds;
  };

  void enter(ScopeKind kind);
  void leave();
  Frame& frameOfNames();

  llvm::SmallVector<Frame, 8> frames_;
  llvm::DenseMap<Name, const hir::Local*> locals_;
  llvm::DenseMap<const hir::Service*, const hir::ServiceBinding*> bindings_;
  llvm::DenseMap<Name, const hir::Local*> ended_;
  bool hasDottedNames_ = false;
};

} // namespace aqua::sema
