// Prints random programs for the conformance test of routes, one line of JSON per program: the
// network they run in, our script, and those of a router too simple to be wrong.
// Arguments: first seed, number of programs, and `derived` for programs with all constructs or
// `feedback` for those with loops over streams that they feed themselves as well; or `meetings` for
// programs in which many parallel answers meet.

#include <cstdlib>

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include "../../unit/route/NaiveScript.h"
#include "air/Print.h"
#include "emit/EmitAir.h"

namespace aqua::test {
namespace {

llvm::json::Value describe(const RandomProgram& program) {
  const flow::Process process = toProcess(program);
  const route::Process routed = route::routeProcess(process);
  llvm::json::Object arguments;
  for (const auto& [name, peers] : program.arguments) {
    const bool isArray =
        std::find(program.arrays.begin(), program.arrays.end(), name) != program.arrays.end();
    arguments[name] =
        isArray ? llvm::json::Value(llvm::json::Array(peers)) : llvm::json::Value(peers.front());
  }
  llvm::json::Object object{{"seed", program.seed},
                            {"air", air::toText(emit::emitAir(routed).script)},
                            {"naive", naiveScript(program, Join::No)},
                            {"joined", naiveScript(program, Join::Yes)},
                            {"hasRelay", program.hasRelay},
                            {"arguments", std::move(arguments)},
                            {"failing", llvm::json::Array(program.failing)},
                            {"bad", llvm::json::Array(program.bad)}};
  if (program.down) object["down"] = *program.down;
  return object;
}

} // namespace
} // namespace aqua::test

int main(int count, char** arguments) {
  if (count < 3) {
    llvm::errs() << "usage: random_program FIRST_SEED COUNT [derived|feedback|meetings]\n";
    return 1;
  }
  const auto first = static_cast<uint32_t>(std::atoi(arguments[1]));
  const auto number = static_cast<uint32_t>(std::atoi(arguments[2]));
  const llvm::StringRef kind = count > 3 ? arguments[3] : "";
  const bool hasFeedback = kind == "feedback";
  const auto optionsOf = kind.empty()         ? aqua::test::mixedOptions
                         : kind == "meetings" ? aqua::test::meetingOptions
                                              : aqua::test::derivedOptions;
  for (uint32_t seed = first; seed < first + number; ++seed) {
    aqua::test::RandomProgramOptions options = optionsOf(seed);
    options.hasFeedback = hasFeedback;
    llvm::outs() << aqua::test::describe(aqua::test::randomProgram(seed, options)) << '\n';
  }
  return 0;
}
