// The walk that collects the facts, and what can be asked of regions.

#include "Facts.h"

#include "llvm/ADT/STLExtras.h"

#include "sema/Walk.h"
#include "types/Types.h"

namespace aqua::lint {

namespace {

bool isLive(const types::Type& type) {
  const auto* collection = llvm::dyn_cast<types::CollectionType>(&type);
  return collection && (collection->collection() == types::Collection::Stream ||
                        collection->collection() == types::Collection::StreamMap);
}

} // namespace

// ------------------------------------------------------------------------------------------- Walk

class FactsWalk {
public:
  explicit FactsWalk(FunctionFacts& facts) : facts_(facts) {}

  void run() {
    const hir::Function& function = facts_.function_;
    enter(RegionKind::Function, nullptr, 0, [&] { visitFunction(function); });
  }

private:
  template <typename Body>
  void enter(RegionKind kind, const hir::Stmt* owner, uint32_t part, Body body) {
    const Region* const outer = region_;
    region_ = &facts_.regions_.emplace_back(
        Region{kind, outer, owner, part, outer ? outer->depth + 1 : 0});
    body();
    region_ = outer;
  }

  void visitFunction(const hir::Function& function) {
    for (const hir::Local* parameter : function.parameters)
      define(parameter, nullptr);
    if (function.body) visit(*function.body);
    stmt_ = nullptr;
    const auto results =
        function.type ? function.type->results() : llvm::ArrayRef<const types::Type*>();
    for (const auto& [i, value] : llvm::enumerate(function.returns)) {
      const bool isStream = i < results.size() && isLive(*results[i]);
      read(*value, isStream ? UseKind::Reference : UseKind::Value);
    }
  }

  void define(const hir::Local* local, const hir::Stmt* definition) {
    if (!local) return;
    LocalFacts& facts = facts_.locals_.emplace_back();
    facts.local = local;
    facts.region = region_;
    facts.definition = definition;
    facts.order = ++order_;
    facts_.byLocal_[local] = &facts;
  }

  void note(const hir::Local* local, UseKind kind, Loc loc, const hir::Expr* index = nullptr) {
    const auto found = facts_.byLocal_.find(local);
    if (found == facts_.byLocal_.end()) return;
    found->second->uses.push_back({kind, loc, region_, ++order_, stmt_, index, isJoining_});
  }

  // -- Expressions

  void read(const hir::Expr& expr, UseKind how = UseKind::Value) {
    switch (expr.kind()) {
    case hir::ExprKind::LocalRef: return note(llvm::cast<hir::LocalRef>(expr).local, how, expr.loc);
    case hir::ExprKind::Index: {
      const auto& index = llvm::cast<hir::IndexExpr>(expr);
      if (const auto* base = llvm::dyn_cast<hir::LocalRef>(index.base))
        note(base->local, UseKind::Element, base->loc, index.index);
      else
        read(*index.base);
      return readAside(*index.index);
    }
    case hir::ExprKind::Length:
      return read(*llvm::cast<hir::LengthExpr>(expr).base, UseKind::Length);
    case hir::ExprKind::Call: return readCall(llvm::cast<hir::CallExpr>(expr));
    case hir::ExprKind::MapCall: {
      const auto& call = llvm::cast<hir::MapCallExpr>(expr);
      const bool isFollowed =
          call.method == hir::MapMethod::GetStream || call.method == hir::MapMethod::KeysStream;
      read(*call.map, isFollowed ? UseKind::Live : UseKind::Value);
      if (call.key) readAside(*call.key);
      return;
    }
    case hir::ExprKind::Error: facts_.hasErrors_ = true; return;
    case hir::ExprKind::Literal:
    case hir::ExprKind::Predefined:
    case hir::ExprKind::FunctionRef:
    case hir::ExprKind::ServiceRef: return;
    case hir::ExprKind::Member:
    case hir::ExprKind::Collection:
    case hir::ExprKind::Record:
    case hir::ExprKind::Copy:
    case hir::ExprKind::Binary:
    case hir::ExprKind::Not:
      return hir::forEachPart(expr, [&](const hir::Expr& part) { readPart(expr, part); });
    }
  }

  /// Fields of abilities hold streams by reference.
  void readPart(const hir::Expr& whole, const hir::Expr& part) {
    const bool isAbility =
        llvm::isa<hir::RecordExpr>(whole) && !llvm::isa<hir::CollectionExpr>(whole) &&
        llvm::isa<types::NamedType>(whole.type) && whole.type->kind() == types::TypeKind::Ability;
    read(part, isAbility && isLive(*part.type) ? UseKind::Reference : UseKind::Value);
  }

  /// Indexes and keys are not what a `join` waits for.
  void readAside(const hir::Expr& expr) {
    const bool before = isJoining_;
    isJoining_ = false;
    read(expr);
    isJoining_ = before;
  }

  void readCall(const hir::CallExpr& call) {
    if (const auto* callee = llvm::dyn_cast<hir::LocalRef>(call.callee))
      note(callee->local, UseKind::Call, callee->loc);
    else
      read(*call.callee);
    const auto* arrow = llvm::dyn_cast<hir::ArrowType>(call.callee->type);
    for (const auto& [i, argument] : llvm::enumerate(call.arguments)) {
      const bool isStream =
          arrow && i < arrow->parameters().size() && isLive(*arrow->parameters()[i].type);
      read(*argument, isStream ? UseKind::Reference : UseKind::Value);
    }
  }

  // -- Statements

  void visit(const hir::Stmt& stmt) {
    const hir::Stmt* const enclosing = stmt_;
    if (!llvm::isa<hir::Block>(stmt)) {
      stmt_ = &stmt;
      facts_.statements_.push_back({&stmt, region_, ++order_});
    }
    visitKind(stmt);
    stmt_ = enclosing;
  }

  void visitKind(const hir::Stmt& stmt) {
    switch (stmt.kind()) {
    case hir::StmtKind::Block:
      for (const hir::Stmt* child : llvm::cast<hir::Block>(stmt).statements)
        visit(*child);
      return;
    case hir::StmtKind::Error: facts_.hasErrors_ = true; return;
    case hir::StmtKind::BindService:
      return hir::forEachPart(
          stmt, [&](const hir::Expr& expr) { read(expr); }, [](const hir::Stmt&) {});
    case hir::StmtKind::Call: {
      const auto& call = llvm::cast<hir::CallStmt>(stmt);
      readCall(*call.call);
      for (const hir::ResultTarget& target : call.targets)
        target.isPush ? note(target.local, UseKind::Push, stmt.loc) : define(target.local, &stmt);
      return;
    }
    case hir::StmtKind::Assign: {
      const auto& assign = llvm::cast<hir::AssignStmt>(stmt);
      const bool isAlias = assign.local && isLive(*assign.local->type);
      read(*assign.value, isAlias ? UseKind::Reference : UseKind::Value);
      return define(assign.local, &stmt);
    }
    case hir::StmtKind::Push: {
      const auto& push = llvm::cast<hir::PushStmt>(stmt);
      if (push.key) read(*push.key);
      read(*push.value);
      return note(push.target, UseKind::Push, stmt.loc);
    }
    case hir::StmtKind::DeclareStream:
      return define(llvm::cast<hir::DeclareStreamStmt>(stmt).local, &stmt);
    case hir::StmtKind::DefineClosure: {
      const auto& closure = llvm::cast<hir::DefineClosureStmt>(stmt);
      enter(RegionKind::Closure, &stmt, 0, [&] { visitFunction(*closure.function); });
      return define(closure.local, &stmt);
    }
    case hir::StmtKind::If: {
      const auto& choice = llvm::cast<hir::IfStmt>(stmt);
      read(*choice.condition);
      enter(RegionKind::Then, &stmt, 0, [&] { visit(*choice.thenBlock); });
      if (choice.elseBlock) enter(RegionKind::Else, &stmt, 1, [&] { visit(*choice.elseBlock); });
      return;
    }
    case hir::StmtKind::Try: return visitTry(llvm::cast<hir::TryStmt>(stmt));
    case hir::StmtKind::For: {
      const auto& loop = llvm::cast<hir::ForStmt>(stmt);
      read(*loop.iterable, loop.mode == ast::ForMode::Rec ? UseKind::Live : UseKind::Iterate);
      return enter(RegionKind::Loop, &stmt, 0, [&] {
        define(loop.item, &stmt);
        define(loop.value, &stmt);
        visit(*loop.body);
      });
    }
    case hir::StmtKind::ParSeq: {
      const auto& loop = llvm::cast<hir::ParSeqStmt>(stmt);
      read(*loop.iterable, UseKind::Iterate);
      return enter(RegionKind::Loop, &stmt, 0, [&] {
        define(loop.item, &stmt);
        define(loop.value, &stmt);
        read(*loop.peer);
        for (const hir::Expr* via : loop.via)
          read(*via);
        visit(*loop.body);
      });
    }
    case hir::StmtKind::Par:
      for (const auto& [i, branch] : llvm::enumerate(llvm::cast<hir::ParStmt>(stmt).branches))
        enter(RegionKind::Branch, &stmt, static_cast<uint32_t>(i), [&] { visit(*branch); });
      return;
    case hir::StmtKind::Co:
      return enter(RegionKind::Co, &stmt, 0,
                   [&] { visit(*llvm::cast<hir::CoStmt>(stmt).statement); });
    case hir::StmtKind::On: {
      const auto& on = llvm::cast<hir::OnStmt>(stmt);
      read(*on.peer);
      for (const hir::Expr* via : on.via)
        read(*via);
      return enter(RegionKind::On, &stmt, 0, [&] { visit(*on.body); });
    }
    case hir::StmtKind::Join:
      for (const hir::Expr* value : llvm::cast<hir::JoinStmt>(stmt).values) {
        isJoining_ = true;
        read(*value, UseKind::Join);
        isJoining_ = false;
      }
      return;
    }
  }

  void visitTry(const hir::TryStmt& guarded) {
    enter(RegionKind::Guarded, &guarded, 0, [&] { visit(*guarded.body); });
    for (const auto& [i, handler] : llvm::enumerate(guarded.handlers))
      enter(RegionKind::Handler, &guarded, static_cast<uint32_t>(i), [&] {
        define(handler.error, &guarded);
        visit(*handler.body);
      });
  }

  FunctionFacts& facts_;
  const Region* region_ = nullptr;
  const hir::Stmt* stmt_ = nullptr;
  uint32_t order_ = 0;
  bool isJoining_ = false;
};

FunctionFacts::FunctionFacts(const hir::Function& function) : function_(function) {
  FactsWalk(*this).run();
}

const LocalFacts* FunctionFacts::of(const hir::Local* local) const {
  const auto found = byLocal_.find(local);
  return found == byLocal_.end() ? nullptr : found->second;
}

// ----------------------------------------------------------------------------------------- Locals

bool LocalFacts::isRead() const {
  return llvm::any_of(uses, [](const Use& use) { return !use.isWrite(); });
}

bool LocalFacts::isWritten() const {
  return llvm::any_of(uses, [](const Use& use) { return use.isWrite(); });
}

bool LocalFacts::escapes() const {
  return llvm::any_of(uses, [](const Use& use) { return use.kind == UseKind::Reference; });
}

// ---------------------------------------------------------------------------------------- Regions

bool Region::isDetached() const {
  if (kind == RegionKind::Branch || kind == RegionKind::Co) return true;
  if (kind != RegionKind::Loop) return false;
  const auto* loop = as<hir::ForStmt>();
  return !loop || loop->mode == ast::ForMode::Par || loop->mode == ast::ForMode::Rec;
}

const Region* commonRegion(const Region* a, const Region* b) {
  while (a != b) {
    const Region*& deeper = a->depth >= b->depth ? a : b;
    deeper = deeper->outer;
  }
  return a;
}

const Region* detachedBefore(const Use& write, const Use& read) {
  if (write.order > read.order) return nullptr;
  return outermostInside(write.region, commonRegion(write.region, read.region),
                         [](const Region& region) { return region.isDetached(); });
}

const Region* placeOf(const Region* region) {
  for (; region; region = region->outer) {
    if (region->kind == RegionKind::On) return region;
    if (region->as<hir::ParSeqStmt>()) return region;
  }
  return nullptr;
}

bool isSameValue(const hir::Expr& a, const hir::Expr& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
  case hir::ExprKind::LocalRef:
    return llvm::cast<hir::LocalRef>(a).local == llvm::cast<hir::LocalRef>(b).local;
  case hir::ExprKind::Literal:
    return llvm::cast<hir::LiteralExpr>(a).literal == llvm::cast<hir::LiteralExpr>(b).literal &&
           llvm::cast<hir::LiteralExpr>(a).text == llvm::cast<hir::LiteralExpr>(b).text;
  case hir::ExprKind::Predefined:
    return llvm::cast<hir::PredefinedExpr>(a).value == llvm::cast<hir::PredefinedExpr>(b).value;
  case hir::ExprKind::Member:
    return llvm::cast<hir::MemberExpr>(a).name == llvm::cast<hir::MemberExpr>(b).name &&
           isSameValue(*llvm::cast<hir::MemberExpr>(a).base, *llvm::cast<hir::MemberExpr>(b).base);
  case hir::ExprKind::Index:
    return isSameValue(*llvm::cast<hir::IndexExpr>(a).base, *llvm::cast<hir::IndexExpr>(b).base) &&
           isSameValue(*llvm::cast<hir::IndexExpr>(a).index, *llvm::cast<hir::IndexExpr>(b).index);
  case hir::ExprKind::Error:
  case hir::ExprKind::FunctionRef:
  case hir::ExprKind::ServiceRef:
  case hir::ExprKind::Length:
  case hir::ExprKind::Collection:
  case hir::ExprKind::Record:
  case hir::ExprKind::Copy:
  case hir::ExprKind::Binary:
  case hir::ExprKind::Not:
  case hir::ExprKind::Call:
  case hir::ExprKind::MapCall: return false;
  }
  llvm_unreachable("unknown kind of expression");
}

bool isSamePlace(const Region* place, const hir::OnStmt& on) {
  const auto* around = place ? place->as<hir::OnStmt>() : nullptr;
  return around && isSameValue(*around->peer, *on.peer) &&
         llvm::equal(around->via, on.via,
                     [](const hir::Expr* a, const hir::Expr* b) { return isSameValue(*a, *b); });
}

bool isInside(const Region* region, const hir::Stmt& owner) {
  for (; region; region = region->outer)
    if (region->owner == &owner) return true;
  return false;
}

} // namespace aqua::lint
