// What every name in a module means: for editors and tools (spec/08 B5). Plain data, made while the
// module is checked; in erroneous programs the names that are known are in it. Print it with
// `aqua compile --emit=index`.

#pragma once

#include <string>
#include <vector>

#include "support/Name.h"
#include "support/Source.h"
#include "syntax/Ast.h"
#include "types/Types.h"

namespace aqua::sema {

enum class SymbolKind : uint8_t {
  Module, // a part of a module's name, or of the name that a `use` gives it
  Function,
  Closure,
  Parameter,
  Variable,
  Stream, // also stream maps
  Item,   // of a loop
  Error,  // of a `catch`
  Constant,
  Data,
  Ability,
  Service,
  Alias,
  Field,
  Method,
  BuiltIn, // `length`, `copy`, methods of stream maps
};

/// `function` and so on.
[[nodiscard]] llvm::StringRef kindText(SymbolKind kind);

/// Something that has a name. Two are the same if they are defined at the same place.
struct Symbol {
  SymbolKind kind = SymbolKind::Variable;
  support::Name name;
  support::Loc loc;                  // of the name in its definition; none for what needs none
  const types::Type* type = nullptr; // null for modules and built-in methods
};

enum class NameRole : uint8_t {
  Definition,
  Reference,
  Write, // into a stream that exists
  Alias, // another name for the symbol: `as name` in a header line
};

/// One name in the text.
struct NameUse {
  support::SourceRange range;
  uint32_t symbol = 0; // index into SymbolIndex::symbols
  NameRole role = NameRole::Reference;
};

/// A name of the top level as it is written in a module: `f`, `Lib.f`.
struct TopLevelName {
  std::string path;
  uint32_t symbol = 0; // index into SymbolIndex::symbols
};

struct SymbolIndex {
  support::FileId file;
  std::vector<Symbol> symbols; // by first use; then those of the two lists below only
  std::vector<NameUse> names;  // by position; none covers another
  /// What can be named in the module, as far as order allows it; what the compiler provides, too.
  std::vector<TopLevelName> visible;
  /// What its importers can name, without the name of the module around it.
  std::vector<TopLevelName> declared;

  /// The name that an offset is in, or right behind; null if there is none.
  [[nodiscard]] const NameUse* find(uint32_t offset) const;
};

/// The documentation of what is defined at a name: the comment lines directly above its line and
/// the comment behind it, each without its dashes. Empty for kinds that share a line with others.
[[nodiscard]] std::string documentation(const Symbol& symbol, const ast::File& file,
                                        const support::SourceFile& source);

/// A line for each name: place, role, symbol; documentation below definitions. `file` and
/// `sources` are those of the module.
void print(const SymbolIndex& index, const ast::File& file, const support::SourceManager& sources,
           llvm::raw_ostream& out);

} // namespace aqua::sema
