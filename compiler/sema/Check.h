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

/// An import or use line of the module and the interface of the module it names. Null: that module
/// could not be loaded; names from it are silently unknown.
struct ImportedModule {
  const ast::Item* line = nullptr;
  InterfaceRef interface;
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

/// Checks one module. Never fails: erroneous parts carry the error type or are left out,
/// `hasErrors` is set, and the problems are in the diagnostics, one per mistake. Pure.
[[nodiscard]] CheckedModule checkModule(const ast::File& file,
                                        llvm::ArrayRef<ImportedModule> imports,
                                        const CheckOptions& options, types::TypeStore& types,
                                        support::NameTable& names, support::DiagnosticSink& diags);

} // namespace aqua::sema
