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
  const auto* loop = llvm::dyn_cast<hir::ForStmt>(&stmt);
  return loop && loop->mode == ast::ForMode::Rec ? "`for … rec`" : "";
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
