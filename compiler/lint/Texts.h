// Small questions and phrases that rules share.

#pragma once

#include <optional>
#include <string>

#include "llvm/ADT/STLFunctionalExtras.h"

#include "ModuleFacts.h"

namespace aqua::lint {

/// In backticks.
[[nodiscard]] std::string quoted(llvm::StringRef name);
[[nodiscard]] std::string quoted(support::Name name);
/// `1 is written`, `3 are written`
[[nodiscard]] std::string counted(uint64_t count, llvm::StringRef one, llvm::StringRef many);

/// Names that say themselves that nobody reads them: `unused…`.
[[nodiscard]] bool isMeantUnused(support::Name name);

/// True if evaluating it calls something.
[[nodiscard]] bool makesCalls(const hir::Expr& expr);
/// The same for the expressions of a statement; parts that are statements do not count.
[[nodiscard]] bool makesCallsItself(const hir::Stmt& stmt);

/// Calls `visit` for each call in the expressions of a statement; parts that are statements do not
/// count.
void forEachCall(const hir::Stmt& stmt, llvm::function_ref<void(const hir::CallExpr&)> visit);
/// `Peer.timeout(…)`: a call that only lets time pass.
[[nodiscard]] bool isTimeout(const hir::CallExpr& call);
/// True if the statement is a call that only lets time pass.
[[nodiscard]] bool isTimeout(const hir::Stmt* stmt);

[[nodiscard]] bool isStreamType(const types::Type* type);
/// The index of an Element use, if it is written out.
[[nodiscard]] std::optional<uint64_t> literalIndex(const Use& use);

/// Null if the expression is more than a name.
[[nodiscard]] const hir::Local* localOf(const hir::Expr& expr);
/// What the loop goes through.
[[nodiscard]] const hir::Expr& iterableOf(const Region& loop);
/// `a.length` of that value.
[[nodiscard]] bool isLengthOf(const hir::Expr& expr, const hir::Expr& value);

/// The element or the name.
[[nodiscard]] Loc placeOfUse(const Use& use);
/// The first line of a statement, without its block.
[[nodiscard]] Loc headOf(const ModuleFacts& module, const hir::Stmt& stmt);

} // namespace aqua::lint
