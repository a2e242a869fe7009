// stream-never-read: a stream or map that is filled, but that nothing reads. The values are
// collected for nothing, and travel with the particle.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkStreamNeverRead(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (stream.writes.empty() || stream.local->isRead() || isMeantUnused(stream.name())) continue;
    auto& finding = reporter.report(stream.local->local->loc,
                                    quoted(stream.name()) + " is filled, but never read");
    finding.labels.push_back({stream.writes.front()->loc, "filled here"});
  }
}

} // namespace aqua::lint::rules
