// Tells of faults of a scenario that changed nothing.

#pragma once

#include "ValueText.h"
#include "network/IdleFaults.h"

namespace aqua::cli {

/// A warning for each, at its place in the scenario.
[[nodiscard]] support::DiagnosticSink idleFaults(const network::FaultTally& tally,
                                                 const network::Scenario& scenario,
                                                 const ValueText& text);

} // namespace aqua::cli
