// unused-catch-variable: a `catch` whose handler never reads the error: `otherwise` says the same.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

void checkUnusedCatchVariable(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const LocalFacts& local : function.locals()) {
      if (local.local->kind != hir::LocalKind::Error || !local.uses.empty()) continue;
      if (isMeantUnused(local.local->name)) continue;
      auto& finding =
          reporter.report(local.local->loc, "the handler never reads " + quoted(local.local->name));
      const support::SourceRange name = local.local->loc.range;
      const llvm::StringRef before = module.source.text().take_front(name.begin).rtrim();
      if (!before.ends_with("catch")) continue;
      const auto keyword = static_cast<uint32_t>(before.size() - llvm::StringRef("catch").size());
      finding.fixes.push_back(
          {"write `otherwise`", {{{module.ast.id, {keyword, name.end}}, "otherwise"}}});
    }
}

} // namespace aqua::lint::rules
