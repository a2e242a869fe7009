// What the verifiers find, as diagnostics: a warning of `aqua check`, where it may be the program,
// or an internal error of a debug build, where it is a defect of ours.

#pragma once

#include "flow/Flow.h"
#include "route/Routed.h"
#include "support/Diagnostics.h"

namespace aqua::driver {

/// The trees that are verified.
enum class Tree : uint8_t { Flow, Route, Air };

/// The problems without what only warnings say.
[[nodiscard]] std::vector<flow::Problem> plain(const std::vector<route::Problem>& problems);

/// E0702 for each problem.
void reportUnsound(Tree tree, const std::vector<flow::Problem>& problems, llvm::StringRef function,
                   support::DiagnosticSink& diags);

/// W0602 for each problem: only a defect of ours can be the cause.
void warnUnproven(const std::vector<flow::Problem>& problems, llvm::StringRef function,
                  support::DiagnosticSink& diags);

/// W0601 if peers may not reach each other by what the program says of them, otherwise W0602.
void warnUnproven(const std::vector<route::Problem>& problems, llvm::StringRef function,
                  support::DiagnosticSink& diags);

} // namespace aqua::driver
