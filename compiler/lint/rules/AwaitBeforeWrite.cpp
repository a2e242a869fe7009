// await-before-write: an element awaited, or a stream followed, above everything that writes it. A
// script runs from its start on each peer, and values enter a stream where they are written: a
// reader above never sees them (spec/02 §26.2).

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// What is written in one round of a loop can be read in the next, and a closure runs where it is
/// called: then the order of the text says nothing.
bool isOrderKnown(const Use& read, const Use& write, const StreamFacts& stream) {
  const Region* common = commonRegion(read.region, write.region);
  const auto isClosure = [](const Region& region) { return region.kind == RegionKind::Closure; };
  const auto isLoop = [](const Region& region) { return region.kind == RegionKind::Loop; };
  return !outermostInside(common, stream.local->region, isLoop) &&
         !outermostInside(read.region, common, isClosure) &&
         !outermostInside(write.region, common, isClosure);
}

} // namespace

void checkAwaitBeforeWrite(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (!stream.dependsOnWriters()) continue;
    for (const Use& read : stream.uses()) {
      if (read.kind != UseKind::Element && read.kind != UseKind::Live) continue;
      const auto comesLater = [&](const Use* write) {
        return write->order > read.order && isOrderKnown(read, *write, stream);
      };
      if (!llvm::all_of(stream.writes, comesLater)) continue;
      auto& finding = reporter.report(
          placeOfUse(read),
          quoted(stream.name()) + " is read here, but only written below: this waits forever");
      stream.labelWrites(finding, "written here");
      finding.help = "move the reader below the writers";
      break;
    }
  }
}

} // namespace aqua::lint::rules
