#include "Walk.h"

namespace aqua::hir {

void forEachPart(const Expr& expr, ExprVisitor visit) {
  switch (expr.kind()) {
  case ExprKind::Error:
  case ExprKind::Literal:
  case ExprKind::Predefined:
  case ExprKind::LocalRef:
  case ExprKind::FunctionRef:
  case ExprKind::ServiceRef: return;
  case ExprKind::Member: visit(*llvm::cast<MemberExpr>(expr).base); return;
  case ExprKind::Index: {
    const auto& index = llvm::cast<IndexExpr>(expr);
    visit(*index.base);
    visit(*index.index);
    return;
  }
  case ExprKind::Length: visit(*llvm::cast<LengthExpr>(expr).base); return;
  case ExprKind::Collection:
    for (const Expr* element : llvm::cast<CollectionExpr>(expr).elements)
      visit(*element);
    return;
  case ExprKind::Record:
    for (const FieldValue& field : llvm::cast<RecordExpr>(expr).fields)
      visit(*field.value);
    return;
  case ExprKind::Copy: {
    const auto& copy = llvm::cast<CopyExpr>(expr);
    visit(*copy.base);
    for (const FieldValue& field : copy.fields)
      visit(*field.value);
    return;
  }
  case ExprKind::Binary: {
    const auto& binary = llvm::cast<BinaryExpr>(expr);
    visit(*binary.left);
    visit(*binary.right);
    return;
  }
  case ExprKind::Not: visit(*llvm::cast<NotExpr>(expr).operand); return;
  case ExprKind::Call: {
    const auto& call = llvm::cast<CallExpr>(expr);
    visit(*call.callee);
    for (const Expr* argument : call.arguments)
      visit(*argument);
    return;
  }
  case ExprKind::MapCall: {
    const auto& call = llvm::cast<MapCallExpr>(expr);
    visit(*call.map);
    if (call.key) visit(*call.key);
    return;
  }
  }
}

void forEachPart(const Stmt& stmt, ExprVisitor onExpr, StmtVisitor onStmt) {
  switch (stmt.kind()) {
  case StmtKind::Error:
  case StmtKind::DeclareStream:
  case StmtKind::DefineClosure: return;
  case StmtKind::Call: onExpr(*llvm::cast<CallStmt>(stmt).call); return;
  case StmtKind::Assign: onExpr(*llvm::cast<AssignStmt>(stmt).value); return;
  case StmtKind::Push: {
    const auto& push = llvm::cast<PushStmt>(stmt);
    if (push.key) onExpr(*push.key);
    onExpr(*push.value);
    return;
  }
  case StmtKind::BindService: onExpr(*llvm::cast<BindServiceStmt>(stmt).binding->id); return;
  case StmtKind::If: {
    const auto& branch = llvm::cast<IfStmt>(stmt);
    onExpr(*branch.condition);
    onStmt(*branch.thenBlock);
    if (branch.elseBlock) onStmt(*branch.elseBlock);
    return;
  }
  case StmtKind::Try: {
    const auto& guarded = llvm::cast<TryStmt>(stmt);
    onStmt(*guarded.body);
    for (const Handler& handler : guarded.handlers)
      onStmt(*handler.body);
    return;
  }
  case StmtKind::For: {
    const auto& loop = llvm::cast<ForStmt>(stmt);
    onExpr(*loop.iterable);
    onStmt(*loop.body);
    return;
  }
  case StmtKind::ParSeq: {
    const auto& loop = llvm::cast<ParSeqStmt>(stmt);
    onExpr(*loop.iterable);
    onExpr(*loop.peer);
    for (const Expr* relay : loop.via)
      onExpr(*relay);
    onStmt(*loop.body);
    return;
  }
  case StmtKind::Par:
    for (const Stmt* branch : llvm::cast<ParStmt>(stmt).branches)
      onStmt(*branch);
    return;
  case StmtKind::Co: onStmt(*llvm::cast<CoStmt>(stmt).statement); return;
  case StmtKind::On: {
    const auto& place = llvm::cast<OnStmt>(stmt);
    onExpr(*place.peer);
    for (const Expr* relay : place.via)
      onExpr(*relay);
    onStmt(*place.body);
    return;
  }
  case StmtKind::Join:
    for (const Expr* value : llvm::cast<JoinStmt>(stmt).values)
      onExpr(*value);
    return;
  case StmtKind::Block:
    for (const Stmt* child : llvm::cast<Block>(stmt).statements)
      onStmt(*child);
    return;
  }
}

} // namespace aqua::hir
