// From the instructions of a script back to the source: what `aqua compile --source-map` writes.

#pragma once

#include <string>

#include "EmitAir.h"
#include "air/Print.h"
#include "support/Source.h"

namespace aqua::emit {

/// The map of a script as JSON, one instruction a line, so that maps can be compared with diff:
///
///   {"version": 1, "script": "a.f.air", "sources": ["a.aqua"], "instructions": [
///   {"air": [0, 80], "quote": "call …", "source": {"file": 0, "start": {"line": 3, "column": 5},
///    "end": …}}]}
///
/// `air`: from which byte to which in the text of the script. `quote`: how AquaVM quotes the
/// instruction in its errors. Instructions that stand for nothing in the source have no `source`.
/// Lines and columns count from 1, columns in code points, ends are exclusive.
[[nodiscard]] std::string sourceMapText(const AirScript& script, const air::MappedText& text,
                                        llvm::StringRef scriptName,
                                        const support::SourceManager& sources);

} // namespace aqua::emit
