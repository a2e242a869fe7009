// Statements without branches (spec/03 §6.1, §6.6, §6.7): assignments bind names and cost nothing,
// calls bind their results or push them, `on` changes the place of what stands in it.

#include "Lowering.h"

#include "support/Check.h"

namespace aqua::flow {

void Lowering::lower(const hir::Block& block) {
  for (const hir::Stmt* stmt : block.statements)
    lower(*stmt);
}

void Lowering::lower(const hir::Stmt& stmt) {
  if (hasFailed_) return;
  switch (stmt.kind()) {
  case hir::StmtKind::Error: break;
  case hir::StmtKind::Block: return lower(llvm::cast<hir::Block>(stmt));
  case hir::StmtKind::Assign: {
    const auto& assign = llvm::cast<hir::AssignStmt>(stmt);
    return bind(assign.local, lower(*assign.value, assign.local->name.str()));
  }
  case hir::StmtKind::Call: return lowerStmt(llvm::cast<hir::CallStmt>(stmt));
  case hir::StmtKind::Push: return lowerStmt(llvm::cast<hir::PushStmt>(stmt));
  case hir::StmtKind::DeclareStream: return lowerStmt(llvm::cast<hir::DeclareStreamStmt>(stmt));
  case hir::StmtKind::BindService: return lowerStmt(llvm::cast<hir::BindServiceStmt>(stmt));
  case hir::StmtKind::DefineClosure: return lowerStmt(llvm::cast<hir::DefineClosureStmt>(stmt));
  case hir::StmtKind::Join: return lowerStmt(llvm::cast<hir::JoinStmt>(stmt));
  case hir::StmtKind::On: return lowerStmt(llvm::cast<hir::OnStmt>(stmt));
  case hir::StmtKind::If: return lowerStmt(llvm::cast<hir::IfStmt>(stmt));
  case hir::StmtKind::Try: return lowerStmt(llvm::cast<hir::TryStmt>(stmt));
  case hir::StmtKind::For: return lowerStmt(llvm::cast<hir::ForStmt>(stmt));
  case hir::StmtKind::ParSeq: return lowerStmt(llvm::cast<hir::ParSeqStmt>(stmt));
  case hir::StmtKind::Par: return lowerStmt(llvm::cast<hir::ParStmt>(stmt));
  case hir::StmtKind::Co: return lowerStmt(llvm::cast<hir::CoStmt>(stmt));
  }
  AQUA_CHECK(false, "erroneous programs are not lowered");
}

void Lowering::lowerStmt(const hir::CallStmt& stmt) {
  llvm::SmallVector<llvm::StringRef, 2> hints;
  for (const hir::ResultTarget& target : stmt.targets)
    hints.push_back(target.local->name.str());
  const Values results = lowerCall(*stmt.call, hints);
  if (hasFailed_) return;

  // Two results for one stream map: a pair.
  if (stmt.targets.size() == 1 && stmt.targets[0].isPush) {
    const Value& target = lookup(stmt.targets[0].local);
    if (target.kind == Value::Kind::StreamMap) {
      AQUA_CHECK(results.size() >= 2, "a pair needs a key and a value");
      const Operand key = asKey(asData(results[0], stmt.loc), stmt.loc);
      return emitInsert(key, asData(results[1], stmt.loc), target.variable, stmt.loc);
    }
  }
  for (const auto& [target, result] : llvm::zip(stmt.targets, results)) {
    if (!target.isPush)
      bind(target.local, result);
    else
      emitPush(asData(result, stmt.loc), lookup(target.local).variable, stmt.loc);
  }
}

void Lowering::lowerStmt(const hir::PushStmt& stmt) {
  const Value target = lookup(stmt.target);
  if (!stmt.key) return emitPush(asData(*stmt.value), target.variable, stmt.loc);
  const Operand key = asData(*stmt.key, "key");
  const Operand value = asData(*stmt.value);
  emitInsert(asKey(key, stmt.loc), value, target.variable, stmt.loc);
}

void Lowering::lowerStmt(const hir::DeclareStreamStmt& stmt) {
  const hir::Local& local = *stmt.local;
  const bool isMap =
      llvm::cast<types::CollectionType>(local.type)->collection() == types::Collection::StreamMap;
  const VarKind kind = isMap ? VarKind::StreamMap : VarKind::Stream;
  const VarId id = openStream(kind, local.name.str(), local.loc);
  bind(&local, isMap ? Value::streamMap(id) : Value::stream(id));
}

void Lowering::lowerStmt(const hir::BindServiceStmt& stmt) {
  const Operand id = asServiceId(asData(*stmt.binding->id, "id"), stmt.loc);
  frame_->serviceIds[stmt.binding] = id;
}

void Lowering::lowerStmt(const hir::DefineClosureStmt& stmt) {
  Callable closure;
  closure.function = stmt.function;
  closure.title = builder_.copy(stmt.local->name.str());
  closure.type = stmt.function->type;
  closure.frame = frame_;
  closure.place = stmt.function->isDetached ? nullptr : here_;
  bind(stmt.local, Value::of(callable(closure)));
}

// ------------------------------------------------------------------------------------------- join

void Lowering::lowerStmt(const hir::JoinStmt& stmt) {
  for (const hir::Expr* value : stmt.values)
    waitFor(*value);
}

void Lowering::waitFor(const hir::Expr& expr) {
  Value value;
  if (const auto* index = llvm::dyn_cast<hir::IndexExpr>(&expr)) {
    const Value base = lower(*index->base);
    if (isAwaited(base, *index)) return waitForElement(base.variable, *index->index, expr.loc);
    value = lowerElement(base, *index);
  } else {
    value = lower(expr);
  }
  // Whole streams exist always. What else surely exists is sorted out by dropUnused.
  if (value.kind != Value::Kind::Data) return;
  forEachVariable(value.operand, [&](VarId id) { waitFor(id, value.operand, expr.loc); });
}

void Lowering::waitFor(VarId id, const Operand& mention, Loc loc) {
  switch (kind(id)) {
  case VarKind::Scalar: {
    auto* wait = make<Wait>(loc);
    wait->variable = id;
    return emit(wait);
  }
  case VarKind::Canon: return emitAp(ProcessBuilder::variable(id), scalar("ready", loc), loc);
  case VarKind::CanonMap: { // not readable as a whole; a key of it always is
    Operand entry = mention;
    entry.lens = entry.lens.take_front(1);
    return emitAp(entry, scalar("ready", loc), loc);
  }
  case VarKind::Item:
  case VarKind::Stream:
  case VarKind::StreamMap: return;
  }
}

// --------------------------------------------------------------------------------------------- on

void Lowering::lowerStmt(const hir::OnStmt& stmt) {
  const Location* place = enterPlace(*stmt.peer, stmt.via);
  at(place, [&] { lower(*stmt.body); });
}

const Location* Lowering::enterPlace(const hir::Expr& peer, llvm::ArrayRef<const hir::Expr*> via) {
  const Operand target = asPeer(peer);
  llvm::SmallVector<Via, 2> relays;
  for (const hir::Expr* expr : via) {
    if (!llvm::isa<types::CollectionType>(expr->type)) {
      relays.push_back({asPeer(*expr), false});
      continue;
    }
    const Operand list = asIterable(stable(asData(*expr), expr->loc), expr->loc);
    if (list.kind != Operand::Kind::EmptyArray) relays.push_back({list, true});
  }
  return builder_.location(here_, target, relays);
}

// Peers are mentioned by hops and on the way of errors, where nothing may fail.
Operand Lowering::asPeer(const hir::Expr& expr) {
  const Operand peer = asData(expr, "peer");
  const bool isReady = peer.kind == Operand::Kind::String || peer.kind == Operand::Kind::InitPeer;
  return isReady ? peer : asScalar(peer, "peer", expr.loc);
}

} // namespace aqua::flow
