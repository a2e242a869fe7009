#include "Proofs.h"

namespace aqua::driver {

namespace diag = support::diag;

namespace {

llvm::StringRef text(Tree tree) {
  switch (tree) {
  case Tree::Flow: return "flow";
  case Tree::Route: return "route";
  case Tree::Air: return "script";
  }
  llvm_unreachable("unknown tree");
}

constexpr llvm::StringLiteral pleaseReport =
    "this is a defect of aqua, not of the program: please report it";

} // namespace

std::vector<flow::Problem> plain(const std::vector<route::Problem>& problems) {
  std::vector<flow::Problem> result;
  for (const route::Problem& problem : problems)
    result.push_back({problem.loc, problem.text});
  return result;
}

void reportUnsound(Tree tree, const std::vector<flow::Problem>& problems, llvm::StringRef function,
                   support::DiagnosticSink& diags) {
  for (const flow::Problem& problem : problems)
    diags.report(diag::InternalError, problem.loc, text(tree), function, problem.text)
        .notes.push_back(pleaseReport.str());
}

void warnUnproven(const std::vector<flow::Problem>& problems, llvm::StringRef function,
                  support::DiagnosticSink& diags) {
  for (const flow::Problem& problem : problems)
    diags.report(diag::ScriptNotProven, problem.loc, function, problem.text)
        .notes.push_back(pleaseReport.str());
}

void warnUnproven(const std::vector<route::Problem>& problems, llvm::StringRef function,
                  support::DiagnosticSink& diags) {
  for (const route::Problem& problem : problems) {
    if (!problem.blocked) {
      warnUnproven({flow::Problem{problem.loc, problem.text}}, function, diags);
      continue;
    }
    const route::BlockedPeer& blocked = *problem.blocked;
    const support::Loc place = blocked.renamed.isValid() ? blocked.renamed : problem.loc;
    support::Diagnostic& diagnostic =
        diags.report(diag::PeerMayBeOutOfReach, place, blocked.peer, blocked.partner);
    const std::string relay = blocked.peer + " is behind " + blocked.relay;
    if (blocked.named == place)
      diagnostic.notes.push_back(relay + " in another call, in the script of `" + function.str() +
                                 "`");
    else
      diagnostic.labels.push_back({blocked.named, relay});
    diagnostic.help = "a peer behind a relay is reached through that relay only: name " +
                      blocked.peer + " with the same relay everywhere";
  }
}

} // namespace aqua::driver
