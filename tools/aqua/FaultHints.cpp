#include "FaultHints.h"

namespace aqua::cli {

support::DiagnosticSink idleFaults(const network::FaultTally& tally,
                                   const network::Scenario& scenario, const ValueText& text) {
  support::DiagnosticSink findings;
  for (const network::IdleFault& idle : tally.idle(scenario))
    findings.report(support::diag::FaultIdle,
                    text.locate({key("faults"), {"", size_t{idle.fault}}}), idle.reason);
  return findings;
}

} // namespace aqua::cli
