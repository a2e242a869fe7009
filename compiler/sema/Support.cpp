#include "Support.h"

#include "Walk.h"

namespace aqua::sema {

namespace {

/// Reports loops over live streams and maps, written or made by a method.
class Reporter {
public:
  explicit Reporter(support::DiagnosticSink& diags) : diags_(diags) {}

  void visit(const hir::Function& function) {
    visit(*function.body);
    for (const hir::Expr* value : function.returns)
      visit(*value);
  }

private:
  void visit(const hir::Stmt& stmt) {
    const auto* loop = llvm::dyn_cast<hir::ForStmt>(&stmt);
    if (loop && loop->mode == ast::ForMode::Rec) {
      support::Loc head = stmt.loc;
      head.range.end = loop->iterable->loc.range.end;
      diags_.report(support::diag::NotSupportedYet, head, "`for … rec`");
    }
    forEachPart(
        stmt, [&](const hir::Expr& part) { visit(part); },
        [&](const hir::Stmt& part) { visit(part); });
  }

  void visit(const hir::Expr& expr) {
    if (const auto* call = llvm::dyn_cast<hir::MapCallExpr>(&expr)) {
      if (call->method == hir::MapMethod::GetStream)
        diags_.report(support::diag::NotSupportedYet, expr.loc, "`getStream`");
      if (call->method == hir::MapMethod::KeysStream)
        diags_.report(support::diag::NotSupportedYet, expr.loc, "`keysStream`");
    }
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
