// await-count-ignores-failures: `s[xs.length - 1]` where a loop over `xs` fills `s`, but skips
// rounds that fail. After one failure there is one element less, and the wait never ends.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

struct Skipping {
  const Region* loop = nullptr;
  const hir::Stmt* owner = nullptr; // what swallows the error
};

/// The error ends here, and none of the handlers writes instead.
bool isSkipping(const Region& region, const StreamFacts& stream) {
  if (region.kind == RegionKind::Loop) {
    const auto* loop = region.as<hir::ForStmt>();
    return loop && loop->mode == ast::ForMode::Try;
  }
  return region.kind == RegionKind::Guarded && llvm::none_of(stream.writes, [&](const Use* write) {
           return isInside(write->region, *region.owner) &&
                  commonRegion(write->region, &region) != &region;
         });
}

/// The loop that fills the stream, and what in it swallows errors; nothing if that is not sure.
Skipping whatSkips(const StreamFacts& stream) {
  Skipping result;
  if (stream.writes.size() != 1) return {};
  for (const Region* at = stream.writes.front()->region; !isAround(*at, stream.local->region);
       at = at->outer) {
    if (at->kind == RegionKind::Closure || result.loop) return {};
    if (!result.owner && isSkipping(*at, stream)) result.owner = at->owner;
    if (at->kind == RegionKind::Loop) result.loop = at;
  }
  return result.owner ? result : Skipping();
}

/// `xs.length - 1`
bool isLastOf(const hir::Expr& index, const hir::Expr& list) {
  const auto* minus = llvm::dyn_cast<hir::BinaryExpr>(&index);
  const auto* one = minus ? llvm::dyn_cast<hir::LiteralExpr>(minus->right) : nullptr;
  return one && one->text == "1" && minus->op == ast::BinaryOperator::Sub &&
         isLengthOf(*minus->left, list);
}

/// Something else may go on instead.
bool isRaced(const Region* region) {
  for (; region; region = region->outer)
    if (region->kind == RegionKind::Branch) return true;
  return false;
}

} // namespace

void checkAwaitCountIgnoresFailures(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (!stream.isAllKnown) continue;
    const Skipping skipping = whatSkips(stream);
    if (!skipping.loop) continue;
    for (const Use& use : stream.uses()) {
      if (use.kind != UseKind::Element || isRaced(use.region)) continue;
      if (!isLastOf(*use.index, iterableOf(*skipping.loop))) continue;
      auto& finding = reporter.report(
          placeOfUse(use), "this waits for all rounds, but those that fail write nothing");
      finding.labels.push_back({headOf(module, *skipping.owner), "a failure is skipped here"});
      finding.help = "write something for failures, too, or race the wait with a timeout";
      break;
    }
  }
}

} // namespace aqua::lint::rules
