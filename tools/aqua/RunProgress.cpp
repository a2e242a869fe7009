#include "RunProgress.h"

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

void RunProgress::countOrder(uint32_t done, uint32_t all) {
  prefix_ = fmt::format("order {} of {}: ", done, all);
}

} // namespace aqua::cli
