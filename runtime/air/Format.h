// A script text in its canonical layout, with its comments.

#pragma once

#include "Parse.h"
#include "Print.h"

namespace aqua::air {

/// The new text, or why there is none.
struct FormatResult {
  std::string text;                // empty if there are errors
  std::vector<ScriptError> errors; // then the script was refused
};

/// Lays the script out anew: see Layout. In the indented layout the comments stay: behind the code
/// of their line, or on lines of their own. The compact layout is what travels and has none.
/// Formatting again changes nothing.
[[nodiscard]] FormatResult formatText(llvm::StringRef text, Layout layout);

} // namespace aqua::air
