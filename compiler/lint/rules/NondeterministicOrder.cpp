// nondeterministic-order: an element other than the first, of a stream that parallel code fills.
// Elements come in the order of their arrival, which differs from run to run.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkNondeterministicOrder(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    for (const Use& read : stream.uses()) {
      if (read.kind != UseKind::Element || read.isJoined || literalIndex(read).value_or(0) == 0)
        continue;
      const auto* write =
          llvm::find_if(stream.writes, [&](const Use* use) { return detachedBefore(*use, read); });
      if (write == stream.writes.end()) continue;
      reporter
          .report(placeOfUse(read), "which element of " + quoted(stream.name()) +
                                        " this is depends on the order of arrival")
          .labels.push_back({(*write)->loc, "filled here, in parallel"});
      break;
    }
  }
}

} // namespace aqua::lint::rules
