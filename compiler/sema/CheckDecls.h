// Top-level definitions: types, services, constants, functions (spec/02 §9–§11).

#pragma once

#include <vector>

#include "Check.h"
#include "CheckTypes.h"

namespace aqua::sema {

class DeclChecker {
public:
  DeclChecker(Session& session, Globals& globals)
      : session_(session), globals_(globals), types_(session, globals) {}

  /// Checks one item and defines its name; header lines are skipped.
  void check(const ast::Item& item);

  [[nodiscard]] llvm::ArrayRef<const hir::Function*> functions() const { return functions_; }
  [[nodiscard]] llvm::ArrayRef<const hir::Service*> services() const { return services_; }

private:
  /// Each name once; lost members have one field without a name.
  struct Members {
    llvm::SmallVector<types::Field, 8> fields;
    llvm::SmallVector<ast::Name, 8> names;
  };

  void defineRecord(SymbolKind symbol, types::TypeKind kind, const ast::Name& name,
                    const Members& members);
  void data(const ast::DataDecl& source);
  void ability(const ast::AbilityDecl& source);
  void service(const ast::ServiceDecl& source);
  void alias(const ast::AliasDecl& source);
  void constant(const ast::ConstDecl& source);
  void function(const ast::FuncDecl& source);

  void addMember(Members& members, const ast::Name& owner, const ast::Member& member,
                 const Type* type);
  void loseMember(Members& members);
  void recordMembers(const types::NamedType& type, llvm::ArrayRef<ast::Name> names);
  const Type* memberType(const ast::Member& member);
  const Type* methodType(const ast::Member& member);
  [[nodiscard]] bool checkMethodPart(const ast::Name& method, const Type* type, SourceRange range,
                                     llvm::StringRef verb);
  void checkLabels(const ast::ArrowHead& head);
  const hir::ServiceBinding* defaultBinding(const ast::ServiceDecl& source,
                                            const hir::Service* service);

  const hir::Expr* constantExpr(const ast::Expr& source);
  void reportConstantForm(const ast::ConstDecl& source);
  void redefineConstant(const ast::ConstDecl& source, const Entity& old, const hir::Expr& value);

  bool reportTakenType(const ast::Name& name);
  Entity* define(EntityKind kind, SymbolKind symbol, const ast::Name& name, const Type* type);

  Session& session_;
  Globals& globals_;
  TypeChecker types_;
  std::vector<const hir::Function*> functions_;
  std::vector<const hir::Service*> services_;
};

} // namespace aqua::sema
