// redundant-on: an `on` directly inside of an `on` for the same peer on the same way.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// The header goes, and the body moves out by one step.
support::Fix unwrapped(const ModuleFacts& module, const hir::OnStmt& on) {
  support::Fix fix{"remove the `on`", {}};
  const support::SourceRange head = module.wholeLines({on.loc.range.begin, on.loc.range.begin});
  fix.edits.push_back({{module.ast.id, head}, ""});
  const auto indentation = [&](uint32_t line) {
    return module.source.text().drop_front(line).find_first_not_of(" \t");
  };
  const uint32_t first = module.wholeLines(on.body->loc.range).begin;
  const size_t step = indentation(first) - indentation(head.begin);
  for (uint32_t line = head.end; line < on.body->loc.range.end;
       line = module.wholeLines({line, line}).end)
    if (indentation(line) >= step)
      fix.edits.push_back({{module.ast.id, {line, line + static_cast<uint32_t>(step)}}, ""});
  return fix;
}

} // namespace

void checkRedundantOn(const ModuleFacts& module, Reporter& reporter) {
  const auto isClosure = [](const Region& region) { return region.kind == RegionKind::Closure; };
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& inner : function.statements()) {
      const auto* on = llvm::dyn_cast<hir::OnStmt>(inner.stmt);
      const Region* around = on ? placeOf(inner.region) : nullptr;
      if (!around || !isSamePlace(around, *on)) continue;
      if (outermostInside(inner.region, around, isClosure)) continue; // it may be called elsewhere
      auto& finding = reporter.report(headOf(module, *on), "this runs on that peer already");
      finding.labels.push_back({headOf(module, *around->owner), "because of this"});
      finding.fixes.push_back(unwrapped(module, *on));
    }
}

} // namespace aqua::lint::rules
