// Notes what names mean while they are resolved, for the symbol index. Private to this folder.

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "llvm/ADT/DenseMap.h"

#include "Context.h"
#include "Index.h"

namespace aqua::sema {

using support::SourceRange;

/// Where the members of the types of a module are defined, and whom to ask about other types.
class MemberPlaces {
public:
  void add(const types::NamedType& type, Name member, Loc loc) {
    places_.try_emplace({&type, member}, loc);
  }
  void addImport(std::shared_ptr<const MemberPlaces> imported) {
    if (imported) imports_.push_back(std::move(imported));
  }
  /// Of two types that are equal, the nearest one counts. No place if nobody defines it.
  [[nodiscard]] Loc find(const types::NamedType& type, Name member) const;

private:
  llvm::DenseMap<std::pair<const types::NamedType*, Name>, Loc> places_;
  std::vector<std::shared_ptr<const MemberPlaces>> imports_;
};

/// One per module. What is noted twice counts once. Does nothing before it is started, so that who
/// needs no index pays nothing.
class NameRecorder {
public:
  void start(support::FileId file) { file_ = file; }
  [[nodiscard]] bool isOn() const { return file_.has_value(); }

  void define(const ast::Name& name, SymbolKind kind, const types::Type* type);
  void local(SourceRange range, const hir::Local& local, NameRole role = NameRole::Reference);
  void defineLocal(const ast::Name& name, const hir::Local& local);
  /// The parameter that an ability in braces is has no name of its own: the name of the ability,
  /// null if unknown, stands for both.
  void defineAbility(const hir::Local& parameter, const Entity* ability);
  /// A use above the end of the definition, which will tell what it is.
  void early(const ast::Name& use, const ast::Name& definition);
  /// Nothing for what could not be loaded.
  void entity(SourceRange range, const Entity& entity, NameRole role = NameRole::Reference);
  void defineEntity(const ast::Name& name, const Entity& entity);
  void member(const ast::Name& name, const types::NamedType& type);
  void defineMember(const ast::Name& name, const types::NamedType& type);
  /// Members of its types may be defined there.
  void import(const std::shared_ptr<const MemberPlaces>& members);
  void builtIn(const ast::Name& name);
  /// The modules that a path goes through; all of its parts are modules.
  void modules(const Context& context, llvm::ArrayRef<ast::Name> parts);
  /// A path to a module or entity: what is found at it, if anything.
  void path(const Context& context, llvm::ArrayRef<ast::Name> parts);
  /// `as alias` for what is found at a path. The leading parts of a dotted alias are new modules.
  void alias(const Context& context, const ast::Path& path, const ast::Path& alias);

  struct Note {
    SourceRange range;
    Symbol symbol;
    NameRole role = NameRole::Reference;
  };
  /// So far.
  [[nodiscard]] llvm::ArrayRef<Note> notes() const { return notes_; }
  void note(const Note& known) { notes_.push_back(known); }

  /// What was noted; nothing if it was not started.
  [[nodiscard]] SymbolIndex take();
  [[nodiscard]] std::shared_ptr<const MemberPlaces> takeMembers();

private:
  void note(SourceRange range, const Symbol& symbol, NameRole role);
  static std::optional<Symbol> symbolAt(const Context& context, Name name);

  std::optional<support::FileId> file_;
  std::vector<Note> notes_;
  MemberPlaces members_; // also of imported types
  llvm::DenseMap<const hir::Local*, const Entity*> abilities_;
};

} // namespace aqua::sema
