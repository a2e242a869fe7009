// Go to definition (spec/08 B5).

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

/// A place that a name leads to.
struct Target {
  support::SourceRange origin; // the whole name or import path that the cursor is in
  support::Loc loc;            // of the name in its definition; offset 0 of an imported file
};

/// Where what the cursor is on is defined: the original declaration, also behind `import … as`. On
/// the path of an import or use line: that file. Empty if there is nothing to go to.
[[nodiscard]] std::vector<Target> definitions(Cursor cursor);

} // namespace aqua::ide
