// service-id-outside-on: the id of a service is set on one peer, and used on another. Ids of
// services are those of a peer; elsewhere the service may have another one, or none.

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

bool callsThrough(const hir::Stmt& stmt, const hir::ServiceBinding& binding) {
  bool result = false;
  forEachCall(stmt, [&](const hir::CallExpr& call) {
    const auto* method = llvm::dyn_cast<hir::MemberExpr>(call.callee);
    const auto* service = method ? llvm::dyn_cast<hir::ServiceRef>(method->base) : nullptr;
    result |= service && service->binding == &binding;
  });
  return result;
}

} // namespace

void checkServiceIdOutsideOn(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements()) {
      const auto* set = llvm::dyn_cast<hir::BindServiceStmt>(facts.stmt);
      if (!set || !llvm::isa<hir::LocalRef>(set->binding->id)) continue;
      for (const StmtFacts& user : function.statements()) {
        const Region* place = placeOf(user.region);
        if (place == placeOf(facts.region) || !callsThrough(*user.stmt, *set->binding)) continue;
        auto& finding = reporter.report(
            set->loc, "this id is set on one peer, and the service is called on another");
        finding.labels.push_back({headOf(module, *user.stmt), "called here"});
        if (place) finding.labels.push_back({headOf(module, *place->owner), "on this peer"});
        break;
      }
    }
}

} // namespace aqua::lint::rules
