// What the top-level names of a module denote: the context model of spec/01 §4.4. A context holds
// entities under simple names and further contexts (the used modules) under theirs.

#pragma once

#include <array>
#include <memory>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include "Hir.h"
#include "Index.h"

namespace aqua::sema {

using support::Loc;
using support::Name;

/// Names of different spaces do not clash (spec/02 §1).
enum class Space : uint8_t { Type, Function, Constant };
inline constexpr std::array allSpaces = {Space::Type, Space::Function, Space::Constant};

enum class EntityKind : uint8_t {
  Type, // data, ability, alias
  Service,
  Function,
  Constant,
  Unknown, // imported from what could not be loaded: fits each space, silences follow-ups
};

enum class ConstantOrigin : uint8_t { Declared, Injected, Predefined };

/// A top-level definition. Lives in the arena of its module.
struct Entity {
  EntityKind kind = EntityKind::Unknown;
  Name name;                                // as defined
  Loc loc;                                  // of the name; none for what the compiler provides
  SymbolKind symbol = SymbolKind::Constant; // what it is meant to be, also if it has errors
  const types::Type* type = nullptr;
  const hir::Function* function = nullptr;
  const hir::Expr* value = nullptr; // of a constant
  ConstantOrigin origin = ConstantOrigin::Declared;
  // Of a service or of an alias of one:
  const hir::Service* service = nullptr;
  const hir::ServiceBinding* defaultBinding = nullptr; // null if none

  [[nodiscard]] bool isIn(Space space) const;
};

class Context;
using ContextRef = std::shared_ptr<const Context>;

/// Dotted path, as its parts, or none.
using NamePath = llvm::SmallVector<Name, 2>;

/// An entity under a name that a context gives it.
struct Part {
  const Entity* entity = nullptr;
  Loc importedAt; // the header line that brought it; none for own ones
};

class Context {
public:
  struct Entry {
    Name name;
    std::array<Part, allSpaces.size()> parts;
    ContextRef module;
    Loc modulePlace; // where the module got this name

    [[nodiscard]] const Part& part(Space space) const { return parts[static_cast<size_t>(space)]; }
  };

  /// What the name denotes in a space, or null.
  [[nodiscard]] const Entity* find(Space space, Name name) const;
  [[nodiscard]] const Part* findPart(Space space, Name name) const;
  /// The used module of this name, or null.
  [[nodiscard]] const Context* module(Name name) const;
  [[nodiscard]] Loc modulePlace(Name name) const;
  /// Entity or module.
  [[nodiscard]] bool contains(Name name) const { return index_.contains(name); }
  [[nodiscard]] bool isEmpty() const { return entries_.empty(); }
  /// In the order in which the names were first defined.
  [[nodiscard]] llvm::ArrayRef<Entry> entries() const { return entries_; }

  /// Names may be missing because what would bring them could not be loaded.
  [[nodiscard]] bool isIncomplete() const { return isIncomplete_; }
  void setIncomplete() { isIncomplete_ = true; }

  /// Defines or replaces.
  void define(Name name, const Entity* entity, Loc importedAt = {});
  void defineModule(Name name, ContextRef module, Loc place = {});

  /// Called with a dotted name and its old and new meaning in one space.
  using OnConflict = llvm::function_ref<void(llvm::StringRef, const Part&, const Part&)>;
  /// Adds everything of `other`; of two meanings of one name the added one wins, and if they are
  /// different things, `onConflict` is told. Modules of the same name are merged.
  void merge(const Context& other, Loc importedAt, OnConflict onConflict);

  /// `pick` of spec/01 §4.4: the module or else the entities at a path, alone in a new context
  /// under another path. Null if there is nothing at the path. `places` are those of the new path's
  /// parts.
  [[nodiscard]] ContextRef pick(llvm::ArrayRef<Name> path, llvm::ArrayRef<Name> newPath,
                                llvm::ArrayRef<Loc> places = {}) const;

  /// A context with nothing but `inner` at a path, which must not be empty. `places` are those of
  /// its parts, or none.
  [[nodiscard]] static ContextRef nested(llvm::ArrayRef<Name> path, ContextRef inner,
                                         llvm::ArrayRef<Loc> places = {});

private:
  Entry& entry(Name name);
  void mergeUnder(const Context& other, Loc importedAt, llvm::StringRef prefix,
                  OnConflict onConflict);

  llvm::SmallVector<Entry, 0> entries_;
  llvm::DenseMap<Name, uint32_t> index_;
  bool isIncomplete_ = false;
};

} // namespace aqua::sema
