// Statements with branches: if, try, loops, par, co (spec/03 §6.2–§6.5, §14.5, §14.6). Branches
// keep their position: an empty `then` stays a branch (spec/03 §15.1).

#include "Lowering.h"

namespace aqua::flow {

void Lowering::lowerStmt(const hir::IfStmt& stmt) {
  const Decision decision = decide(*stmt.condition);
  auto* node = make<If>(stmt.loc);
  // What is known is decided by a pass of its own (FoldConditions.cpp).
  node->condition = decision.known ? Condition{ProcessBuilder::boolean(*decision.known),
                                               ProcessBuilder::boolean(true)}
                                   : decision.condition;
  node->thenBranch = part(stmt.thenBlock->loc, [&] { lower(*stmt.thenBlock); });
  node->elseBranch = part(stmt.elseBlock ? stmt.elseBlock->loc : stmt.loc, [&] {
    if (stmt.elseBlock) lower(*stmt.elseBlock);
  });
  emit(node);
}

void Lowering::lowerStmt(const hir::TryStmt& stmt) {
  auto* node = make<Try>(stmt.loc);
  node->body = part(stmt.body->loc, [&] { lower(*stmt.body); });
  llvm::SmallVector<const Node*, 2> handlers;
  for (const hir::Handler& handler : stmt.handlers) {
    handlers.push_back(part(handler.body->loc, [&] {
      // The register changes with the next error, so its content is kept first (spec/03 §14.6).
      if (handler.error) {
        const VarId error = scalar(handler.error->name.str(), handler.error->loc);
        emitAp(ProcessBuilder::constant(Operand::Kind::Error), error, handler.error->loc);
        bind(handler.error, Value::data(ProcessBuilder::variable(error)));
      }
      lower(*handler.body);
    }));
  }
  if (handlers.empty()) handlers.push_back(builder_.seq(here_, stmt.loc, {}));
  node->handlers = builder_.copy(llvm::ArrayRef(handlers));
  emit(node);
}

// ------------------------------------------------------------------------------------------ Loops

namespace {

ForMode flowMode(ast::ForMode mode) {
  switch (mode) {
  case ast::ForMode::Seq: return ForMode::Seq;
  case ast::ForMode::Par: return ForMode::Par;
  case ast::ForMode::Try: return ForMode::Try;
  case ast::ForMode::Rec: return ForMode::Rec;
  }
  llvm_unreachable("unknown mode");
}

} // namespace

void Lowering::lowerStmt(const hir::ForStmt& stmt) {
  ForMode mode = flowMode(stmt.mode);
  const std::optional<Operand> iterable = lowerIterable(*stmt.iterable, mode);
  if (!iterable) return;
  emitFor(mode, *iterable, stmt.item->name.str(), stmt.loc, [&](VarId item) {
    bindItems(item, *stmt.item, stmt.value);
    lower(*stmt.body);
  });
}

void Lowering::lowerStmt(const hir::ParSeqStmt& stmt) {
  ForMode mode = ForMode::ParSeq;
  const std::optional<Operand> iterable = lowerIterable(*stmt.iterable, mode);
  if (!iterable) return;
  emitFor(mode, *iterable, stmt.item->name.str(), stmt.loc, [&](VarId item) {
    bindItems(item, *stmt.item, stmt.value);
    const Location* place = enterPlace(*stmt.peer, stmt.via);
    at(place, [&] { lower(*stmt.body); });
  });
}

std::optional<Operand> Lowering::lowerIterable(const hir::Expr& expr, ForMode& mode) {
  const Value value = lower(expr);
  const bool isLive = value.kind == Value::Kind::Stream || value.kind == Value::Kind::StreamMap;
  if (mode == ForMode::Rec) {
    if (isLive) return ProcessBuilder::variable(value.variable);
    mode = ForMode::Par; // nothing can be added to it
  }
  const Operand list = asIterable(asData(value, expr.loc), expr.loc);
  if (list.kind == Operand::Kind::EmptyArray) return std::nullopt;
  return list;
}

void Lowering::bindItems(VarId item, const hir::Local& first, const hir::Local* second) {
  const Operand whole = ProcessBuilder::variable(item);
  if (!second) return bind(&first, Value::data(whole));
  Accessor accessor;
  accessor.field = "key";
  bind(&first, Value::data(builder_.with(whole, accessor)));
  accessor.field = "value";
  bind(second, Value::data(builder_.with(whole, accessor)));
}

// --------------------------------------------------------------------------------------- Parallel

void Lowering::lowerStmt(const hir::ParStmt& stmt) {
  llvm::SmallVector<const Node*, 4> branches;
  for (const hir::Stmt* branch : stmt.branches) {
    const Node* node = part(branch->loc, [&] { lower(*branch); });
    if (!isNothing(*node)) branches.push_back(node);
  }
  if (branches.empty()) return;
  // A branch that comes to nothing is done at once, so nothing is waited for.
  if (branches.size() == 1) {
    auto* co = make<Co>(stmt.loc);
    co->body = branches.front();
    return emit(co);
  }
  auto* par = make<Par>(stmt.loc);
  par->branches = builder_.copy(llvm::ArrayRef(branches));
  emit(par);
}

void Lowering::lowerStmt(const hir::CoStmt& stmt) {
  auto* co = make<Co>(stmt.loc);
  co->body = part(stmt.loc, [&] { lower(*stmt.statement); });
  if (!isNothing(*co->body)) emit(co);
}

} // namespace aqua::flow
