// parseq-in-par: a `parseq` in a parallel loop. Each round starts as many branches as there are
// peers, so their number is a product.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkParseqInPar(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* inner = llvm::dyn_cast<hir::ParSeqStmt>(facts.stmt);
      if (!inner) continue;
      for (const Region* at = facts.region; at; at = at->outer) {
        if (at->kind != RegionKind::Loop || !at->isDetached()) continue;
        reporter
            .report(headOf(module, *inner),
                    "each round of the loop around it starts all of these branches")
            .labels.push_back({headOf(module, *at->owner), "the loop around it"});
        break;
      }
    }
}

} // namespace aqua::lint::rules
