// A rename is a set of references, some of which need more than another word, and a look at what
// else has the new name.

#include "Rename.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include "LocalNames.h"
#include "References.h"
#include "ShortForms.h"
#include "Tree.h"
#include "syntax/Scanner.h"

namespace aqua::ide {

namespace {

using sema::SymbolKind;

llvm::StringRef textAt(const Snapshot& snapshot, support::Loc loc) {
  return snapshot.sources->file(loc.file).text().slice(loc.range.begin, loc.range.end);
}

enum class NameClass : uint8_t { Lower, Upper, AllUpper, Any };

NameClass classOf(SymbolKind kind) {
  switch (kind) {
  case SymbolKind::Function:
  case SymbolKind::Closure:
  case SymbolKind::Parameter:
  case SymbolKind::Stream:
  case SymbolKind::Item:
  case SymbolKind::Error:
  case SymbolKind::Field:
  case SymbolKind::Method:
  case SymbolKind::BuiltIn: return NameClass::Lower;
  case SymbolKind::Data:
  case SymbolKind::Ability:
  case SymbolKind::Service:
  case SymbolKind::Alias: return NameClass::Upper;
  case SymbolKind::Constant: return NameClass::AllUpper;
  case SymbolKind::Variable:
  case SymbolKind::Module: return NameClass::Any;
  }
  llvm_unreachable("all kinds are listed");
}

/// What is wrong with a new name for a kind of symbol (spec/01 §1.3); empty if nothing.
std::string problemOfName(llvm::StringRef name, SymbolKind kind) {
  const bool isWord = !name.empty() && llvm::isAlpha(name[0]) &&
                      llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  if (!isWord) return "a name consists of letters, digits and underscores, a letter first";
  const syntax::TokenKind token = syntax::classifyWord(name);
  if (token != syntax::TokenKind::Lower && token != syntax::TokenKind::Upper)
    return ("`" + name + "` is a word of the language").str();
  switch (classOf(kind)) {
  case NameClass::Lower:
    return llvm::isLower(name[0]) ? "" : "the name has to begin with a lower-case letter";
  case NameClass::Upper:
    return llvm::isUpper(name[0]) ? "" : "the name has to begin with an upper-case letter";
  case NameClass::AllUpper:
    return llvm::none_of(name, llvm::isLower) ? "" : "the name has to be in upper case";
  case NameClass::Any: return "";
  }
  llvm_unreachable("all classes are listed");
}

bool isLocal(SymbolKind kind) {
  return kind == SymbolKind::Closure || kind == SymbolKind::Parameter ||
         kind == SymbolKind::Variable || kind == SymbolKind::Stream || kind == SymbolKind::Item ||
         kind == SymbolKind::Error;
}

bool isMember(SymbolKind kind) {
  return kind == SymbolKind::Field || kind == SymbolKind::Method;
}

/// Whether an error was reported in an item.
bool hasErrorsIn(const Snapshot& snapshot, const Module& module, const ast::Item* item) {
  if (!item) return false;
  return llvm::any_of(snapshot.diagnostics, [&](const support::Diagnostic& diagnostic) {
    return diagnostic.severity() == support::Severity::Error &&
           diagnostic.loc.file == module.file && touches(item->range, diagnostic.loc.range.begin);
  });
}

/// The name at the cursor and what it is to be called instead.
class Renamer {
public:
  Renamer(const Snapshot& snapshot, Cursor cursor)
      : snapshot_(snapshot), cursor_(cursor), at_(nameAt(cursor)) {}

  [[nodiscard]] RenameTarget target() const {
    if (!at_.use) return {{}, "", "there is no name here that could be changed"};
    RenameTarget result{at_.use->range, written(), refusal()};
    return result;
  }

  RenameResult rename(llvm::StringRef newName) {
    newName_ = newName.str();
    if (const RenameTarget found = target(); !found.refusal.empty())
      return {{}, {}, found.refusal, "", false};
    if (newName == written()) return {};
    if (std::string problem = problemOfName(newName, at_.symbol->kind); !problem.empty())
      return {{}, {}, std::move(problem), "", false};
    findPlaces();
    result_.conflicts = conflicts();
    if (isMember(at_.symbol->kind) && !isAlias()) {
      result_.warning = "this changes the name on the wire: other peers and services know it";
      result_.changesShapes = isSharedMember();
    }
    llvm::stable_sort(result_.edits, [](const support::TextEdit& a, const support::TextEdit& b) {
      return std::pair(a.loc.file, a.loc.range.begin) < std::pair(b.loc.file, b.loc.range.begin);
    });
    return std::move(result_);
  }

private:
  [[nodiscard]] std::string written() const {
    return textAt(snapshot_, {cursor_.module->file, at_.use->range}).str();
  }
  /// The module calls the symbol by another name.
  [[nodiscard]] bool isAlias() const { return written() != at_.symbol->name.str(); }

  /// All places that give the symbol this other name lie in the workspace.
  [[nodiscard]] bool isAliasOwn() const {
    return llvm::all_of(references(snapshot_, cursor_, IncludeDeclaration::No),
                        [&](const Reference& reference) {
                          const Module* module = snapshot_.module(reference.loc.file);
                          return reference.role != sema::NameRole::Alias || module->isOwn ||
                                 textAt(snapshot_, reference.loc) != written();
                        });
  }

  /// Modules of one name are merged where both are used, so they must keep it together.
  [[nodiscard]] bool isSharedModule() const {
    if (at_.symbol->kind != SymbolKind::Module) return false;
    return llvm::any_of(snapshot_.modules, [&](const Module& module) {
      return llvm::any_of(module.index->symbols, [&](const sema::Symbol& other) {
        return other.kind == SymbolKind::Module && other.name == at_.symbol->name &&
               other.loc != at_.symbol->loc;
      });
    });
  }

  [[nodiscard]] std::string refusal() const {
    const ast::Item* here = itemAt(*cursor_.module->ast, cursor_.offset);
    if (hasErrorsIn(snapshot_, *cursor_.module, here))
      return "this definition has errors: names in it may be missing";
    if (isAlias())
      return cursor_.module->isOwn && isAliasOwn() ? "" : "it is named outside of the workspace";
    const std::string name = written();
    if (at_.symbol->kind == SymbolKind::BuiltIn || !at_.symbol->loc.isValid())
      return "`" + name + "` is part of the language";
    if (isSharedModule()) return "several modules have the name `" + name + "`";
    const Module* home = snapshot_.module(at_.symbol->loc.file);
    if (!home || !home->isOwn) return "`" + name + "` is defined outside of the workspace";
    if (hasErrorsIn(snapshot_, *home, itemAt(*home->ast, at_.symbol->loc.range.begin)))
      return "the definition of `" + name + "` has errors";
    return "";
  }

  /// The names that are spelt as the one at the cursor: of an alias those that mean this alias, in
  /// all modules.
  void findPlaces() {
    for (const Reference& reference : references(snapshot_, cursor_, IncludeDeclaration::Yes)) {
      if (textAt(snapshot_, reference.loc) == written()) places_.push_back(reference.loc);
    }
    for (const Module& module : snapshot_.modules)
      if (module.isOwn) addEdits(module);
  }

  /// Another type has a member of that name.
  [[nodiscard]] bool isSharedMember() const {
    return llvm::any_of(snapshot_.modules, [&](const Module& module) {
      return llvm::any_of(module.index->symbols, [&](const sema::Symbol& other) {
        return isMember(other.kind) && other.name == at_.symbol->name &&
               other.loc != at_.symbol->loc;
      });
    });
  }

  void addEdits(const Module& module) {
    const std::vector<ShortForm> forms = shortForms(snapshot_, module);
    for (const support::Loc& place : places_) {
      if (place.file != module.file) continue;
      const bool isShort = llvm::any_of(
          forms, [&](const ShortForm& form) { return form.name.range == place.range; });
      edit(place, isShort ? written() + " = " + newName_ : newName_);
    }
    if (at_.symbol->kind != SymbolKind::Field && at_.symbol->kind != SymbolKind::Method) return;
    for (const ShortForm& form : forms)
      if (form.field == at_.symbol->loc)
        edit({module.file, form.name.range}, newName_ + " = " + form.name.text.str().str());
  }

  void edit(support::Loc loc, std::string text) { result_.edits.push_back({loc, std::move(text)}); }

  // -- What else has the new name

  [[nodiscard]] std::vector<RenameConflict> conflicts() const {
    if (isMember(at_.symbol->kind) && !isAlias()) return conflictsOfMember();
    std::vector<RenameConflict> found;
    for (const Module& module : snapshot_.modules) {
      const bool isNamedHere = llvm::any_of(
          places_, [&](const support::Loc& place) { return place.file == module.file; });
      if (!isNamedHere || !module.isOwn) continue;
      addTopLevelConflicts(module, found);
      addLocalConflicts(module, found);
    }
    return found;
  }

  [[nodiscard]] std::vector<RenameConflict> conflictsOfMember() const {
    const Module* home = snapshot_.module(at_.symbol->loc.file);
    std::vector<RenameConflict> found;
    if (const ast::Item* item = itemAt(*home->ast, at_.symbol->loc.range.begin))
      for (const ast::Member& member : membersOf(*item))
        if (member.name && member.name.text.str() == newName_)
          found.push_back({{home->file, member.name.range},
                           "`" + newName_ + "` is another member of the same type"});
    return found;
  }

  void addTopLevelConflicts(const Module& module, std::vector<RenameConflict>& found) const {
    for (const sema::TopLevelName& name : module.index->visible) {
      if (name.path != newName_) continue;
      const sema::Symbol& other = module.index->symbols[name.symbol];
      const support::Loc place =
          other.loc.isValid() ? other.loc : support::Loc{module.file, at_.use->range};
      found.push_back({place, "`" + newName_ + "` already is a " +
                                  sema::kindText(other.kind).str() + " in `" +
                                  snapshot_.source(module).path().str() + "`"});
    }
  }

  /// Names inside functions where the symbol is known, too.
  void addLocalConflicts(const Module& module, std::vector<RenameConflict>& found) const {
    for (const ast::Item* item : module.ast->items) {
      const auto* function = llvm::dyn_cast<ast::FuncDecl>(item);
      if (!function) continue;
      const std::vector<LocalName> names = localNames(*function, snapshot_.source(module).text());
      for (const LocalName& name : names)
        if (name.name.text.str() == newName_ && meets(module, names, name))
          found.push_back({{module.file, name.name.range},
                           "`" + newName_ + "` is already a name in this function"});
    }
  }

  /// Whether the renamed symbol is known where another local name is, or the other way round.
  [[nodiscard]] bool meets(const Module& module, llvm::ArrayRef<LocalName> names,
                           const LocalName& other) const {
    if (!isLocal(at_.symbol->kind)) return true;
    for (const LocalName& own : names) {
      if (support::Loc{module.file, own.name.range} != at_.symbol->loc) continue;
      if (own.visible.begin < other.visible.end && other.visible.begin < own.visible.end)
        return true;
    }
    return false;
  }

  const Snapshot& snapshot_;
  const Cursor cursor_;
  const NameAt at_;
  std::string newName_;
  std::vector<support::Loc> places_;
  RenameResult result_;
};

} // namespace

RenameTarget prepareRename(const Snapshot& snapshot, Cursor cursor) {
  return Renamer(snapshot, cursor).target();
}

RenameResult rename(const Snapshot& snapshot, Cursor cursor, llvm::StringRef newName) {
  return Renamer(snapshot, cursor).rename(newName);
}

} // namespace aqua::ide
