// rec-without-bound: a `for … rec` that adds an element to its own stream in each round. Each new
// element is one more round, so it never ends.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// Nothing between the loop and the write decides whether it runs.
bool isUnbounded(const Use& write, const hir::ForStmt& loop) {
  if (const auto* call = llvm::dyn_cast_if_present<hir::CallStmt>(write.stmt))
    if (llvm::any_of(call->call->arrow().results(), isStreamType)) return false;
  for (const Region* at = write.region; at->owner != &loop; at = at->outer)
    if (at->kind != RegionKind::On && at->kind != RegionKind::Branch && at->kind != RegionKind::Co)
      return false;
  return true;
}

} // namespace

void checkRecWithoutBound(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* loop = llvm::dyn_cast<hir::ForStmt>(facts.stmt);
      if (!loop || loop->mode != ast::ForMode::Rec) continue;
      const LocalFacts* stream = function.of(localOf(*loop->iterable));
      if (!stream) continue;
      const auto* write = llvm::find_if(stream->uses, [&](const Use& use) {
        return use.isWrite() && isInside(use.region, *loop) && isUnbounded(use, *loop);
      });
      if (write == stream->uses.end()) continue;
      auto& finding = reporter.report(
          write->loc, "each round adds an element to " + quoted(stream->local->name) +
                          ", and each element is one more round: this never ends");
      finding.labels.push_back({headOf(module, *loop), "the loop over it"});
      finding.help = "add elements under a condition only";
    }
}

} // namespace aqua::lint::rules
