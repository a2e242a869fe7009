// merge-on: two blocks for the same peer, one after the other. One block for both says the same.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool isSameWay(const hir::OnStmt& a, const hir::OnStmt& b) {
  return isSameValue(*a.peer, *b.peer) &&
         llvm::equal(a.via, b.via,
                     [](const hir::Expr* x, const hir::Expr* y) { return isSameValue(*x, *y); });
}

/// Both bodies are indented alike, and the first leaves no service id behind.
bool canBeMerged(const ModuleFacts& module, const hir::OnStmt& first, const hir::OnStmt& second) {
  if (first.body->statements.empty() || second.body->statements.empty()) return false;
  const auto binds = [](const hir::Stmt* stmt) { return llvm::isa<hir::BindServiceStmt>(stmt); };
  if (llvm::any_of(first.body->statements, binds)) return false;
  const auto indentation = [&](const hir::OnStmt& on) {
    const uint32_t begin = on.body->statements.front()->loc.range.begin;
    return begin - module.wholeLines({begin, begin}).begin;
  };
  return indentation(first) == indentation(second);
}

} // namespace

void checkMergeOn(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions) {
    llvm::DenseMap<const Region*, const hir::Stmt*> last; // what stands above, in the same block
    for (const StmtFacts& facts : function.statements()) {
      const hir::Stmt* above = std::exchange(last[facts.region], facts.stmt);
      const auto* second = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
      const auto* first = llvm::dyn_cast_if_present<hir::OnStmt>(above);
      if (!first || !second || !isSameWay(*first, *second)) continue;
      auto& finding =
          reporter.report(headOf(module, *second), "the block above runs on that peer, too");
      finding.labels.push_back({headOf(module, *first), "the block above"});
      if (canBeMerged(module, *first, *second))
        finding.fixes.push_back(
            {"make it one block",
             {{{module.ast.id, module.wholeLines(headOf(module, *second).range)}, ""}}});
    }
  }
}

} // namespace aqua::lint::rules
