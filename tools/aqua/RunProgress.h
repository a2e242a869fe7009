// How far `aqua run` is, on terminals only.

#pragma once

#include <functional>

#include "network/Network.h"
#include "report/Progress.h"

namespace aqua::cli {

/// Keeps one line of stderr up to date while a run takes longer than half a second. Silent if
/// stderr is no terminal.
class RunProgress {
public:
  explicit RunProgress(std::function<double()> clockMs);
  ~RunProgress() { clear(); }
  RunProgress(const RunProgress&) = delete;
  RunProgress& operator=(const RunProgress&) = delete;

  /// Runs to the end, as network::run().
  [[nodiscard]] network::RunResult run(const network::Scenario& scenario,
                                       const network::Program& program,
                                       const network::RunOptions& options);
  /// The same, with the log only if somebody needs it: for large runs it is as much as all of the
  /// rest. If the result turns out to need it, the run is repeated, for it ends the same; not so if
  /// processes answer, so `options` must have the log then.
  using Needs = llvm::function_ref<bool(const network::RunResult&)>;
  [[nodiscard]] network::RunResult runWithDetails(const network::Scenario& scenario,
                                                  const network::Program& program,
                                                  network::RunOptions options, Needs needsDetails);
  /// One of many runs is over.
  void countOrder(uint32_t done, uint32_t all);
  /// Makes room for other output.
  void clear();

private:
  void update(llvm::function_ref<std::string()> text);

  report::Progress line_;
  std::function<double()> clockMs_;
  double start_;
  const bool isShown_;
  std::string prefix_; // `order 3 of 100, `
};

} // namespace aqua::cli
