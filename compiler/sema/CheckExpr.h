// Values: binds their names, types them, and makes HIR of them (spec/02 §7).

#pragma once

#include "Facts.h"
#include "Globals.h"
#include "Match.h"
#include "Scope.h"

namespace aqua::sema {

/// What is called, as the user calls it: `f`, `Srv.method`.
[[nodiscard]] std::string calleeText(const hir::Expr& callee);

class ExprChecker {
public:
  ExprChecker(Session& session, Globals& globals, Scope& scope, Facts& facts, Matcher& matcher)
      : session_(session), globals_(globals), scope_(scope), facts_(facts), matcher_(matcher) {}

  /// A value to be used. Never null. The elements of a collection literal are held against the hint
  /// if there is one; whether the value fits it is not reported.
  [[nodiscard]] const hir::Expr* value(const ast::Expr* source, const Type* hint = nullptr);
  /// A value that must fit.
  [[nodiscard]] const hir::Expr* valueOf(const ast::Expr* source, const Expectation& expected);
  [[nodiscard]] const hir::Expr* valueOf(const ast::Expr* source, const Type* expected) {
    return valueOf(source, Expectation{expected});
  }
  /// Also a call without results or with more than one; not necessarily a call.
  [[nodiscard]] const hir::Expr* valueOrCall(const ast::Expr* source, const Type* hint = nullptr);

  /// Reports that `value` is no element of a collection, if so. Returns whether it is one.
  bool requireCollectible(const ast::Expr& source, const hir::Expr& value);

  /// A name that is no value: reports what it is, or that it is nothing.
  void reportUnknownValue(const ast::Name& name);

  /// The names in a value that is not checked go into the symbol index, as far as they are known.
  void recordNames(const ast::Expr* source);

private:
  // CheckExpr.cpp
  const hir::Expr* literal(const ast::LiteralExpr& source);
  const hir::Expr* collection(const ast::CollectionExpr& source, const Type* hint);
  const hir::Expr* index(const ast::IndexExpr& source);
  const hir::Expr* bang(const ast::BangExpr& source);
  const hir::Expr* element(SourceRange range, const hir::Expr* base, const hir::Expr* index);
  void checkIndex(const hir::Expr& base, const hir::Expr& index, SourceRange indexRange);

  // CheckOperators.cpp
  const hir::Expr* negation(const ast::NotExpr& source);
  const hir::Expr* binary(const ast::BinaryExpr& source);
  const hir::Expr* arithmetic(const ast::BinaryExpr& source, hir::BinaryExpr& node);
  bool requireOperands(const ast::BinaryExpr& source, const hir::BinaryExpr& node,
                       types::ScalarSet leftSet, types::ScalarSet rightSet);
  bool requireBooleans(const ast::BinaryExpr& source, const hir::BinaryExpr& node,
                       const Type* boolean);
  void reportBothOperands(const ast::BinaryExpr& source, const hir::BinaryExpr& node,
                          llvm::StringRef expected);
  void checkComparison(const ast::BinaryExpr& source, const hir::BinaryExpr& node);
  const hir::Expr* fold(const ast::BinaryExpr& source, const hir::BinaryExpr& node);

  // CheckPaths.cpp
  /// The head of a dotted expression: what it denotes and how many names that took.
  struct Head {
    const hir::Expr* value = nullptr; // null: nothing, reported
    size_t consumed = 0;
  };
  using NameParts = llvm::SmallVector<ast::Name, 4>;
  /// The names of `a.b.c`; empty if it does not start with a name.
  static NameParts namesOf(const ast::Expr& source);
  const hir::Expr* name(const ast::NameExpr& source);
  const hir::Expr* member(const ast::MemberExpr& source);
  const hir::Expr* dotted(llvm::ArrayRef<ast::Name> parts);
  Head head(llvm::ArrayRef<ast::Name> parts);
  Head dottedAbility(llvm::ArrayRef<ast::Name> parts);
  Head headInModule(const Context& module, llvm::ArrayRef<ast::Name> parts);
  const hir::Expr* entityValue(const Entity& entity, SourceRange range);
  const hir::Expr* constantValue(const Entity& entity, SourceRange range);
  const hir::Expr* serviceValue(const Entity& entity, SourceRange range);
  const hir::Expr* localValue(const hir::Local& local, SourceRange range);
  bool hasMember(const Type* type, Name name) const;
  const hir::Expr* memberOf(const hir::Expr* base, const ast::Name& name);
  void reportNoMember(const hir::Expr& base, const ast::Name& name);
  static void helpWithMembers(support::Diagnostic& diagnostic, const types::NamedType& type,
                              Name wanted);

  // CheckCalls.cpp
  using Arguments = llvm::SmallVector<const ast::Expr*, 8>;
  const hir::Expr* call(const ast::CallExpr& source);
  const hir::Expr* callOfPath(const ast::CallExpr& source, llvm::ArrayRef<ast::Name> parts);
  bool isExplained(const ast::Name& name);
  bool isKnownValue(const ast::Name& name) const;
  void reportUnknownFunction(const ast::Name& name);
  const hir::Expr* failedCall(const ast::CallExpr& source);
  const hir::Expr* method(const ast::CallExpr& source, const hir::Expr* base,
                          const ast::Name& name);
  void reportNoMethod(const hir::Expr& base, const ast::Name& name);
  const hir::Expr* mapMethod(const ast::CallExpr& source, const hir::Expr* map,
                             const ast::Name& name);
  /// All positional arguments, abilities in braces first.
  Arguments arguments(const ast::CallExpr& source);
  bool checkCount(const ast::CallExpr& source, llvm::ArrayRef<const ast::Expr*> given,
                  size_t expected, const hir::Expr* callee, const ast::Name& name);
  void warnOfWidening(const hir::Function& function, size_t index, const hir::Expr& argument);
  const hir::Expr* finishCall(const ast::CallExpr& source, const hir::Expr* callee,
                              const ast::Name& name);

  // CheckRecords.cpp
  struct FieldArgument {
    ast::Name name;
    const ast::Expr* source = nullptr;
  };
  using FieldArguments = llvm::SmallVector<FieldArgument, 4>;
  bool isConstruction(llvm::ArrayRef<ast::Name> parts) const;
  const hir::Expr* construction(const ast::CallExpr& source, llvm::ArrayRef<ast::Name> parts);
  const hir::Expr* copy(const ast::CallExpr& source, const hir::Expr* base, const ast::Name& name);
  void reportUnnamed(const ast::CallExpr& source);
  static bool hasBrokenArgument(const ast::CallExpr& source);
  FieldArguments fieldArguments(const ast::CallExpr& source);
  llvm::ArrayRef<hir::FieldValue> fieldValues(llvm::ArrayRef<FieldArgument> arguments,
                                              const types::NamedType& type);
  void reportUnexpected(llvm::ArrayRef<FieldArgument> arguments, const types::NamedType& type,
                        llvm::SmallVectorImpl<types::Field>& missing);

  // RecordNames.cpp
  void recordCall(const ast::CallExpr& source);
  const Type* recordPath(llvm::ArrayRef<ast::Name> parts);

  Session& session_;
  Globals& globals_;
  Scope& scope_;
  Facts& facts_;
  Matcher& matcher_;
};

} // namespace aqua::sema
