// use-parseq: `for p <- peers par:` around one `on p:`, and code after it that needs a result.
// `parseq` says that, goes on after the first result, and does so on the right peer.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// The `on` that is all there is in the loop; null if there is more.
const hir::OnStmt* onlyOn(const hir::ForStmt& loop) {
  if (loop.mode != ast::ForMode::Par || loop.value || loop.body->statements.size() != 1)
    return nullptr;
  const auto* on = llvm::dyn_cast<hir::OnStmt>(loop.body->statements.front());
  return on && localOf(*on->peer) == loop.item ? on : nullptr;
}

/// A read of the first element behind the loop, of a stream that it fills.
const Use* needsResult(const ModuleFacts& module, const hir::ForStmt& loop) {
  for (const StreamFacts& stream : module.streams) {
    const bool isFilled = llvm::any_of(
        stream.writes, [&](const Use* write) { return isInside(write->region, loop); });
    if (!isFilled) continue;
    for (const Use& use : stream.uses())
      if (use.kind == UseKind::Element && literalIndex(use) == 0 && !isInside(use.region, loop))
        return &use;
  }
  return nullptr;
}

} // namespace

void checkUseParseq(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* loop = llvm::dyn_cast<hir::ForStmt>(facts.stmt);
      const hir::OnStmt* on = loop ? onlyOn(*loop) : nullptr;
      const Use* use = on ? needsResult(module, *loop) : nullptr;
      if (!use) continue;
      auto& finding = reporter.report(headOf(module, *loop), "`parseq` says what this loop does");
      finding.labels.push_back({placeOfUse(*use), "the first result is needed here"});
      finding.help =
          "`parseq " + loop->item->name.str().str() + " <- " +
          module.text(loop->iterable->loc.range).str() + " on " +
          module
              .text({on->peer->loc.range.begin,
                     on->via.empty() ? on->peer->loc.range.end : on->via.back()->loc.range.end})
              .str() +
          ":`";
    }
}

} // namespace aqua::lint::rules
