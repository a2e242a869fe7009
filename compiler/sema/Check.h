// AST to HIR: binds names, types expressions, combines statements (spec/02, spec/01 §3.5–§4.6).

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "Hir.h"
#include "Index.h"
#include "support/Diagnostics.h"
#include "syntax/Ast.h"

namespace aqua::sema {

/// What the importers of a module can see: its declared names and what they denote. Opaque here.
class Interface;
using InterfaceRef = std::shared_ptr<const Interface>;

class BodyMemory;
struct Shape;

/// An import or use line of the module and the interface of the module it names. Null: that module
/// could not be loaded; names from it are silently unknown.
struct ImportedModule {
  const ast::Item* line = nullptr;
  InterfaceRef interface;
  /// It, or one that it imports, has errors: its names may have the error type.
  bool hasErrors = false;
};

/// `-c NAME=VALUE` (spec/02 §10.3): overrides constants of that name in every module.
struct InjectedConstant {
  std::string name;
  ast::LiteralKind literal = ast::LiteralKind::String;
  std::string text;
};

struct CheckOptions {
  std::vector<InjectedConstant> constants;
  bool wantsIndex = false; // else names are not recorded
};

struct CheckedModule {
  hir::Module module;
  InterfaceRef interface;
  SymbolIndex index; // empty unless it is wanted
};

/// For modules that are checked again and again: what to know, and what is known afterwards.
struct Recheck {
  /// Places in what the check makes name this file: it stands for this text of the module only, so
  /// that they can be found again in later texts (Shape.h).
  support::FileId file;
  llvm::StringRef text;
  /// A number for everything that comes from outside: options, interfaces of imports.
  uint64_t environment = 0;
  BodyMemory* bodies = nullptr; // not null

  // Results:
  std::shared_ptr<const Shape> shape; // of the text
  uint64_t fingerprint = 0;           // equal ones: importers see the same but for places
  size_t bodiesChecked = 0;
  bool hasOwnErrors = false; // else those of imports only
  /// What was said depends on whether imports have errors.
  bool mindsImportErrors = false;
};

/// The same as below. Bodies that are known are not checked: their functions have none, and the
/// module is good for its interface only.
[[nodiscard]] CheckedModule recheckModule(const ast::File& file,
                                          llvm::ArrayRef<ImportedModule> imports,
                                          const CheckOptions& options, types::TypeStore& types,
                                          support::NameTable& names, support::DiagnosticSink& diags,
                                          Recheck& again);

/// Checks one module. Never fails: erroneous parts carry the error type or are left out,
/// `hasErrors` is set, and the problems are in the diagnostics, one per mistake. Pure.
[[nodiscard]] CheckedModule checkModule(const ast::File& file,
                                        llvm::ArrayRef<ImportedModule> imports,
                                        const CheckOptions& options, types::TypeStore& types,
                                        support::NameTable& names, support::DiagnosticSink& diags);

} // namespace aqua::sema
