// Folds the statements of a block: `else` joins its `if`, handlers their `try`, `par` branches each
// other (spec/02 §13).

#include "CheckBody.h"

namespace aqua::sema {

/// A statement with what was combined with it so far.
struct BodyChecker::Group {
  enum class Kind : uint8_t { Plain, If, Try, Par };

  Kind kind = Kind::Plain;
  SourceRange range;
  size_t firstLocal = 0;            // names from here on are defined in it
  bool isBroken = false;            // not understood, so it may have been anything
  const hir::Stmt* plain = nullptr; // null for a return, which is no step of the program
  const hir::Expr* condition = nullptr;
  const hir::Block* body = nullptr; // of `if` and `try`
  const hir::Block* elseBody = nullptr;
  SourceRange elseKeyword;
  llvm::SmallVector<hir::Handler, 2> handlers;
  llvm::SmallVector<const hir::Stmt*, 4> branches;
};

namespace {

bool canFail(const hir::Expr* expr) {
  if (const auto* predefined = llvm::dyn_cast<hir::PredefinedExpr>(expr))
    return predefined->value == hir::Predefined::LastError;
  if (const auto* collection = llvm::dyn_cast<hir::CollectionExpr>(expr))
    return llvm::any_of(collection->elements, canFail);
  if (const auto* record = llvm::dyn_cast<hir::RecordExpr>(expr))
    return llvm::any_of(record->fields,
                        [](const hir::FieldValue& field) { return canFail(field.value); });
  if (const auto* member = llvm::dyn_cast<hir::MemberExpr>(expr))
    return !llvm::isa<hir::ServiceRef>(member->base);
  return !llvm::isa<hir::LiteralExpr, hir::LocalRef, hir::FunctionRef, hir::ServiceRef>(expr);
}

bool canFail(const hir::Stmt* stmt) {
  if (const auto* assign = llvm::dyn_cast<hir::AssignStmt>(stmt)) return canFail(assign->value);
  if (const auto* push = llvm::dyn_cast<hir::PushStmt>(stmt))
    return canFail(push->value) || (push->key && canFail(push->key));
  if (const auto* bind = llvm::dyn_cast<hir::BindServiceStmt>(stmt))
    return canFail(bind->binding->id);
  return !llvm::isa<hir::DeclareStreamStmt, hir::DefineClosureStmt>(stmt);
}

bool isHandler(const ast::Stmt& stmt) {
  return llvm::isa<ast::ElseStmt, ast::CatchStmt, ast::OtherwiseStmt>(stmt);
}

} // namespace

const hir::Block* BodyChecker::scopedBlock(const ast::Block& source) {
  const Scope::Guard guard(scope_, ScopeKind::NamesAndIds);
  return block(source);
}

const hir::Block* BodyChecker::block(const ast::Block& source) {
  llvm::SmallVector<Group, 8> groups;
  for (const ast::Stmt* stmt : source.statements) {
    if (!llvm::isa<ast::ReturnStmt>(stmt) && !isHandler(*stmt))
      warnOfCodeAfterReturn(*stmt, source);
    if (const auto* elseStmt = llvm::dyn_cast<ast::ElseStmt>(stmt)) {
      addElse(groups, *elseStmt);
    } else if (const auto* catchStmt = llvm::dyn_cast<ast::CatchStmt>(stmt)) {
      addCatch(groups, *catchStmt);
    } else if (const auto* otherwise = llvm::dyn_cast<ast::OtherwiseStmt>(stmt)) {
      addOtherwise(groups, *otherwise);
    } else if (const auto* prefix = llvm::dyn_cast<ast::PrefixedStmt>(stmt);
               prefix && prefix->prefix == ast::PrefixKind::Par) {
      addPar(groups, *prefix);
    } else {
      const size_t firstLocal = locals_.size();
      Group group;
      if (const auto* ifStmt = llvm::dyn_cast<ast::IfStmt>(stmt)) {
        group = ifGroup(*ifStmt);
      } else if (const auto* tryStmt = llvm::dyn_cast<ast::TryStmt>(stmt)) {
        group = tryGroup(*tryStmt);
      } else {
        group.plain = statement(*stmt, source);
      }
      group.range = stmt->range;
      group.firstLocal = firstLocal;
      group.isBroken = stmt->hasErrors || llvm::isa<ast::ErrorStmt>(stmt);
      groups.push_back(std::move(group));
    }
  }

  llvm::SmallVector<const hir::Stmt*, 16> statements;
  for (const Group& group : groups)
    if (const hir::Stmt* stmt = finish(group)) statements.push_back(stmt);
  auto* result = session_.make<hir::Block>(source.range);
  result->statements = session_.copy(statements);
  return result;
}

const hir::Stmt* BodyChecker::finish(const Group& group) {
  switch (group.kind) {
  case Group::Kind::Plain: return group.plain;
  case Group::Kind::If: {
    auto* stmt = session_.make<hir::IfStmt>(group.range);
    stmt->condition = group.condition;
    stmt->thenBlock = group.body;
    stmt->elseBlock = group.elseBody;
    return stmt;
  }
  case Group::Kind::Try: {
    auto* stmt = session_.make<hir::TryStmt>(group.range);
    stmt->body = group.body;
    stmt->handlers = session_.copy(group.handlers);
    return stmt;
  }
  case Group::Kind::Par: {
    if (group.branches.size() == 1) return group.branches.front();
    auto* stmt = session_.make<hir::ParStmt>(group.range);
    stmt->branches = session_.copy(group.branches);
    return stmt;
  }
  }
  llvm_unreachable("all kinds are listed");
}

BodyChecker::Group BodyChecker::ifGroup(const ast::IfStmt& source) {
  const Scope::Guard guard(scope_, ScopeKind::NamesAndIds);
  Group group;
  group.kind = Group::Kind::If;
  group.condition = exprs_.valueOf(source.condition, session_.types.scalar(types::Scalar::Bool));
  group.body = block(source.body);
  return group;
}

BodyChecker::Group BodyChecker::tryGroup(const ast::TryStmt& source) {
  Group group;
  group.kind = Group::Kind::Try;
  group.body = scopedBlock(source.body);
  return group;
}

void BodyChecker::addElse(llvm::SmallVectorImpl<Group>& groups, const ast::ElseStmt& source) {
  const hir::Block* body = scopedBlock(source.body);
  Group* previous = groups.empty() ? nullptr : &groups.back();
  if (previous && previous->isBroken) return;
  if (!previous || previous->kind != Group::Kind::If) {
    session_.report(support::diag::ElseWithoutIf, source.keyword).help =
        "`else` stands directly below the block of its `if`, in the column of the `if`";
    // A handler of the same stray block is no second mistake.
    groups.emplace_back().isBroken = true;
    return;
  }
  if (previous->elseBody) {
    session_.report(support::diag::SecondElse, source.keyword)
        .labels.push_back({session_.at(previous->elseKeyword), "the first one"});
    return;
  }
  previous->elseBody = body;
  previous->elseKeyword = source.keyword;
  previous->range = support::cover(previous->range, source.range);
}

void BodyChecker::addCatch(llvm::SmallVectorImpl<Group>& groups, const ast::CatchStmt& source) {
  hir::Handler handler;
  {
    const Scope::Guard guard(scope_, ScopeKind::NamesAndIds);
    handler.error = define(source.name, hir::LocalKind::Error, session_.errorType);
    handler.body = block(source.body);
  }
  Group* previous = groups.empty() ? nullptr : &groups.back();
  if (previous && previous->isBroken) return;
  if (!previous || previous->kind != Group::Kind::Try) {
    session_.report(support::diag::CatchWithoutTry, source.keyword).help =
        "put what may fail under `try:`, or use `otherwise:`";
    groups.emplace_back().isBroken = true;
    return;
  }
  previous->handlers.push_back(handler);
  previous->range = support::cover(previous->range, source.range);
}

void BodyChecker::addOtherwise(llvm::SmallVectorImpl<Group>& groups,
                               const ast::OtherwiseStmt& source) {
  const hir::Block* body = scopedBlock(source.body);
  if (groups.empty()) {
    session_.report(support::diag::OtherwiseWithoutPrevious, source.keyword);
    groups.emplace_back().isBroken = true;
    return;
  }
  Group& previous = groups.back();
  if (previous.isBroken) return;
  if (previous.kind != Group::Kind::Try) {
    const hir::Stmt* guarded = finish(previous);
    auto* guardedBlock = session_.make<hir::Block>(previous.range);
    if (guarded) guardedBlock->statements = session_.copy(llvm::ArrayRef(&guarded, 1));
    Group group;
    group.kind = Group::Kind::Try;
    group.firstLocal = previous.firstLocal;
    group.range = previous.range;
    group.body = guardedBlock;
    previous = std::move(group);
  }
  if (llvm::none_of(previous.body->statements, [](const hir::Stmt* stmt) { return canFail(stmt); }))
    session_.report(support::diag::UnreachableOtherwise, source.keyword, "otherwise")
        .labels.push_back({session_.at(previous.range), "this cannot fail"});
  previous.handlers.push_back({nullptr, body});
  previous.range = support::cover(previous.range, source.range);
}

void BodyChecker::addPar(llvm::SmallVectorImpl<Group>& groups, const ast::PrefixedStmt& source) {
  const size_t firstLocal = locals_.size();
  const hir::Stmt* branch = prefixed(source);
  if (groups.empty()) {
    auto& diagnostic = session_.report(support::diag::ParWithoutPrevious, source.keyword);
    diagnostic.help = "use `co` to run a statement in parallel with what follows";
    diagnostic.fixes.push_back({"write `co`", {{session_.at(source.keyword), "co"}}});
    groups.emplace_back().isBroken = true;
    groups.back().plain = branch;
    return;
  }
  Group& previous = groups.back();
  if (previous.kind != Group::Kind::Par) {
    Group group;
    group.kind = Group::Kind::Par;
    group.firstLocal = previous.firstLocal;
    group.range = previous.range;
    group.isBroken = previous.isBroken;
    if (const hir::Stmt* first = finish(previous)) group.branches.push_back(first);
    previous = std::move(group);
    markParallel(previous.firstLocal);
  }
  previous.branches.push_back(branch);
  previous.range = support::cover(previous.range, source.range);
  markParallel(firstLocal);
}

/// Names defined in a branch: others may have to wait for them.
void BodyChecker::markParallel(size_t firstLocal) {
  for (const hir::Local* local : llvm::ArrayRef(locals_).drop_front(firstLocal))
    facts_.setParallel(local);
}

} // namespace aqua::sema
