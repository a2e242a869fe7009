// Formats that are one document for all diagnostics: written when the last one is known.

#pragma once

#include "Render.h"

namespace aqua::support {

/// SARIF 2.1.0: one run, a rule for each code, results in the order given (spec/08 C6).
void writeSarif(llvm::ArrayRef<const Diagnostic*> diagnostics, const SourceManager& sources,
                const RenderOptions& options, llvm::raw_ostream& out);

/// JUnit XML: a suite for each file of `options.files` and each file with diagnostics; a failing
/// case for each code, a passing one called `clean` if there is none.
void writeJUnit(llvm::ArrayRef<const Diagnostic*> diagnostics, const SourceManager& sources,
                const RenderOptions& options, llvm::raw_ostream& out);

} // namespace aqua::support
