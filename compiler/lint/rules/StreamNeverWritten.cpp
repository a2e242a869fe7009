// stream-never-written: a stream that is read, but that nothing fills. An element of it never
// comes, and as an array it is always empty.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkStreamNeverWritten(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (!stream.startsEmpty || !stream.isAllKnown || !stream.writes.empty()) continue;
    if (!stream.local->isRead()) continue;
    const auto* awaited =
        llvm::find_if(stream.uses(), [](const Use& use) { return use.kind == UseKind::Element; });
    const std::string fact = "nothing is ever written into " + quoted(stream.name());
    support::Diagnostic& finding =
        awaited != stream.uses().end()
            ? reporter.reportCertain(placeOfUse(*awaited), fact + ": this waits forever")
            : reporter.report(placeOfUse(stream.uses().front()), fact + ": it is always empty");
    finding.labels.push_back({stream.local->local->loc, "declared here"});
  }
}

} // namespace aqua::lint::rules
