// Statements about places and repetition: `on`, `for`, `parseq`, `join` (spec/02 §12).

#include "CheckBody.h"
#include "Words.h"

namespace aqua::sema {

using types::CollectionType;

const hir::Stmt* BodyChecker::on(const ast::OnStmt& source) {
  auto* stmt = session_.make<hir::OnStmt>(source.range);
  stmt->peer = exprs_.valueOf(source.peer, session_.types.scalar(types::Scalar::String));
  stmt->via = via(source.via);
  const Scope::Guard guard(scope_, ScopeKind::IdsOnly);
  stmt->body = block(source.body);
  return stmt;
}

/// Relays: a string each, or a collection of strings.
llvm::ArrayRef<const hir::Expr*> BodyChecker::via(llvm::ArrayRef<const ast::Expr*> sources) {
  const Type* string = session_.types.scalar(types::Scalar::String);
  const Type* strings = session_.types.option(string);
  llvm::SmallVector<const hir::Expr*, 2> relays;
  for (const ast::Expr* source : sources) {
    const hir::Expr* relay = exprs_.value(source, strings);
    if (source)
      matcher_.require(*source, *relay,
                       {llvm::isa<CollectionType>(relay->type) ? strings : string});
    relays.push_back(relay);
  }
  return session_.copy(relays);
}

/// Checks the iterable and defines the names of the loop in the current scope.
BodyChecker::LoopNames BodyChecker::loopNames(const ast::Expr* iterable, const ast::Name& item,
                                              const ast::Name& value) {
  types::TypeStore& types = session_.types;
  const Type* string = types.scalar(types::Scalar::String);
  LoopNames names = {exprs_.value(iterable), nullptr, nullptr};
  const auto* collection = llvm::dyn_cast<CollectionType>(names.iterable->type);
  const bool isMap = types::isStreamMap(names.iterable->type);
  const Type* element = collection ? collection->element() : types.error();

  if (value) {
    if (collection && !isMap) element = types.error();
    if (!isMap && !types::isError(names.iterable->type) && iterable)
      session_.report(support::diag::TypeMismatch, iterable->range, "a stream map",
                      describe(names.iterable->type));
    names.item = define(item, hir::LocalKind::Item, string);
    names.value = define(value, hir::LocalKind::Item, element);
    return names;
  }
  if (!collection && !types::isError(names.iterable->type) && iterable)
    session_.report(support::diag::NotIterable, stripParens(*iterable).range,
                    describe(names.iterable->type));
  if (isMap)
    element = types.named(types::TypeKind::Struct, Name(),
                          {{session_.wellKnown.key, string}, {session_.wellKnown.value, element}});
  names.item = define(item, hir::LocalKind::Item, element);
  return names;
}

const hir::Stmt* BodyChecker::loop(const ast::ForStmt& source) {
  const Scope::Guard guard(scope_, ScopeKind::NamesAndIds);
  const LoopNames names = loopNames(source.iterable, source.item, source.value);
  const Type* type = names.iterable->type;
  if (source.mode == ast::ForMode::Rec && llvm::isa<CollectionType>(type) &&
      !types::isStream(type) && !types::isStreamMap(type))
    session_.report(support::diag::RecOnImmutable, source.iterable->range, describe(type));
  auto* stmt = session_.make<hir::ForStmt>(source.range);
  stmt->item = names.item;
  stmt->value = names.value;
  stmt->iterable = names.iterable;
  stmt->mode = source.mode;
  stmt->body = block(source.body);
  return stmt;
}

const hir::Stmt* BodyChecker::parSeq(const ast::ParSeqStmt& source) {
  const Scope::Guard guard(scope_, ScopeKind::NamesAndIds);
  const LoopNames names = loopNames(source.iterable, source.item, source.value);
  auto* stmt = session_.make<hir::ParSeqStmt>(source.range);
  stmt->item = names.item;
  stmt->value = names.value;
  stmt->iterable = names.iterable;
  stmt->peer = exprs_.valueOf(source.peer, session_.types.scalar(types::Scalar::String));
  stmt->via = via(source.via);
  stmt->body = block(source.body);
  return stmt;
}

const hir::Stmt* BodyChecker::join(const ast::JoinStmt& source) {
  llvm::SmallVector<const hir::Expr*, 4> values;
  for (const ast::Expr* value : source.values) {
    values.push_back(exprs_.value(value));
    warnOfUselessJoin(*values.back());
  }
  auto* stmt = session_.make<hir::JoinStmt>(source.range);
  stmt->values = session_.copy(values);
  return stmt;
}

/// Only elements of streams and names bound in parallel make `join` wait (spec/02 §23.28).
void BodyChecker::warnOfUselessJoin(const hir::Expr& value) {
  llvm::StringRef what;
  if (llvm::isa<hir::LiteralExpr, hir::PredefinedExpr>(value)) {
    what = "a constant";
  } else if (const auto* reference = llvm::dyn_cast<hir::LocalRef>(&value)) {
    const hir::Local& local = *reference->local;
    if (types::isError(local.type)) return;
    if (types::isStream(local.type) || types::isStreamMap(local.type)) {
      what = "a whole stream";
    } else if (!facts_.isParallel(&local)) {
      what = "a value that exists already";
    }
  }
  if (!what.empty()) session_.report(support::diag::UselessJoin, value.loc.range, what);
}

} // namespace aqua::sema
