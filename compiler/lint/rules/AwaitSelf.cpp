// await-self: an element awaited in a loop, above everything that writes it, in the same round.
// The first round never ends, so nothing is ever written.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// True if no writer can run before the read, although both stand in a loop: what is above it in
/// the text is it in each round, and the first round does not come past it.
bool isBlockingAllWriters(const Use& read, const StreamFacts& stream) {
  const Region* common = read.region;
  for (const Use* write : stream.writes) {
    if (write->order < read.order) return false;
    common = commonRegion(common, write->region);
  }
  const auto isLoop = [](const Region& region) { return region.kind == RegionKind::Loop; };
  const auto mayBeSkipped = [](const Region& region) {
    return region.kind != RegionKind::On && region.kind != RegionKind::Guarded;
  };
  return outermostInside(common, stream.local->region, isLoop) &&
         !outermostInside(read.region, common, mayBeSkipped);
}

} // namespace

void checkAwaitSelf(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (!stream.dependsOnWriters()) continue;
    for (const Use& read : stream.uses()) {
      if (read.kind != UseKind::Element || !isBlockingAllWriters(read, stream)) continue;
      auto& finding =
          reporter.report(placeOfUse(read), quoted(stream.name()) +
                                                " is awaited before this loop writes it for the "
                                                "first time: this waits forever");
      stream.labelWrites(finding, "only written behind that");
      finding.help = "move the reader below the writers, or write a first element before the loop";
      break;
    }
  }
}

} // namespace aqua::lint::rules
