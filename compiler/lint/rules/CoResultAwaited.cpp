// co-result-awaited: a name bound in a `co` that the code after it reads. `co` says that nobody
// waits; the reader waits all the same, forever if the call fails.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkCoResultAwaited(const ModuleFacts& module, Reporter& reporter) {
  const auto isCo = [](const Region& region) { return region.kind == RegionKind::Co; };
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Variable) continue;
      for (const Use& read : local.uses) {
        if (read.isJoined) break;
        if (!outermostInside(local.region, commonRegion(local.region, read.region), isCo)) continue;
        auto& finding = reporter.report(
            placeOfUse(read), quoted(local.local->name) +
                                  " comes from a `co`: this waits for it, forever if that fails");
        finding.labels.push_back({local.local->loc, "bound here"});
        finding.help = "call it without `co`, or say that it is waited for: `join " +
                       local.local->name.str().str() + "`";
        break;
      }
    }
}

} // namespace aqua::lint::rules
