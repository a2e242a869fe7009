// HIR to flow: inlining, desugaring, streams and scopes (spec/03 §2–§8).

#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

#include "Flow.h"
#include "sema/Hir.h"
#include "support/Diagnostics.h"

namespace aqua::flow {

/// `--tracing`: the client hears of each call when it begins and ends.
enum class Tracing : uint8_t { Off, Calls };

struct LowerOptions {
  bool hasRelay = true;            // `--no-relay` clears it
  bool sendsEmptyResponse = false; // `--empty-response`
  ErrorMode errors = ErrorMode::Routed;
  Tracing tracing = Tracing::Off;
};

/// A step on the way from HIR to the process tree. Lower: the tree before all passes.
enum class Pass : uint8_t {
  Lower,
#define AQUA_FLOW_PASS(Name, function, text) Name,
#include "Passes.def"
};

/// Sees the process after each pass. Called while the function is lowered only.
using PassObserver = llvm::function_ref<void(Pass, const Process&)>;

/// Lowers one exported function. The module must be free of errors. Reports a function that is too
/// large or too deep with all its calls inlined; then the result has a null body.
[[nodiscard]] Process lowerToFlow(
    const hir::ExportedFunction& function, const LowerOptions& options,
    support::DiagnosticSink& diags, PassObserver observe = [](Pass, const Process&) {});

} // namespace aqua::flow
