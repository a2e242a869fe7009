// catch-reads-try-names: a handler that reads what the guarded call returns. If the handler runs,
// the call has failed, so there is no such value, and the handler waits forever.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// Nothing else in the guarded part can fail, so the name has no value if it did.
bool isOnlyCall(const FunctionFacts& function, const Region& guarded, const LocalFacts& local) {
  return llvm::all_of(function.statements(), [&](const StmtFacts& inner) {
    const bool isGuarded = commonRegion(inner.region, &guarded) == &guarded;
    return !isGuarded || inner.stmt == local.definition || !makesCallsItself(*inner.stmt);
  });
}

} // namespace

void checkCatchReadsTryNames(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Variable) continue;
      if (!llvm::isa_and_present<hir::CallStmt>(local.definition)) continue;
      for (const Use& read : local.uses) {
        const Region* common = commonRegion(local.region, read.region);
        const Region* guarded = partInside(local.region, common);
        const Region* handler = partInside(read.region, common);
        if (!guarded || !handler || guarded->kind != RegionKind::Guarded) continue;
        if (handler->owner != guarded->owner || !isOnlyCall(function, *guarded, local)) continue;
        auto& finding = reporter.report(
            placeOfUse(read), quoted(local.local->name) +
                                  " has no value here, because this runs if the call failed: this "
                                  "waits forever");
        finding.labels.push_back({local.local->loc, "bound by the call that failed"});
        break;
      }
    }
}

} // namespace aqua::lint::rules
