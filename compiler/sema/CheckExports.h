// What a module gives away: `export` (into the compilation result) and `declares` (to importers)
// (spec/01 §3.5, §3.6, §4.4).

#pragma once

#include <vector>

#include "Globals.h"
#include "Interface.h"

namespace aqua::sema {

class ExportChecker {
public:
  ExportChecker(Session& session, Globals& globals, std::vector<CarriedExport> carried)
      : session_(session), globals_(globals), carried_(std::move(carried)) {}

  /// Checks the export lines. The result holds the own exports in their order, then those that
  /// imports carry.
  [[nodiscard]] std::vector<CarriedExport> exports(const ast::File& file);

  /// The declared names as importers see them.
  [[nodiscard]] ContextRef declared(const ast::ModuleLine* line);
  /// What the module imports, but is not among `declared`.
  [[nodiscard]] ContextRef undeclared(const Context& declared) const;

private:
  void exportName(const ast::Selected& selected);
  /// What a path names; null if nothing, which is reported.
  const Entity* find(const ast::Selected& selected);
  Name externalName(const ast::Selected& selected);
  bool canExport(const Entity& entity, const ast::Selected& selected);
  bool checkFunction(const hir::Function& function, const ast::Path& name);
  bool checkCallback(const hir::Local& callback, const ast::Path& name);
  void add(const ast::Selected& selected, const Entity& entity, Name external);
  [[nodiscard]] bool mayBeMissing(const NamePath& path) const;

  Session& session_;
  Globals& globals_;
  std::vector<CarriedExport> carried_;
  std::vector<CarriedExport> own_;
};

} // namespace aqua::sema
