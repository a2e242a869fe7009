#include "Support.h"

#include "Walk.h"
#include "types/Relations.h"

namespace aqua::sema {

namespace {

using types::Type;
using types::TypeKind;

/// What a value of the type is called if names and results cannot hold it yet; empty if they can.
llvm::StringRef unsupportedValue(const Type* type) {
  if (types::isStreamMap(type)) return "a stream map";
  switch (type->kind()) {
  case TypeKind::Ability: return "an ability";
  case TypeKind::Service: return "a service as a value";
  case TypeKind::Arrow: return "a function as a value (except as an argument)";
  case TypeKind::Error:
  case TypeKind::Top:
  case TypeKind::Bottom:
  case TypeKind::Scalar:
  case TypeKind::Literal:
  case TypeKind::Collection:
  case TypeKind::Struct: return "";
  }
  llvm_unreachable("all kinds are listed");
}

llvm::StringRef unsupportedStatement(const hir::Stmt& stmt) {
  if (llvm::isa<hir::DefineClosureStmt>(stmt)) return "a closure";
  if (llvm::isa<hir::ParSeqStmt>(stmt)) return "`parseq`";
  if (const auto* loop = llvm::dyn_cast<hir::ForStmt>(&stmt)) {
    switch (loop->mode) {
    case ast::ForMode::Try: return "`for … try`";
    case ast::ForMode::Rec: return "`for … rec`";
    case ast::ForMode::Seq:
    case ast::ForMode::Par: return "";
    }
  }
  return "";
}

class Reporter {
public:
  explicit Reporter(support::DiagnosticSink& diags) : diags_(diags) {}

  void visit(const hir::Function& function) {
    for (const hir::Local* parameter : function.parameters)
      if (!llvm::isa<types::ArrowType>(parameter->type))
        report(unsupportedValue(parameter->type), parameter->loc);
    visit(*function.body);
    for (const hir::Expr* value : function.returns) {
      reportValue(*value);
      visit(*value);
    }
  }

private:
  void report(llvm::StringRef what, support::Loc loc) {
    if (!what.empty()) diags_.report(support::diag::NotSupportedYet, loc, what);
  }

  /// A value that gets a name or is returned. What is made in place is reported where it is made.
  void reportValue(const hir::Expr& value) {
    if (!llvm::isa<hir::RecordExpr, hir::ServiceRef>(value))
      report(unsupportedValue(value.type), value.loc);
  }

  /// The first line of a statement.
  static support::Loc headOf(const hir::Stmt& stmt) {
    if (const auto* closure = llvm::dyn_cast<hir::DefineClosureStmt>(&stmt))
      return closure->function->loc;
    support::Loc head = stmt.loc;
    if (const auto* loop = llvm::dyn_cast<hir::ForStmt>(&stmt))
      head.range.end = loop->iterable->loc.range.end;
    if (const auto* loop = llvm::dyn_cast<hir::ParSeqStmt>(&stmt))
      head.range.end = (loop->via.empty() ? loop->peer : loop->via.back())->loc.range.end;
    return head;
  }

  void visit(const hir::Stmt& stmt) {
    report(unsupportedStatement(stmt), headOf(stmt));
    if (const auto* declaration = llvm::dyn_cast<hir::DeclareStreamStmt>(&stmt))
      report(unsupportedValue(declaration->local->type), stmt.loc);
    if (const auto* assign = llvm::dyn_cast<hir::AssignStmt>(&stmt)) reportValue(*assign->value);
    if (const auto* call = llvm::dyn_cast<hir::CallStmt>(&stmt))
      for (const hir::ResultTarget& target : call->targets)
        if (!target.isPush) report(unsupportedValue(target.local->type), target.local->loc);
    forEachPart(
        stmt, [&](const hir::Expr& part) { visit(part); },
        [&](const hir::Stmt& part) { visit(part); });
  }

  void visit(const hir::Expr& expr) {
    if (llvm::isa<hir::CopyExpr>(expr)) report("`copy`", expr.loc);
    if (llvm::isa<hir::RecordExpr>(expr)) report(unsupportedValue(expr.type), expr.loc);
    if (llvm::isa<hir::ServiceRef>(expr)) report(unsupportedValue(expr.type), expr.loc);
    if (const auto* member = llvm::dyn_cast<hir::MemberExpr>(&expr))
      if (llvm::isa<hir::ServiceRef>(member->base)) return;
    forEachPart(expr, [&](const hir::Expr& part) { visit(part); });
  }

  support::DiagnosticSink& diags_;
};

} // namespace

void reportUnsupported(const hir::Module& module, support::DiagnosticSink& diags) {
  Reporter reporter(diags);
  for (const hir::Function* function : module.functions)
    reporter.visit(*function);
}

} // namespace aqua::sema
