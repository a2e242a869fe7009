// freeze-before-par-done: a stream taken as an array while parallel code may still fill it. What is
// in it depends on delays; often it is empty. Wait for the element that is needed first.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool isFreezing(const Use& use) {
  return use.kind == UseKind::Value || use.kind == UseKind::Length || use.kind == UseKind::Iterate;
}

bool isBetween(const Use& use, const Use& write, const Use& read) {
  return use.order > write.order && use.order < read.order;
}

/// Something between the write and the read waits for the stream, if only beside a timeout, or for
/// another one that is written after this one in the same part.
bool isAwaitedBetween(const StreamFacts& stream, const Use& write, const Use& read) {
  const auto waits = [&](const Use& use) {
    return use.kind == UseKind::Element && isBetween(use, write, read);
  };
  if (llvm::any_of(stream.uses(), waits)) return true;
  const Region* part = detachedBefore(write, read);
  return llvm::any_of(stream.function->locals(), [&](const LocalFacts& other) {
    const bool isWrittenAfter = llvm::any_of(other.uses, [&](const Use& use) {
      return use.isWrite() && isBetween(use, write, read) && detachedBefore(use, read) == part;
    });
    return isWrittenAfter && llvm::any_of(other.uses, [&](const Use& use) {
             return waits(use) || (use.kind == UseKind::Reference && isBetween(use, write, read));
           });
  });
}

/// Whoever has it may wait for it.
bool isPassedBefore(const StreamFacts& stream, const Use& read) {
  return llvm::any_of(stream.uses(), [&](const Use& use) {
    return use.kind == UseKind::Reference && use.order < read.order;
  });
}

} // namespace

void checkFreezeBeforeParDone(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    for (const Use& read : stream.uses()) {
      if (!isFreezing(read) || isPassedBefore(stream, read)) continue;
      const auto* write = llvm::find_if(stream.writes, [&](const Use* use) {
        return use->order < read.order && detachedBefore(*use, read) &&
               !isAwaitedBetween(stream, *use, read);
      });
      if (write == stream.writes.end()) continue;
      auto& finding = reporter.report(
          placeOfUse(read), quoted(stream.name()) + " is read here while it may still be filled");
      finding.labels.push_back({(*write)->loc, "filled here, and nobody waits for that"});
      finding.help = "wait first: `join " + stream.name().str().str() +
                     "[n]` with the index of the last element that is needed";
      break;
    }
  }
}

} // namespace aqua::lint::rules
