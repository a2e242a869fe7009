// write-to-iterated-stream: a loop that writes into the stream it goes through. The loop took the
// stream as it was, so it never sees what is written.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkWriteToIteratedStream(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* loop = llvm::dyn_cast<hir::ForStmt>(facts.stmt);
      const auto* spread = llvm::dyn_cast<hir::ParSeqStmt>(facts.stmt);
      if ((!loop && !spread) || (loop && loop->mode == ast::ForMode::Rec)) continue;
      const LocalFacts* stream = function.of(localOf(loop ? *loop->iterable : *spread->iterable));
      if (!stream) continue;
      const auto* write = llvm::find_if(stream->uses, [&](const Use& use) {
        return use.isWrite() && isInside(use.region, *facts.stmt);
      });
      if (write == stream->uses.end()) continue;
      auto& finding = reporter.report(write->loc, "the loop does not see what is written into " +
                                                      quoted(stream->local->name) + " here");
      finding.labels.push_back({headOf(module, *facts.stmt), "it goes through what was there"});
      if (loop) finding.help = "`for … rec` goes through new elements, too";
    }
}

} // namespace aqua::lint::rules
