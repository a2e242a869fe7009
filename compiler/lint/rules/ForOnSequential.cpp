// for-on-sequential: a loop that goes to one peer after the other. A peer that is dead keeps all
// that come after it waiting.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkForOnSequential(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt);
      const auto* loop = on ? facts.region->as<hir::ForStmt>() : nullptr;
      if (!loop || facts.region->kind != RegionKind::Loop || loop->mode != ast::ForMode::Seq)
        continue;
      if (localOf(*on->peer) != loop->item || loop->body->statements.size() != 1) continue;
      auto& finding = reporter.report(headOf(module, *loop), "one dead peer stops this loop");
      finding.labels.push_back({headOf(module, *on), "a step on each peer"});
      finding.help = "`for … par` and `parseq` do not wait for dead peers";
    }
}

} // namespace aqua::lint::rules
