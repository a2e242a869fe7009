#include "Support.h"

#include "Walk.h"
#include "types/Relations.h"

namespace aqua::sema {

namespace {

using types::Type;

/// What a value of the type is called if names cannot hold it yet; empty if they can.
llvm::StringRef unsupportedValue(const Type* type) {
  return types::isStreamMap(type) ? "a stream map" : "";
}

llvm::StringRef unsupportedStatement(const hir::Stmt& stmt) {
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
      report(unsupportedValue(parameter->type), parameter->loc);
    visit(*function.body);
  }

private:
  void report(llvm::StringRef what, support::Loc loc) {
    if (!what.empty()) diags_.report(support::diag::NotSupportedYet, loc, what);
  }

  /// The first line of a statement.
  static support::Loc headOf(const hir::Stmt& stmt) {
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
    forEachPart(stmt, [](const hir::Expr&) {}, [&](const hir::Stmt& part) { visit(part); });
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
