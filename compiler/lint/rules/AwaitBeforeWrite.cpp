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
bool isOrderKnown(const Use& read, const Use& write, const LocalFacts& stream) {
  const Region* common = commonRegion(read.region, write.region);
  const auto isClosure = [](const Region& region) { return region.kind == RegionKind::Closure; };
  const auto isLoop = [](const Region& region) { return region.kind == RegionKind::Loop; };
  return !outermostInside(common, stream.region, isLoop) &&
         !outermostInside(read.region, common, isClosure) &&
         !outermostInside(write.region, common, isClosure);
}

} // namespace

void checkAwaitBeforeWrite(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& stream : function.locals()) {
      if (!isOwnStream(stream) || stream.escapes() || !stream.isWritten()) continue;
      if (llvm::isa<hir::AssignStmt>(stream.definition)) continue; // it has elements
      for (const Use& read : stream.uses) {
        if (read.kind != UseKind::Element && read.kind != UseKind::Live) continue;
        const auto comesLater = [&](const Use& use) {
          return !use.isWrite() || (use.order > read.order && isOrderKnown(read, use, stream));
        };
        if (!llvm::all_of(stream.uses, comesLater)) continue;
        auto& finding = reporter.report(
            placeOfUse(read), quoted(stream.local->name) +
                                  " is read here, but only written below: this waits forever");
        for (const Use& write : stream.uses)
          if (write.isWrite()) finding.labels.push_back({write.loc, "written here"});
        finding.help = "move the reader below the writers";
        break;
      }
    }
}

} // namespace aqua::lint::rules
