// The stage as a whole: outline, deliveries, walk, then what the finished tree allows.

#include "Deliveries.h"
#include "DropRelay.h"
#include "TestOnce.h"
#include "Walk.h"

namespace aqua::route {

Process routeProcess(const flow::Process& process, PassObserver observe) {
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
  observe(Pass::Route, result);
  testOnce(result);
  observe(Pass::TestOnce, result);
  dropRelay(result);
  observe(Pass::DropRelay, result);
  return result;
}

} // namespace aqua::route
