// await-beyond-writes: `s[k]` where at most k elements can ever be written. Indexes start at 0, so
// the wait for element n of n elements never ends.

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// How often a loop can run, if the list is written out.
std::optional<uint64_t> rounds(const hir::Expr& iterable) {
  if (const auto* list = llvm::dyn_cast<hir::CollectionExpr>(&iterable))
    return list->elements.size();
  return std::nullopt;
}

/// How many elements the write can add at most; nothing if that is not known.
std::optional<uint64_t> limitOf(const Use& write, const StreamFacts& stream) {
  if (const auto* call = llvm::dyn_cast_if_present<hir::CallStmt>(write.stmt))
    if (llvm::any_of(call->call->arrow().results(), isStreamType)) return std::nullopt;
  uint64_t count = 1;
  for (const Region* at = write.region; !isAround(*at, stream.local->region); at = at->outer) {
    if (at->kind == RegionKind::Closure) return std::nullopt;
    if (at->kind != RegionKind::Loop) continue;
    const auto* loop = at->as<hir::ForStmt>();
    const auto times = rounds(loop ? *loop->iterable : *at->as<hir::ParSeqStmt>()->iterable);
    if (!times) return std::nullopt;
    count = llvm::SaturatingMultiply(count, *times);
  }
  return count;
}

std::optional<uint64_t> capacity(const StreamFacts& stream) {
  uint64_t count = 0;
  if (const auto* assign = llvm::dyn_cast<hir::AssignStmt>(stream.local->definition)) {
    const auto* list = llvm::dyn_cast<hir::CollectionExpr>(assign->value);
    if (!list) return std::nullopt;
    count = list->elements.size();
  }
  for (const Use* write : stream.writes) {
    const auto limit = limitOf(*write, stream);
    if (!limit) return std::nullopt;
    count = llvm::SaturatingAdd(count, *limit);
  }
  return count;
}

} // namespace

void checkAwaitBeyondWrites(const ModuleFacts& module, Reporter& reporter) {
  for (const StreamFacts& stream : module.streams) {
    if (!stream.isAllKnown || stream.writes.empty()) continue;
    const auto most = capacity(stream);
    if (!most) continue;
    for (const Use& use : stream.uses()) {
      const auto index = use.kind == UseKind::Element ? literalIndex(use) : std::nullopt;
      if (!index || *index < *most) continue;
      auto& finding = reporter.report(
          placeOfUse(use), "element " + std::to_string(*index) + " of " + quoted(stream.name()) +
                               " never comes: at most " +
                               counted(*most, "element is written", "elements are written"));
      stream.labelWrites(finding, "written here");
      if (*most > 0)
        finding.help = "indexes start at 0: the last one is `" + stream.name().str().str() + "[" +
                       std::to_string(*most - 1) + "]`";
    }
  }
}

} // namespace aqua::lint::rules
