// Small questions and phrases that rules share.

#pragma once

#include <optional>
#include <string>

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

[[nodiscard]] bool isStreamType(const types::Type* type);
/// A stream or map that the function declares itself: all that happens to it is in the facts,
/// unless it escapes.
[[nodiscard]] bool isOwnStream(const LocalFacts& local);
/// The index of an Element use, if it is written out.
[[nodiscard]] std::optional<uint64_t> literalIndex(const Use& use);

/// The element or the name.
[[nodiscard]] Loc placeOfUse(const Use& use);
/// The first line of a statement, without its block.
[[nodiscard]] Loc headOf(const ModuleFacts& module, const hir::Stmt& stmt);

} // namespace aqua::lint
