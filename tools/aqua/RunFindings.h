// What `aqua run` finds wrong with a scenario, shown at the levels that the user wants.

#pragma once

#include "RunSettings.h"
#include "driver/Compilation.h"

namespace aqua::cli {

/// Complains of what `-W` says wrongly.
[[nodiscard]] ExitCode checkLevels(const RunSettings& settings);

/// Shows them. SourceErrors if one is an error, or a warning that is denied.
[[nodiscard]] ExitCode showFindings(const support::DiagnosticSink& findings,
                                    const driver::Compilation& compilation,
                                    const RunSettings& settings);

} // namespace aqua::cli
