// par-cross-branch-read: a branch of a `par` group that reads a name of another branch. It waits
// for that branch, so the two are not parallel; if the other one fails, it waits forever.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkParCrossBranchRead(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Variable) continue;
      for (const Use& read : local.uses) {
        const Region* common = commonRegion(local.region, read.region);
        const Region* source = partInside(local.region, common);
        const Region* reader = partInside(read.region, common);
        if (read.isJoined || !source || !reader) continue;
        if (source->kind != RegionKind::Branch || source->owner != reader->owner) continue;
        auto& finding = reporter.report(
            placeOfUse(read), quoted(local.local->name) +
                                  " comes from another branch of this `par`: this branch waits "
                                  "for that one, forever if that fails");
        finding.labels.push_back({local.local->loc, "bound here"});
        finding.help = "call one after the other, without `par`";
        break;
      }
    }
}

} // namespace aqua::lint::rules
