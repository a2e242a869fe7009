// stream-never-written: a stream that is read, but that nothing fills. An element of it never
// comes, and as an array it is always empty.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkStreamNeverWritten(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& stream : function.locals()) {
      if (!llvm::isa_and_present<hir::DeclareStreamStmt>(stream.definition)) continue;
      if (!stream.isRead() || stream.isWritten() || stream.escapes()) continue;
      const auto* awaited =
          llvm::find_if(stream.uses, [](const Use& use) { return use.kind == UseKind::Element; });
      const bool isAwaited = awaited != stream.uses.end();
      const Use& use = isAwaited ? *awaited : stream.uses.front();
      reporter
          .report(placeOfUse(use),
                  "nothing is ever written into " + quoted(stream.local->name) +
                      (isAwaited ? ": this waits forever" : ": it is always empty"))
          .labels.push_back({stream.local->loc, "declared here"});
    }
}

} // namespace aqua::lint::rules
