// stream-never-read: a stream or map that is filled, but that nothing reads. The values are
// collected for nothing, and travel with the particle.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkStreamNeverRead(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& stream : function.locals()) {
      if (!isOwnStream(stream) || !stream.isWritten() || stream.isRead()) continue;
      if (isMeantUnused(stream.local->name)) continue;
      auto& finding = reporter.report(stream.local->loc,
                                      quoted(stream.local->name) + " is filled, but never read");
      const auto* write = llvm::find_if(stream.uses, [](const Use& use) { return use.isWrite(); });
      finding.labels.push_back({write->loc, "filled here"});
    }
}

} // namespace aqua::lint::rules
