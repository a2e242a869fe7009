// magic-peer-id: the same peer id written out twice. A constant gives it a name, and one place to
// change it.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"
#include "llvm/ADT/StringMap.h"

namespace aqua::lint::rules {

namespace {

/// A peer that is written out, not a constant that stands for one.
bool isWrittenOut(const ModuleFacts& module, const hir::Expr& peer) {
  const auto* literal = llvm::dyn_cast<hir::LiteralExpr>(&peer);
  return literal && literal->loc.file == module.ast.id &&
         module.text(literal->loc.range).drop_front().drop_back() == literal->text;
}

} // namespace

void checkMagicPeerId(const ModuleFacts& module, Reporter& reporter) {
  llvm::StringMap<Loc> first; // looked up only
  const auto check = [&](const hir::Expr& peer) {
    if (!isWrittenOut(module, peer)) return;
    const auto [known, isNew] =
        first.try_emplace(llvm::cast<hir::LiteralExpr>(peer).text, peer.loc);
    if (isNew) return;
    auto& finding = reporter.report(peer.loc, "this peer id is written out a second time");
    finding.labels.push_back({known->second, "here, too"});
    finding.help = "give it a name: `const PEER = …`";
  };
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements())
      if (const auto* on = llvm::dyn_cast<hir::OnStmt>(facts.stmt)) {
        check(*on->peer);
        for (const hir::Expr* via : on->via)
          check(*via);
      }
}

} // namespace aqua::lint::rules
