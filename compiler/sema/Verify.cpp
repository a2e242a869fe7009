#include "Verify.h"

#include "fmt/format.h"
#include "llvm/ADT/DenseSet.h"

#include "Walk.h"
#include "types/Relations.h"

namespace aqua::hir {

namespace {

class Verifier {
public:
  explicit Verifier(const Module& module) : isSound_(!module.hasErrors) {}

  void visit(const Function& function);
  void check(bool condition, llvm::StringRef what, Loc loc) {
    if (condition) return;
    problems_.push_back(
        fmt::format("{} at byte {} of file {}", what.str(), loc.range.begin, loc.file.value));
  }
  std::vector<std::string> take() { return std::move(problems_); }

private:
  void define(const Local* local, Loc loc);
  void visit(const Stmt* stmt, Loc parent);
  void visitParts(const Stmt& stmt);
  void visitScoped(const Block* block, Loc parent);
  void visitCall(const CallStmt& stmt);
  void visitTry(const TryStmt& stmt);
  void visitLoop(const Local* item, const Local* value, const Block* body, Loc loc);
  void visit(const Expr* expr, Loc parent);
  void checkCall(const CallExpr& call);
  void leave(size_t mark);
  /// Erroneous parts are left out, and what they define with them.
  void checkVisible(const Local* local, llvm::StringRef what, Loc loc) {
    check(local && (!isSound_ || visible_.contains(local)), what, loc);
  }

  const bool isSound_;
  llvm::DenseSet<const Local*> visible_;
  llvm::SmallVector<const Local*, 16> order_; // the visible ones, oldest first
  std::vector<std::string> problems_;
};

void Verifier::define(const Local* local, Loc loc) {
  check(local != nullptr, "a definition without a name", loc);
  if (!local) return;
  check(local->type != nullptr, "a name without a type", loc);
  const bool isNew = visible_.insert(local).second;
  check(isNew, "a name is defined twice", loc);
  if (isNew) order_.push_back(local);
}

void Verifier::leave(size_t mark) {
  while (order_.size() > mark)
    visible_.erase(order_.pop_back_val());
}

void Verifier::visit(const Function& function) {
  const size_t mark = order_.size();
  check(function.type != nullptr, "a function without a type", function.loc);
  check(function.body != nullptr, "a function without a body", function.loc);
  if (!function.type || !function.body) return;
  check(function.parameters.size() == function.type->parameters().size(),
        "parameters do not agree with the type", function.loc);
  for (const Local* parameter : function.parameters)
    define(parameter, function.loc);
  visit(function.body, function.loc);
  for (const Expr* value : function.returns)
    visit(value, function.loc);
  if (isSound_)
    check(function.returns.size() == function.type->results().size(),
          "not every result is returned", function.loc);
  leave(mark);
}

void Verifier::visitScoped(const Block* block, Loc parent) {
  const size_t mark = order_.size();
  visit(block, parent);
  leave(mark);
}

void Verifier::visit(const Stmt* stmt, Loc parent) {
  check(stmt != nullptr, "a missing statement", parent);
  if (!stmt) return;
  check(stmt->loc.isValid(), "a statement without a place", parent);
  switch (stmt->kind()) {
  case StmtKind::Error: check(!isSound_, "an error node", stmt->loc); return;
  case StmtKind::Call: visitCall(*llvm::cast<CallStmt>(stmt)); return;
  case StmtKind::Assign:
    visitParts(*stmt);
    define(llvm::cast<AssignStmt>(stmt)->local, stmt->loc);
    return;
  case StmtKind::Push: {
    const auto* push = llvm::cast<PushStmt>(stmt);
    checkVisible(push->target, "a push into an unknown name", stmt->loc);
    visitParts(*stmt);
    return;
  }
  case StmtKind::DeclareStream:
    define(llvm::cast<DeclareStreamStmt>(stmt)->local, stmt->loc);
    return;
  case StmtKind::DefineClosure: {
    const auto* closure = llvm::cast<DefineClosureStmt>(stmt);
    visit(*closure->function);
    define(closure->local, stmt->loc);
    return;
  }
  case StmtKind::If: {
    const auto* branch = llvm::cast<IfStmt>(stmt);
    visit(branch->condition, stmt->loc);
    visitScoped(branch->thenBlock, stmt->loc);
    if (branch->elseBlock) visitScoped(branch->elseBlock, stmt->loc);
    return;
  }
  case StmtKind::Try: visitTry(*llvm::cast<TryStmt>(stmt)); return;
  case StmtKind::For: {
    const auto* loop = llvm::cast<ForStmt>(stmt);
    visit(loop->iterable, stmt->loc);
    visitLoop(loop->item, loop->value, loop->body, stmt->loc);
    return;
  }
  case StmtKind::ParSeq: {
    const auto* loop = llvm::cast<ParSeqStmt>(stmt);
    const size_t mark = order_.size();
    visit(loop->iterable, stmt->loc);
    define(loop->item, stmt->loc);
    if (loop->value) define(loop->value, stmt->loc);
    visit(loop->peer, stmt->loc);
    for (const Expr* relay : loop->via)
      visit(relay, stmt->loc);
    visit(loop->body, stmt->loc);
    leave(mark);
    return;
  }
  case StmtKind::Par:
    check(llvm::cast<ParStmt>(stmt)->branches.size() > 1, "`par` with one branch", stmt->loc);
    visitParts(*stmt);
    return;
  case StmtKind::BindService:
  case StmtKind::Co:
  case StmtKind::On: // its names stay visible
  case StmtKind::Join:
  case StmtKind::Block: visitParts(*stmt); return;
  }
}

void Verifier::visitParts(const Stmt& stmt) {
  forEachPart(
      stmt, [&](const Expr& part) { visit(&part, stmt.loc); },
      [&](const Stmt& part) { visit(&part, stmt.loc); });
}

void Verifier::visitCall(const CallStmt& stmt) {
  check(stmt.call != nullptr, "a call statement without a call", stmt.loc);
  if (!stmt.call) return;
  visit(stmt.call, stmt.loc);
  const bool isInsertion = stmt.targets.size() == 1 && stmt.targets.front().local &&
                           types::isStreamMap(stmt.targets.front().local->type);
  if (isSound_ && !isInsertion)
    check(stmt.targets.size() <= stmt.call->arrow().results().size(), "a target without a result",
          stmt.loc);
  for (const ResultTarget& target : stmt.targets) {
    if (!target.isPush) {
      define(target.local, stmt.loc);
    } else {
      checkVisible(target.local, "a push into an unknown name", stmt.loc);
    }
  }
}

/// What a single statement guarded by `otherwise` defines is visible after it, so the names of the
/// guarded block are not limited to it here.
void Verifier::visitTry(const TryStmt& stmt) {
  visit(stmt.body, stmt.loc);
  for (const Handler& handler : stmt.handlers) {
    const size_t mark = order_.size();
    if (handler.error) define(handler.error, stmt.loc);
    visit(handler.body, stmt.loc);
    leave(mark);
  }
}

void Verifier::visitLoop(const Local* item, const Local* value, const Block* body, Loc loc) {
  const size_t mark = order_.size();
  define(item, loc);
  if (value) define(value, loc);
  visit(body, loc);
  leave(mark);
}

void Verifier::visit(const Expr* expr, Loc parent) {
  check(expr != nullptr, "a missing value", parent);
  if (!expr) return;
  check(expr->type != nullptr, "a value without a type", parent);
  check(expr->loc.isValid(), "a value without a place", parent);
  if (isSound_) {
    check(!llvm::isa<ErrorExpr>(expr), "an error node", expr->loc);
    check(!expr->type || !types::isError(expr->type), "a value of the error type", expr->loc);
  }
  if (const auto* reference = llvm::dyn_cast<LocalRef>(expr))
    checkVisible(reference->local, "a name is used where it is not defined", expr->loc);
  if (const auto* function = llvm::dyn_cast<FunctionRef>(expr))
    check(function->function != nullptr, "a reference to no function", expr->loc);
  if (const auto* service = llvm::dyn_cast<ServiceRef>(expr))
    check(service->binding && service->binding->service && service->binding->id,
          "a service without an id", expr->loc);
  if (const auto* call = llvm::dyn_cast<CallExpr>(expr)) checkCall(*call);
  forEachPart(*expr, [&](const Expr& part) { visit(&part, expr->loc); });
}

void Verifier::checkCall(const CallExpr& call) {
  const auto* arrow = llvm::dyn_cast_or_null<ArrowType>(call.callee->type);
  check(arrow != nullptr, "a callee that is no arrow", call.loc);
  if (arrow && isSound_)
    check(arrow->parameters().size() == call.arguments.size(), "a wrong number of arguments",
          call.loc);
}

} // namespace

std::vector<std::string> verify(const Module& module) {
  Verifier verifier(module);
  verifier.check(module.arena != nullptr, "a module without an arena", {});
  for (const Function* function : module.functions)
    verifier.visit(*function);
  for (const Service* service : module.services)
    verifier.check(service->type != nullptr, "a service without a type", service->loc);
  for (const ExportedFunction& exported : module.exportedFunctions)
    verifier.check(exported.function && exported.name, "an export of nothing", {});
  for (const ExportedService& exported : module.exportedServices)
    verifier.check(exported.service && exported.name, "an export of nothing", {});
  return verifier.take();
}

} // namespace aqua::hir
