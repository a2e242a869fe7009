// A script as the JSON text that AquaVM's `ast` function gives (spec/04 §14.1): for tools written
// for the real one.

#pragma once

#include "Air.h"

namespace aqua::air {

/// How JSON is laid out.
enum class JsonLayout : uint8_t { Compact, Indented };

/// `text` must be what the script was parsed from: the positions of variables are looked up in it.
/// Ends with a newline.
void printAst(const Script& script, llvm::StringRef text, llvm::raw_ostream& out,
              JsonLayout layout = JsonLayout::Compact);

} // namespace aqua::air
