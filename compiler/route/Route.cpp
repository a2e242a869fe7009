// The stage as a whole: outline, deliveries, walk.

#include "Deliveries.h"
#include "Walk.h"

namespace aqua::route {

Process routeProcess(const flow::Process& process) {
  Process result;
  result.flow = &process;
  result.arena = std::make_unique<llvm::BumpPtrAllocator>();
  result.errorHandler = process.errorHandler;

  PathTable paths(process, *result.arena);
  PlaceTable table(*result.arena);
  const Outline outline(process, paths);
  const Deliveries deliveries = planDeliveries(outline, paths, table, *result.arena);
  Walk walk(outline, paths, table, deliveries, *result.arena);
  result.body = walk.route();

  result.vars = process.vars;
  for (const flow::Var& var : walk.takeNewVars())
    result.vars.push_back(var);
  return result;
}

} // namespace aqua::route
