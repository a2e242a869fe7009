#include "RunProgress.h"

#include <limits>

#include "llvm/Support/Process.h"

#include <fmt/format.h>

namespace aqua::cli {

RunProgress::RunProgress(std::function<double()> clockMs)
    : clockMs_(std::move(clockMs)), start_(clockMs_()),
      isShown_(llvm::sys::Process::StandardErrIsDisplayed()) {}

void RunProgress::update(llvm::function_ref<std::string()> text) {
  if (isShown_) llvm::errs() << line_.update(clockMs_() - start_, text);
}

void RunProgress::clear() {
  if (isShown_) llvm::errs() << line_.erase();
}

network::RunResult RunProgress::run(const network::Scenario& scenario,
                                    const network::Program& program,
                                    const network::RunOptions& options) {
  network::Network network(scenario, program, options);
  while (network.step())
    update([&] {
      const network::Stats& stats = network.outcomeSoFar().stats;
      return fmt::format("{}{} ms of virtual time, {} invocations, {} messages, {} calls", prefix_,
                         network.now(), stats.vmInvocations, stats.hops,
                         network.outcomeSoFar().calls.size());
    });
  return std::move(network).takeResult();
}

network::RunResult RunProgress::runWithDetails(const network::Scenario& scenario,
                                               const network::Program& program,
                                               network::RunOptions options, Needs needsDetails) {
  network::RunResult result = run(scenario, program, options);
  if (options.log == network::Log::On || !needsDetails(result)) return result;
  options.log = network::Log::On;
  options.console = nullptr; // the lines have been printed
  network::Scenario again = scenario;
  // Wall time is the one thing that differs: a run that it ended gets as far again.
  const network::Status status = result.outcome.status;
  again.maxWallMs = std::numeric_limits<double>::infinity();
  if (status == network::Status::TimeLimit) again.maxSteps = result.outcome.stats.vmInvocations;
  result = network::RunResult(); // two at once are too much of a large run
  prefix_ = "once more, to explain it: ";
  result = run(again, program, options);
  result.outcome.status = status;
  return result;
}

void RunProgress::countOrder(uint32_t done, uint32_t all) {
  prefix_ = fmt::format("order {} of {}: ", done, all);
}

} // namespace aqua::cli
