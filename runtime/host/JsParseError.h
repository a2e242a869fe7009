// The words in which a JavaScript engine (V8 of Node.js 20) says why a text is no JSON.

#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"

namespace aqua::host {

/// The message of `JSON.parse`; empty if JavaScript accepts the text, or if it nests very deep.
[[nodiscard]] std::string jsParseError(llvm::StringRef text);

} // namespace aqua::host
