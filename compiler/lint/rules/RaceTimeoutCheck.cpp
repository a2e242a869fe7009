// race-timeout-check: after `join … par timeout <- …`, a test whether the stream of the timeout is
// empty. It is taken as it is at that moment and on that peer, so it may be empty although the
// time has run out, or the other way round.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkRaceTimeoutCheck(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    for (const Use& read : stream.uses()) {
      const bool isTest = (read.kind == UseKind::Value || read.kind == UseKind::Length) &&
                          llvm::isa_and_present<hir::IfStmt>(read.stmt);
      if (!isTest) continue;
      const auto* timeout = llvm::find_if(stream.writes, [&](const Use* use) {
        return isTimeout(use->stmt) && detachedBefore(*use, read);
      });
      if (timeout == stream.writes.end()) continue;
      auto& finding =
          reporter.report(placeOfUse(read), "whether " + quoted(stream.name()) +
                                                " is empty says nothing yet about who was first");
      finding.labels.push_back({(*timeout)->loc, "the time runs here"});
      finding.help = "let both sides write into one stream, and decide by its first element";
      break;
    }
  }
}

} // namespace aqua::lint::rules
