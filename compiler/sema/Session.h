// What every part of the checker shares: the module it works for, where nodes live, where problems
// go.

#pragma once

#include <string>
#include <type_traits>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"

#include "Hir.h"
#include "NameRecorder.h"
#include "support/Diagnostics.h"
#include "syntax/Ast.h"
#include "types/Relations.h"
#include "types/Types.h"

namespace aqua::sema {

class BodyMemory;

using support::Label;
using support::Loc;
using support::Name;
using support::SourceRange;
using types::Type;

/// Names that the language itself gives a meaning to.
struct WellKnownNames {
  explicit WellKnownNames(support::NameTable& names);

  Name length, copy, get, getStream, keys, keysStream, contains, key, value;
};

/// One check of one module.
struct Session {
  Session(support::FileId fileId, types::TypeStore& typeStore, support::NameTable& nameTable,
          support::DiagnosticSink& sink, llvm::BumpPtrAllocator& allocator);

  const support::FileId file;
  types::TypeStore& types;
  support::NameTable& names;
  support::DiagnosticSink& diags;
  llvm::BumpPtrAllocator& arena;
  const WellKnownNames wellKnown;
  const Type* const errorType; // of `catch e` and LAST_ERROR
  /// The module has errors that are reported elsewhere: of its syntax.
  bool hasOtherErrors = false;
  bool importsHaveErrors = false; // modules that it imports
  /// What was said depends on `importsHaveErrors`.
  bool mindsImportErrors = false;
  BodyMemory* bodies = nullptr; // null: each body is checked
  NameRecorder recorder;        // for the symbol index, if that is wanted

  [[nodiscard]] Loc at(SourceRange range) const { return {file, range}; }

  template <size_t N, typename... Args>
  support::Diagnostic& report(support::Diag<N> diag, SourceRange range, const Args&... args) {
    return diags.report(diag, at(range), args...);
  }

  /// A new node or symbol in the arena of the module.
  template <typename T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>, "the arena runs no destructors");
    return new (arena.Allocate<T>()) T();
  }
  /// A new expression.
  template <typename T>
  T* make(SourceRange range, const Type* type) {
    T* node = make<T>();
    node->loc = at(range);
    node->type = type;
    return node;
  }
  /// A new statement.
  template <typename T>
  T* make(SourceRange range) {
    T* node = make<T>();
    node->loc = at(range);
    return node;
  }

  template <typename T>
  llvm::ArrayRef<T> copy(llvm::ArrayRef<T> items) {
    return items.copy(arena);
  }
  template <typename T>
  llvm::ArrayRef<T> copy(const llvm::SmallVectorImpl<T>& items) {
    return llvm::ArrayRef<T>(items).copy(arena);
  }

  /// What stands for an expression that could not be checked. Its problem is reported already.
  const hir::Expr* errorExpr(SourceRange range) {
    return make<hir::ErrorExpr>(range, types.error());
  }
  /// The same for a part that the parser did not understand.
  const hir::Expr* syntaxError(SourceRange range) {
    hasOtherErrors = true;
    return errorExpr(range);
  }

  /// The type itself, if a larger type can be made of it; else reports that and gives the error
  /// type.
  const Type* limited(const Type* type, SourceRange range);

  /// `Lib.Sub.f` as one name.
  Name joined(llvm::ArrayRef<ast::Name> parts);
  Name joined(llvm::ArrayRef<Name> parts);
};

/// A part with nothing in it is what a syntax error left over.
[[nodiscard]] bool isBroken(const ast::Path& path);

} // namespace aqua::sema
