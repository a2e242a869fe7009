// redundant-hops: the script leaves a peer only to compute something that any peer could compute,
// and comes back. Each way costs hops; inside of the `on` the computation is free.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// All in one function, so that it is this one that goes there and back.
bool isInOneFunction(const ModuleFacts& module, llvm::ArrayRef<Stretch> trip) {
  const FunctionFacts* function = module.around(trip.front().loc()).function;
  return function && llvm::all_of(trip, [&](const Stretch& stretch) {
           return module.around(stretch.loc()).function == function;
         });
}

void checkTrip(const ModuleFacts& module, size_t process, llvm::ArrayRef<Stretch> trip,
               Reporter& reporter) {
  const Stretch& aside = trip[1];
  if (aside.loc().file != module.ast.id || !trip[0].isAt(trip[2])) return;
  const auto computes = [](const flow::Node* step) { return isComputation(*step); };
  if (!llvm::all_of(aside.steps, computes) || !isInOneFunction(module, trip)) return;
  const Routes& routes = module.routes;
  const size_t sends =
      routes.sendsTo(aside.loc(), process) + routes.sendsTo(trip[2].loc(), process);
  if (sends == 0) return;
  const route::Visit* visit = routes.firstVisit(aside.loc(), process);
  auto& finding = reporter.report(
      aside.loc(), "the script comes back to " + quoted(routes.places.peer(visit->peer).text) +
                       " only to compute this: " + std::to_string(sends) + " hops");
  const route::Visit* after = routes.firstVisit(trip[2].loc(), process);
  finding.labels.push_back({trip[0].steps.back()->loc,
                            "before, it is on " + quoted(routes.places.peer(after->peer).text)});
  finding.labels.push_back({trip[2].loc(), "then it goes there again"});
  finding.help = "compute it inside of the `on`";
}

} // namespace

void checkRedundantHops(const ModuleFacts& module, Reporter& reporter) {
  for (const Sequence& sequence : module.routes.sequences) {
    const llvm::ArrayRef<Stretch> all = sequence.stretches;
    for (size_t first = 0; first + 3 <= all.size(); ++first)
      checkTrip(module, sequence.process, all.slice(first, 3), reporter);
  }
}

} // namespace aqua::lint::rules
