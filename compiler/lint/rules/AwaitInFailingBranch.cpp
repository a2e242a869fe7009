// await-in-failing-branch: an element whose writers all stand in branches that may not run: then
// the wait never ends. Write in the other branch, too, or in a handler.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool isConditional(const Region& region) {
  return region.kind == RegionKind::Then || region.kind == RegionKind::Else ||
         region.kind == RegionKind::Guarded || region.kind == RegionKind::Handler;
}

/// How many parts a statement has, of which one runs to its end.
size_t partsOf(const hir::Stmt& owner) {
  if (llvm::isa<hir::IfStmt>(owner)) return 2;
  return llvm::cast<hir::TryStmt>(owner).handlers.size() + 1;
}

/// A `try` without handlers swallows the error, and nothing runs instead.
bool isSwallowing(const hir::Stmt& owner) {
  const auto* guarded = llvm::dyn_cast<hir::TryStmt>(&owner);
  return guarded && guarded->handlers.empty();
}

/// True if one of the writes runs whenever control passes `common`.
bool isCovered(llvm::ArrayRef<const Use*> writes, const Region* common) {
  llvm::SmallVector<const Region*, 4> branches; // outermost, each once
  for (const Use* write : writes) {
    const Region* branch = outermostInside(write->region, common, isConditional);
    if (!branch) return true;
    if (!llvm::is_contained(branches, branch)) branches.push_back(branch);
  }
  const auto isBranchCovered = [&](const Region* branch) {
    llvm::SmallVector<const Use*, 4> inside;
    for (const Use* write : writes)
      if (commonRegion(write->region, branch) == branch) inside.push_back(write);
    return isCovered(inside, branch);
  };
  return llvm::any_of(branches, [&](const Region* first) {
    const auto parts = llvm::count_if(branches, [&](const Region* branch) {
      return branch->owner == first->owner && isBranchCovered(branch);
    });
    return !isSwallowing(*first->owner) && static_cast<size_t>(parts) == partsOf(*first->owner);
  });
}

bool isRepeated(const Use& write, const Region* common) {
  return outermostInside(write.region, common, [](const Region& region) {
           return region.kind == RegionKind::Loop || region.kind == RegionKind::Closure;
         }) != nullptr;
}

} // namespace

void checkAwaitInFailingBranch(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (!stream.dependsOnWriters()) continue;
    for (const Use& read : stream.uses()) {
      if (read.kind != UseKind::Element || literalIndex(read) != 0) continue;
      const Region* common = read.region;
      for (const Use* write : stream.writes)
        common = commonRegion(common, write->region);
      const auto repeats = [&](const Use* write) { return isRepeated(*write, common); };
      if (llvm::any_of(stream.writes, repeats) || isCovered(stream.writes, common)) continue;
      auto& finding =
          reporter.report(placeOfUse(read), "an element of " + quoted(stream.name()) +
                                                " is awaited here, but it may never be written");
      stream.labelWrites(finding, "only written if this is reached");
      finding.help = "write a value in the other branch, too";
      break;
    }
  }
}

} // namespace aqua::lint::rules
