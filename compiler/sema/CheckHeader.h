// The header: the module line, what imports bring in, constants that are always there
// (spec/01 §3, §4.4; spec/02 §10.3, §10.4, §19).

#pragma once

#include <vector>

#include "Check.h"
#include "Globals.h"
#include "Interface.h"

namespace aqua::sema {

class HeaderChecker {
public:
  HeaderChecker(Session& session, Globals& globals) : session_(session), globals_(globals) {}

  /// Checks the header lines but `export`, and fills the context of the module.
  void check(const ast::File& file, llvm::ArrayRef<ImportedModule> imports,
             const CheckOptions& options);

  /// The module line; null if there is none.
  [[nodiscard]] const ast::ModuleLine* moduleLine() const { return moduleLine_; }
  /// Exports of imported modules that this one passes on, in the order of the imports.
  [[nodiscard]] std::vector<CarriedExport>& carried() { return carried_; }

private:
  void checkModuleLines(const ast::File& file);
  void checkOrder(const ast::File& file);
  void import(const ast::Import& line, const Interface* interface);
  void use(const ast::Use& line, const Interface* interface);
  /// What a line selects from a module, as a context. Adds to `carriedPaths` what is selected
  /// under its own name.
  ContextRef select(llvm::ArrayRef<ast::Selected> selection, const Interface* interface,
                    std::vector<NamePath>* carriedPaths);
  ContextRef selectUndeclared(const ast::Selected& selected, const Interface& interface,
                              llvm::ArrayRef<Name> path, llvm::ArrayRef<Name> newPath);
  void recordSelected(const ast::Selected& selected, const Context& source);
  const Entity* unknownEntity();
  Name reportNotDeclared(const ast::Selected& selected, const Interface& interface);
  void merge(const Context& context, Loc at);
  void carry(const CarriedExport& exported, Loc at);

  void definePredefined();
  void defineInjected(llvm::ArrayRef<InjectedConstant> constants);
  const Entity* predefined(llvm::StringRef name, hir::Predefined value, const Type* type);

  Session& session_;
  Globals& globals_;
  const ast::ModuleLine* moduleLine_ = nullptr;
  std::vector<CarriedExport> carried_;
};

/// The names of a path.
[[nodiscard]] NamePath namesOf(const ast::Path& path);
/// The places of its parts; none if nobody wants to know.
[[nodiscard]] std::vector<Loc> placesOf(const ast::Path& path, const Session& session);

} // namespace aqua::sema
