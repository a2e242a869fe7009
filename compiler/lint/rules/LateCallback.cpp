// late-callback: a callback called in a `co`. Nobody waits for it, so the client may have its
// result, and be gone, before the callback comes.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkLateCallback(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.definition || !llvm::isa<types::ArrowType>(local.local->type)) continue;
      for (const Use& use : local.uses) {
        const Region* co = outermostInside(use.region, local.region, [](const Region& region) {
          return region.kind == RegionKind::Co;
        });
        if (use.kind != UseKind::Call || !co) continue;
        reporter
            .report(use.loc,
                    "nobody waits for this call: it may come after the result of the function")
            .labels.push_back({headOf(module, *co->owner), "because of this `co`"});
        break;
      }
    }
}

} // namespace aqua::lint::rules
