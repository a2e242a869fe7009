// Bodies of functions and closures: statements, the names they define, returns (spec/02 §8, §11–
// §14). One object checks one function with all closures in it.

#pragma once

#include "CheckExpr.h"
#include "CheckTypes.h"

namespace aqua::sema {

class BodyChecker {
public:
  BodyChecker(Session& session, Globals& globals, TypeChecker& types)
      : session_(session), globals_(globals), types_(types), matcher_(session, facts_),
        exprs_(session, globals, scope_, facts_, matcher_) {}

  /// The function, complete also if there are errors.
  [[nodiscard]] const hir::Function* function(const ast::FuncDecl& source);

private:
  // CheckBody.cpp: signature, returns, names
  struct ArrowSource {
    ast::Name name;
    const ast::ArrowHead& head;
    const ast::Block& body;
    bool hasErrors;
    bool isCutShort = false; // lines may be missing
  };
  /// What the return statement of the innermost function or closure has to know.
  struct Returns {
    const ast::ArrowHead& head;
    llvm::ArrayRef<const Type*> types;
    const ast::Block& body;
    bool isHeadBroken = false; // results may be missing
    const ast::ReturnStmt* first = nullptr;
    bool isElsewhere = false; // one stands in a block, or without its arrow: that is enough to say
    bool isFollowed = false;  // something after the return was warned of
    llvm::SmallVector<const hir::Expr*, 2> values = {};
  };
  hir::Function* arrow(const ArrowSource& source);
  /// All but the body, whose names the current scope is for.
  hir::Function* head(const ArrowSource& source);
  void body(const ArrowSource& source, hir::Function& function);
  llvm::ArrayRef<const hir::Local*> parameters(const Signature& signature);
  void checkReturnsExist(const Returns& returns);
  void returnStatement(const ast::ReturnStmt& source, const ast::Block& block);
  bool checkReturnCount(const ast::ReturnStmt& source);
  void warnOfCodeAfterReturn(const ast::Stmt& source, const ast::Block& block);

  /// A new name. If it is taken, that is reported and the old meaning stays.
  const hir::Local* define(const ast::Name& name, hir::LocalKind kind, const Type* type);
  bool reportTaken(const ast::Name& name, hir::LocalKind kind);
  void warnOfHiddenName(const ast::Name& name);

  // CheckBlocks.cpp: statements that belong together
  struct Group;
  const hir::Block* block(const ast::Block& source);
  const hir::Block* scopedBlock(const ast::Block& source);
  const hir::Stmt* finish(const Group& group);
  void addElse(llvm::SmallVectorImpl<Group>& groups, const ast::ElseStmt& source);
  void addCatch(llvm::SmallVectorImpl<Group>& groups, const ast::CatchStmt& source);
  void addOtherwise(llvm::SmallVectorImpl<Group>& groups, const ast::OtherwiseStmt& source);
  void addPar(llvm::SmallVectorImpl<Group>& groups, const ast::PrefixedStmt& source);
  Group ifGroup(const ast::IfStmt& source);
  Group tryGroup(const ast::TryStmt& source);
  void markParallel(size_t firstLocal);

  // CheckStmts.cpp: single statements
  const hir::Stmt* statement(const ast::Stmt& source, const ast::Block& block);
  const hir::Stmt* prefixed(const ast::PrefixedStmt& source);
  const hir::Stmt* brokenStatement(const ast::ErrorStmt& source);
  const hir::Stmt* call(const ast::CallStmt& source);
  const hir::Stmt* noCall(const ast::CallStmt& source, const hir::Expr& value);
  const hir::Stmt* strayValue(const ast::CallStmt& source);
  void reportNoCall(const ast::CallStmt& source, const hir::Expr& value);
  hir::ResultTarget resultTarget(const ast::Name& name, const Type* result);
  const hir::Stmt* insertResults(const ast::CallStmt& source, const hir::CallExpr& call,
                                 const hir::Local& map);
  void checkResultCount(const ast::CallStmt& source, const hir::CallExpr& call);
  const hir::Stmt* assign(const ast::AssignStmt& source);
  const hir::Stmt* push(const ast::PushStmt& source);
  const hir::Local* pushTarget(const ast::PushStmt& source);
  const hir::Stmt* streamDeclaration(const ast::StreamDeclStmt& source);
  const hir::Stmt* serviceId(const ast::ServiceIdStmt& source);
  const hir::Stmt* closure(const ast::ClosureStmt& source);

  // CheckLoops.cpp: statements about places and loops
  const hir::Stmt* on(const ast::OnStmt& source);
  llvm::ArrayRef<const hir::Expr*> via(llvm::ArrayRef<const ast::Expr*> sources);
  const hir::Stmt* loop(const ast::ForStmt& source);
  const hir::Stmt* parSeq(const ast::ParSeqStmt& source);
  struct LoopNames {
    const hir::Expr* iterable;
    const hir::Local* item;
    const hir::Local* value;
  };
  LoopNames loopNames(const ast::Expr* iterable, const ast::Name& item, const ast::Name& value);
  const hir::Stmt* join(const ast::JoinStmt& source);
  void warnOfUselessJoin(const hir::Expr& value);

  Session& session_;
  Globals& globals_;
  TypeChecker& types_;
  Scope scope_;
  Facts facts_;
  Matcher matcher_;
  ExprChecker exprs_;
  Returns* returns_ = nullptr;
  bool isInBrokenLine_ = false;                     // a name defined there is no second definition
  llvm::SmallVector<const hir::Local*, 16> locals_; // all, in the order of definition
};

} // namespace aqua::sema
