// try-result-used: a name bound in what an `otherwise` guards, and used after it. If the fallback
// ran, there is no such value, and the reader waits forever.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkTryResultUsed(const ModuleFacts& module, Reporter& reporter) {
  const auto isGuarded = [](const Region& region) { return region.kind == RegionKind::Guarded; };
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Variable) continue;
      for (const Use& read : local.uses) {
        const Region* common = commonRegion(local.region, read.region);
        if (!outermostInside(local.region, common, isGuarded)) continue;
        if (const Region* part = partInside(read.region, common);
            part && part->kind == RegionKind::Handler)
          continue; // the handler knows that something failed
        auto& finding = reporter.report(placeOfUse(read),
                                        quoted(local.local->name) + " has no value if " +
                                            quoted("otherwise") + " ran: then this waits forever");
        finding.labels.push_back({local.local->loc, "bound here"});
        finding.help = "let both write into a stream and read its first element";
        break;
      }
    }
}

} // namespace aqua::lint::rules
