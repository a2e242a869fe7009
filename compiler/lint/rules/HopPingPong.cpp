// hop-ping-pong: the script goes to a peer, to another one, and to and fro again, although nothing
// that it does on the first one needs what it did on the second. In another order it is shorter.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// First here, then there, here again, there again.
void checkRound(const ModuleFacts& module, size_t process, llvm::ArrayRef<Stretch> round,
                Reporter& reporter) {
  const Stretch& again = round[2];
  if (again.loc().file != module.ast.id) return;
  if (!round[0].isAt(again) || !round[1].isAt(round[3]) || dependsOn(again, round[1])) return;
  const auto computes = [](const flow::Node* step) { return isComputation(*step); };
  if (llvm::all_of(again.steps, computes)) return; // redundant-hops
  const FunctionFacts* function = module.around(again.loc()).function;
  if (!function) return;
  for (const Stretch& stretch : round)
    if (module.around(stretch.loc()).function != function) return;
  const size_t sends =
      module.routes.sendsTo(again.loc(), process) + module.routes.sendsTo(round[3].loc(), process);
  const route::Visit* visit = module.routes.firstVisit(again.loc(), process);
  if (sends == 0 || !visit) return;
  auto& finding = reporter.report(
      again.loc(),
      "the script comes back to " + quoted(module.routes.places.peer(visit->peer).text) +
          ", but needs nothing of what it did in between: " + std::to_string(sends) + " hops");
  finding.labels.push_back({round[0].loc(), "it was there here"});
  finding.labels.push_back({round[1].loc(), "what it did in between"});
  finding.help = "group the steps by their peer";
}

} // namespace

void checkHopPingPong(const ModuleFacts& module, Reporter& reporter) {
  for (const Sequence& sequence : module.routes.sequences) {
    const llvm::ArrayRef<Stretch> all = sequence.stretches;
    for (size_t first = 0; first + 4 <= all.size(); ++first)
      checkRound(module, sequence.process, all.slice(first, 4), reporter);
  }
}

} // namespace aqua::lint::rules
