// The one place that knows what can be checked but not yet be lowered. A construct that becomes
// supported loses its row here.

#pragma once

#include "Hir.h"
#include "support/Diagnostics.h"

namespace aqua::sema {

/// Reports each construct in the functions of the module that lowering does not support.
void reportUnsupported(const hir::Module& module, support::DiagnosticSink& diags);

} // namespace aqua::sema
