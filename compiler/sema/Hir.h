// The typed program: every name bound to what it denotes, every expression with its type, no text
// left to resolve. Statements that belong together in the source (`if` and `else`, `try` and its
// handlers, `par` groups) are one node here. Print it with `aqua compile --emit=hir`.
//
// Symbols (Local, Function, Service, ServiceBinding) are identities: compare their addresses. Nodes
// and symbols live in the arena of their Module and are immutable once it is checked; they may
// point to symbols of imported modules, which live at least as long (the driver keeps all modules).

#pragma once

#include <memory>
#include <optional>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/raw_ostream.h"

#include "support/Source.h"
#include "syntax/Ast.h"
#include "types/Types.h"

namespace aqua::hir {

using support::Loc;
using support::Name;
using types::ArrowType;
using types::NamedType;
using types::Type;

struct Block;
struct Function;

// ---------------------------------------------------------------------------------------- Symbols

enum class LocalKind : uint8_t {
  Parameter,
  Variable, // `x = …`, `x <- …`
  Stream,   // `s: *T`, `m: %T`, `s = *[…]`
  Item,     // of a loop
  Error,    // of a `catch`
  Closure,  // `f = (…) …`
};

/// A name inside a function. The type is not null.
struct Local {
  LocalKind kind = LocalKind::Variable;
  Name name;
  const Type* type = nullptr;
  Loc loc; // of the name where it is defined
};

/// A declared service.
struct Service {
  Name name;
  const NamedType* type = nullptr;
  Loc loc;
  const struct ServiceBinding* defaultBinding = nullptr; // null if it has no default id
};

/// A service together with the id that calls through it use. Each service has at most one default
/// binding; each `Srv id` statement makes a new one.
struct ServiceBinding {
  const Service* service = nullptr;
  const struct Expr* id = nullptr; // type string; a literal or predefined value for the default
  Loc loc;
};

// ------------------------------------------------------------------------------------ Expressions

enum class ExprKind : uint8_t {
#define AQUA_HIR_EXPR(Kind) Kind,
#include "HirNodes.def"
};

struct Expr {
  [[nodiscard]] ExprKind kind() const { return kind_; }
  const Type* type = nullptr; // never null; the error type in erroneous programs
  Loc loc;

protected:
  explicit Expr(ExprKind kind) : kind_(kind) {}

private:
  ExprKind kind_;
};

template <ExprKind K>
struct ExprOf : Expr {
  static bool classof(const Expr* e) { return e->kind() == K; }

protected:
  ExprOf() : Expr(K) {}
};

struct ErrorExpr final : ExprOf<ExprKind::Error> {};

/// A literal, or a constant replaced by its literal. Text as in the AST (no quotes).
struct LiteralExpr final : ExprOf<ExprKind::Literal> {
  ast::LiteralKind literal = ast::LiteralKind::Int;
  llvm::StringRef text;
};

/// Values that the compiler provides (spec/02 §10.4). InitPeer also stands for %init_peer_id%. Nil
/// is the empty option/array, also written `[]` and `?[]`.
enum class Predefined : uint8_t {
  HostPeer,
  InitPeer,
  ParticleTtl,
  ParticleTimestamp,
  LastError,
  Nil
};

struct PredefinedExpr final : ExprOf<ExprKind::Predefined> {
  Predefined value = Predefined::Nil;
};

struct LocalRef final : ExprOf<ExprKind::LocalRef> {
  const Local* local = nullptr;
};

/// A function used as callee or as a value.
struct FunctionRef final : ExprOf<ExprKind::FunctionRef> {
  const Function* function = nullptr;
};

/// A service used as base of a method or as a value.
struct ServiceRef final : ExprOf<ExprKind::ServiceRef> {
  const ServiceBinding* binding = nullptr;
};

/// `base.name`: field of a struct or of an error, member of an ability, method of a service.
struct MemberExpr final : ExprOf<ExprKind::Member> {
  const Expr* base = nullptr;
  Name name;
};

/// `base[index]`, `base!`: element of a collection; waits if the base is a stream.
struct IndexExpr final : ExprOf<ExprKind::Index> {
  const Expr* base = nullptr;
  const Expr* index = nullptr; // a literal 0 for `base!`
};

/// `base.length` of a collection.
struct LengthExpr final : ExprOf<ExprKind::Length> {
  const Expr* base = nullptr;
};

/// `[…]`, `?[…]`, `*[…]`. Empty arrays and options are Predefined::Nil.
struct CollectionExpr final : ExprOf<ExprKind::Collection> {
  types::Collection collection = types::Collection::Array;
  llvm::ArrayRef<const Expr*> elements;
};

struct FieldValue {
  Name name;
  const Expr* value = nullptr;
};

/// Construction of a struct (a value) or ability (compile-time only), told apart by the type.
/// Fields in the order of the source, each at most once.
struct RecordExpr final : ExprOf<ExprKind::Record> {
  llvm::ArrayRef<FieldValue> fields;
};

/// `base.copy(field = value, …)`
struct CopyExpr final : ExprOf<ExprKind::Copy> {
  const Expr* base = nullptr;
  llvm::ArrayRef<FieldValue> fields;
};

struct BinaryExpr final : ExprOf<ExprKind::Binary> {
  ast::BinaryOperator op = ast::BinaryOperator::Add;
  bool isFloat = false; // `*` on floats: `math.fmul`
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};

struct NotExpr final : ExprOf<ExprKind::Not> {
  const Expr* operand = nullptr;
};

/// A call of anything callable. The callee has an arrow type: FunctionRef, LocalRef of arrow type,
/// or MemberExpr of a service or ability. Ability arguments in braces come first in `arguments`. As
/// a value it stands for the first result (`type`).
struct CallExpr final : ExprOf<ExprKind::Call> {
  const Expr* callee = nullptr;
  llvm::ArrayRef<const Expr*> arguments;
  [[nodiscard]] const ArrowType& arrow() const { return *llvm::cast<ArrowType>(callee->type); }
};

enum class MapMethod : uint8_t { Get, GetStream, Keys, KeysStream, Contains };

/// Method of a stream map.
struct MapCallExpr final : ExprOf<ExprKind::MapCall> {
  MapMethod method = MapMethod::Get;
  const Expr* map = nullptr;
  const Expr* key = nullptr; // null for keys and keysStream
};

// ------------------------------------------------------------------------------------- Statements

enum class StmtKind : uint8_t {
#define AQUA_HIR_STMT(Kind) Kind,
#include "HirNodes.def"
};

struct Stmt {
  [[nodiscard]] StmtKind kind() const { return kind_; }
  Loc loc;

protected:
  explicit Stmt(StmtKind kind) : kind_(kind) {}

private:
  StmtKind kind_;
};

template <StmtKind K>
struct StmtOf : Stmt {
  static bool classof(const Stmt* s) { return s->kind() == K; }

protected:
  StmtOf() : Stmt(K) {}
};

struct Block final : StmtOf<StmtKind::Block> {
  llvm::ArrayRef<const Stmt*> statements;
};

struct ErrorStmt final : StmtOf<StmtKind::Error> {};

/// Where a result of a call goes: a new local, or an existing stream or stream map.
struct ResultTarget {
  const Local* local = nullptr;
  bool isPush = false;
};

/// `f()`, `a, b <- f()`. Not more targets than results; with one stream map and two results the
/// pair is inserted.
struct CallStmt final : StmtOf<StmtKind::Call> {
  llvm::ArrayRef<ResultTarget> targets;
  const CallExpr* call = nullptr;
};

/// `x = value`
struct AssignStmt final : StmtOf<StmtKind::Assign> {
  const Local* local = nullptr;
  const Expr* value = nullptr;
};

/// `s <<- value`, `m <<- key, value`
struct PushStmt final : StmtOf<StmtKind::Push> {
  const Local* target = nullptr;
  const Expr* key = nullptr; // null for streams
  const Expr* value = nullptr;
};

struct DeclareStreamStmt final : StmtOf<StmtKind::DeclareStream> {
  const Local* local = nullptr;
};

struct BindServiceStmt final : StmtOf<StmtKind::BindService> {
  const ServiceBinding* binding = nullptr;
};

struct DefineClosureStmt final : StmtOf<StmtKind::DefineClosure> {
  const Local* local = nullptr;
  const Function* function = nullptr;
};

struct IfStmt final : StmtOf<StmtKind::If> {
  const Expr* condition = nullptr;
  const Block* thenBlock = nullptr;
  const Block* elseBlock = nullptr; // null if none
};

/// One handler of a try; `error` is null for `otherwise`.
struct Handler {
  const Local* error = nullptr;
  const Block* body = nullptr;
};

/// `try` with its handlers in order, each guarding everything before it. Also a statement guarded
/// by `otherwise`. Without handlers errors are swallowed.
struct TryStmt final : StmtOf<StmtKind::Try> {
  const Block* body = nullptr;
  llvm::ArrayRef<Handler> handlers;
};

struct ForStmt final : StmtOf<StmtKind::For> {
  const Local* item = nullptr;  // the key in `for key, value`
  const Local* value = nullptr; // null but in `for key, value`
  const Expr* iterable = nullptr;
  ast::ForMode mode = ast::ForMode::Seq;
  const Block* body = nullptr;
};

struct ParSeqStmt final : StmtOf<StmtKind::ParSeq> {
  const Local* item = nullptr;
  const Local* value = nullptr;
  const Expr* iterable = nullptr;
  const Expr* peer = nullptr;
  llvm::ArrayRef<const Expr*> via;
  const Block* body = nullptr;
};

/// `X`, `par Y`, `par Z`: at least two branches.
struct ParStmt final : StmtOf<StmtKind::Par> {
  llvm::ArrayRef<const Stmt*> branches;
};

struct CoStmt final : StmtOf<StmtKind::Co> {
  const Stmt* statement = nullptr;
};

struct OnStmt final : StmtOf<StmtKind::On> {
  const Expr* peer = nullptr;
  llvm::ArrayRef<const Expr*> via; // strings or collections of strings
  const Block* body = nullptr;
};

struct JoinStmt final : StmtOf<StmtKind::Join> {
  llvm::ArrayRef<const Expr*> values;
};

// ---------------------------------------------------------------------------------------- Modules

/// A function or closure. Parameters include abilities in braces, first.
struct Function {
  Name name;
  const ArrowType* type = nullptr;
  llvm::ArrayRef<const Local*> parameters;
  const Block* body = nullptr;
  /// One per declared result (fewer only in erroneous programs); evaluated after the whole body.
  llvm::ArrayRef<const Expr*> returns;
  Loc loc; // of the name
  /// The stream parameters that it may push into (StreamWrites.h). Of closures: nothing.
  llvm::ArrayRef<const Local*> pushedTo;
  bool isClosure = false;
  bool isDetached = false; // closure that runs where it is called
};

/// A function or service that is part of the compilation result.
struct ExportedFunction {
  Name name; // external name
  const Function* function = nullptr;
};
struct ExportedService {
  Name name;
  const Service* service = nullptr;
  const ServiceBinding* defaultBinding = nullptr; // null if none
};

/// One checked module.
struct Module {
  Name name; // may be dotted
  support::FileId file;
  llvm::ArrayRef<const Function*> functions; // own ones, in order of definition
  llvm::ArrayRef<const Service*> services;
  std::vector<ExportedFunction> exportedFunctions;
  std::vector<ExportedService> exportedServices;
  bool hasErrors = false; // then it must not be lowered
  std::unique_ptr<llvm::BumpPtrAllocator> arena;
};

void print(const Module& module, llvm::raw_ostream& out);

} // namespace aqua::hir
