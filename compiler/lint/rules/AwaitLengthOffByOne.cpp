// await-length-off-by-one: `s[xs.length]` where a loop over `xs` fills `s`. Indexes start at 0, so
// the last element is the one before.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// The loop whose rounds write one element each, if nothing else writes; null if that is not sure.
const Region* onlyFillingLoop(const StreamFacts& stream) {
  if (stream.writes.size() != 1) return nullptr;
  const Use& use = *stream.writes.front();
  if (const auto* call = llvm::dyn_cast_if_present<hir::CallStmt>(use.stmt))
    if (llvm::any_of(call->call->arrow().results(), isStreamType)) return nullptr;
  const Region* found = nullptr;
  for (const Region* at = use.region; !isAround(*at, stream.local->region); at = at->outer) {
    if (at->kind == RegionKind::Closure) return nullptr;
    if (at->kind != RegionKind::Loop) continue;
    if (found) return nullptr;
    found = at;
  }
  return found;
}

} // namespace

void checkAwaitLengthOffByOne(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (!stream.dependsOnWriters()) continue;
    const Region* loop = onlyFillingLoop(stream);
    if (!loop) continue;
    for (const Use& use : stream.uses()) {
      if (use.kind != UseKind::Element || !isLengthOf(*use.index, iterableOf(*loop))) continue;
      auto& finding =
          reporter.report(placeOfUse(use), "this element never comes: the loop writes one less, "
                                           "because indexes start at 0");
      finding.labels.push_back({headOf(module, *loop->owner), "the loop that fills it"});
      const support::SourceRange behind{use.index->loc.range.end, use.index->loc.range.end};
      finding.fixes.push_back({"wait for the last one",
                               {{{module.ast.id, behind}, " - 1"}},
                               support::FixSafety::Unsafe});
    }
  }
}

} // namespace aqua::lint::rules
