// secret-to-peer: what a service on one peer keeps secret is handed to a service on another one.
// Whoever runs that peer has it from then on.

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// By its name: `get_secret_key`, `privateKey`. Only what cannot mean anything else.
bool saysSecret(support::Name name) {
  std::string letters = name.str().lower();
  llvm::erase(letters, '_');
  const llvm::StringRef text(letters);
  return llvm::any_of(llvm::ArrayRef({"secretkey", "privatekey", "seedphrase", "mnemonic"}),
                      [&](llvm::StringRef word) { return text.contains(word); });
}

/// A call of a service for something secret, or a field that holds it.
bool isSecret(const hir::Expr& value) {
  const auto* call = llvm::dyn_cast<hir::CallExpr>(&value);
  const auto* member = llvm::dyn_cast<hir::MemberExpr>(call ? call->callee : &value);
  return member && saysSecret(member->name) && (!call || llvm::isa<hir::ServiceRef>(member->base));
}

/// What a name stands for; null if it is a parameter or the like.
const hir::Expr* valueOf(const LocalFacts& facts) {
  if (const auto* call = llvm::dyn_cast_if_present<hir::CallStmt>(facts.definition))
    return call->call;
  const auto* assign = llvm::dyn_cast_if_present<hir::AssignStmt>(facts.definition);
  return assign ? assign->value : nullptr;
}

/// Where the secret in a value comes from, if there is one: the name, made on some peer.
struct Secret {
  const LocalFacts* name = nullptr;
  const hir::Expr* value = nullptr;
};

std::optional<Secret> secretIn(const FunctionFacts& function, const hir::Expr& value) {
  if (const hir::Local* local = localOf(value)) {
    const LocalFacts* facts = function.of(local);
    const hir::Expr* made = facts ? valueOf(*facts) : nullptr;
    if (made && isSecret(*made)) return Secret{facts, made};
    return std::nullopt;
  }
  if (llvm::isa<hir::CallExpr>(value)) return std::nullopt; // made of it: a signature, a hash
  if (const auto* field = llvm::dyn_cast<hir::MemberExpr>(&value); field && isSecret(value)) {
    const hir::Local* local = localOf(*field->base);
    const LocalFacts* facts = local ? function.of(local) : nullptr;
    if (facts && valueOf(*facts)) return Secret{facts, &value};
    return std::nullopt;
  }
  std::optional<Secret> found;
  hir::forEachPart(value, [&](const hir::Expr& part) {
    if (!found) found = secretIn(function, part);
  });
  return found;
}

/// The `on` around the call, if it surely leads to another peer than where the secret is made.
const hir::OnStmt* otherPeer(const Region* made, const Region* used) {
  const Region* place = placeOf(used);
  const auto* on = place ? place->as<hir::OnStmt>() : nullptr;
  if (!on || llvm::isa<hir::PredefinedExpr>(on->peer)) return nullptr;
  const Region* home = placeOf(made);
  if (home == place) return nullptr;
  const auto* homeOn = home ? home->as<hir::OnStmt>() : nullptr;
  if (home && (!homeOn || isSameValue(*homeOn->peer, *on->peer))) return nullptr;
  return on;
}

void checkCall(const ModuleFacts& module, const FunctionFacts& function, const StmtFacts& facts,
               const hir::CallExpr& call, Reporter& reporter) {
  const auto* method = llvm::dyn_cast<hir::MemberExpr>(call.callee);
  if (!method || !llvm::isa<hir::ServiceRef>(method->base)) return;
  for (const hir::Expr* argument : call.arguments) {
    const std::optional<Secret> secret = secretIn(function, *argument);
    const hir::OnStmt* on = secret ? otherPeer(secret->name->region, facts.region) : nullptr;
    if (!on) continue;
    auto& finding = reporter.report(argument->loc, "a secret of one peer is handed to another one");
    finding.labels.push_back({secret->name->local->loc, "it is made here"});
    finding.labels.push_back({headOf(module, *on), "where it goes"});
  }
}

} // namespace

void checkSecretToPeer(const ModuleFacts& module, Reporter& reporter) {
  for (const FunctionFacts& function : module.functions)
    for (const StmtFacts& facts : function.statements())
      forEachCall(*facts.stmt, [&](const hir::CallExpr& call) {
        checkCall(module, function, facts, call, reporter);
      });
}

} // namespace aqua::lint::rules
