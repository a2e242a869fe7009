// Order of the modules: dependencies first, and no cycles (spec/01 §4.3). Private to this folder.

#pragma once

#include "Load.h"

namespace aqua::modules {

/// Sorts the modules so that dependencies stand before their dependents, otherwise as they are.
/// Dependencies hold indexes into `modules` as given, and into the result afterwards. Each
/// dependency that closes a cycle is reported at its line and removed; its module becomes
/// incomplete.
[[nodiscard]] std::vector<LoadedModule> orderModules(std::vector<LoadedModule> modules,
                                                     const support::SourceManager& sources,
                                                     support::DiagnosticSink& diags);

} // namespace aqua::modules
