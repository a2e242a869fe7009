// bang-on-maybe-empty: `x!` on a parameter that may be empty, where nothing tests it and nothing
// handles the error. If it is empty, the script stops there.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"
#include "sema/Walk.h"

namespace aqua::lint::rules {

namespace {

bool isOption(const types::Type& type) {
  const auto* collection = llvm::dyn_cast<types::CollectionType>(&type);
  return collection && collection->collection() == types::Collection::Option;
}

bool mentions(const hir::Expr& expr, const hir::Local& local) {
  bool result = localOf(expr) == &local;
  hir::forEachPart(expr, [&](const hir::Expr& part) { result |= mentions(part, local); });
  return result;
}

/// Under a condition about it, where an error is handled, or in a function that may be called
/// there.
bool isGuarded(const Region* region, const hir::Local& local) {
  for (; region; region = region->outer) {
    if (region->kind == RegionKind::Guarded || region->kind == RegionKind::Closure) return true;
    const auto* choice = region->as<hir::IfStmt>();
    if (choice && mentions(*choice->condition, local)) return true;
  }
  return false;
}

} // namespace

void checkBangOnMaybeEmpty(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const hir::Local* parameter : function.function().parameters) {
      const LocalFacts* facts = isOption(*parameter->type) ? function.of(parameter) : nullptr;
      if (!facts) continue;
      for (const Use& use : facts->uses) {
        if (use.kind != UseKind::Element || isGuarded(use.region, *parameter)) continue;
        reporter
            .report(placeOfUse(use),
                    "if " + quoted(parameter->name) + " is empty, the script stops here")
            .help = "test it before: `if " + parameter->name.str().str() + " != nil:`";
        break;
      }
    }
}

} // namespace aqua::lint::rules
