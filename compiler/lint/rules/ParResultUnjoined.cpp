// par-result-unjoined: a name bound in a branch of a `par` group on another peer, and used after
// the group. The reader waits for it, forever if the branch fails; a `join` shows where.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkParResultUnjoined(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Variable || local.uses.empty()) continue;
      const Use& read = local.uses.front();
      const Region* branch =
          outermostInside(local.region, commonRegion(local.region, read.region),
                          [](const Region& region) { return region.kind == RegionKind::Branch; });
      if (!branch || read.isJoined || isInside(read.region, *branch->owner)) continue;
      const Region* place = placeOf(local.region);
      if (!place || !isInside(place, *branch->owner)) continue;
      auto& finding =
          reporter.report(placeOfUse(read), "this waits for " + quoted(local.local->name) +
                                                ", forever if the branch fails");
      finding.labels.push_back({local.local->loc, "bound in a branch of a `par`"});
      finding.labels.push_back({headOf(module, *place->owner), "on another peer"});
      finding.help = "say where it is waited for: `join " + local.local->name.str().str() + "`";
    }
}

} // namespace aqua::lint::rules
