// Typed programs by hand: one short function per kind of node, all in one arena. Only for tests of
// what golden tests cannot reach.

#pragma once

#include <initializer_list>
#include <string>

#include "flow/Lower.h"

namespace aqua::flow {

class HirBuilder {
public:
  using Expr = const hir::Expr*;
  using Stmt = const hir::Stmt*;
  using Local = const hir::Local*;
  using Type = const types::Type*;
  template <typename T>
  using List = std::initializer_list<T>;

  HirBuilder();

  // Types
  types::TypeStore types;
  Type string, u32, boolean, strings;
  const types::ArrowType* arrow(List<Type> parameters, List<Type> results);
  const types::NamedType* named(types::TypeKind kind, llvm::StringRef name,
                                List<std::pair<const char*, Type>> fields);

  // Symbols
  Local local(hir::LocalKind kind, llvm::StringRef name, Type type);
  Local parameter(llvm::StringRef name, Type type);
  Local variable(llvm::StringRef name, Type type);
  Local item(llvm::StringRef name, Type type);
  Local stream(llvm::StringRef name, Type element);
  const hir::ServiceBinding* service(llvm::StringRef id, const types::NamedType* type);
  const hir::ServiceBinding* bindingOf(const hir::ServiceBinding* other, Expr id);
  hir::Function* function(llvm::StringRef name, List<Local> parameters, List<Type> results,
                          List<Stmt> body, List<Expr> returns);

  // Expressions
  Expr text(llvm::StringRef value);
  Expr integer(int64_t value);
  Expr number(llvm::StringRef text, ast::LiteralKind kind);
  Expr truth(bool value);
  Expr predefined(hir::Predefined value, Type type);
  Expr ref(Local local);
  Expr ref(const hir::Function* function);
  Expr member(Expr base, llvm::StringRef name, Type type);
  Expr method(const hir::ServiceBinding* service, llvm::StringRef name);
  Expr index(Expr base, Expr index);
  Expr length(Expr base);
  Expr binary(ast::BinaryOperator op, Expr left, Expr right);
  Expr negation(Expr operand);
  Expr collection(types::Collection kind, Type element, List<Expr> elements);
  Expr record(const types::NamedType* type, List<std::pair<const char*, Expr>> fields);
  Expr copy(Expr base, List<std::pair<const char*, Expr>> fields);
  Expr mapCall(hir::MapMethod method, Local map, Expr key, Type type);
  const hir::CallExpr* call(Expr callee, List<Expr> arguments);

  // Statements
  const hir::Block* block(List<Stmt> statements);
  Stmt assign(Local local, Expr value);
  Stmt run(Expr call);
  Stmt receive(List<hir::ResultTarget> targets, Expr call);
  Stmt push(Local stream, Expr value);
  Stmt insert(Local map, Expr key, Expr value);
  Stmt declare(Local stream);
  Stmt bind(const hir::ServiceBinding* binding);
  Stmt closure(Local local, hir::Function* function);
  Stmt branch(Expr condition, List<Stmt> thenBlock, const hir::Block* elseBlock);
  Stmt attempt(List<Stmt> body, List<hir::Handler> handlers);
  Stmt loop(Local item, Expr iterable, ast::ForMode mode, List<Stmt> body);
  Stmt pairLoop(Local key, Local value, Expr map, List<Stmt> body);
  Stmt parSeq(Local item, Expr iterable, Expr peer, List<Stmt> body);
  Stmt par(List<Stmt> branches);
  Stmt co(Stmt statement);
  Stmt on(Expr peer, List<Expr> via, List<Stmt> body);
  Stmt join(List<Expr> values);

  /// The printed flow of the function, exported under its name, without the steps that every
  /// process has (fetching `-relay-`, the error handler); or the codes of what was reported.
  std::string lower(const hir::Function* function, LowerOptions options = {});

private:
  template <typename T>
  T* make() {
    return new (arena_) T();
  }
  template <typename T>
  T* make(Type type) {
    T* result = make<T>();
    result->type = type;
    return result;
  }
  template <typename T>
  llvm::ArrayRef<T> copy(List<T> list) {
    return llvm::ArrayRef<T>(list).copy(arena_);
  }
  llvm::ArrayRef<hir::FieldValue> copyFields(List<std::pair<const char*, Expr>> fields);

  support::NameTable names_;
  llvm::BumpPtrAllocator arena_;
};

} // namespace aqua::flow
