// Go to definition and declaration (spec/08 B5).

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

/// A place that a name leads to.
struct Target {
  support::SourceRange origin; // the whole name or import path that the cursor is in
  support::Loc loc;            // of the name in its definition; offset 0 of an imported file
};

/// Where what the cursor is on is defined: the original declaration, also behind `import … as`. On
/// `x` in the short form `Data(x)`: the variable, then the field. On `else`, `catch`, `otherwise`:
/// the `if` or `try`. On the path of an import or use line: that file. Empty if there is nothing to
/// go to.
[[nodiscard]] std::vector<Target> definitions(const Snapshot& snapshot, Cursor cursor);

/// The same, but for an imported name the place in the header line that brought it into the module:
/// the name if it is listed there, else the path.
[[nodiscard]] std::vector<Target> declarations(const Snapshot& snapshot, Cursor cursor);

} // namespace aqua::ide
