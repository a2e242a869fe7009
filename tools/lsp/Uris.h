// URIs of documents to the paths of the compiler and back.

#pragma once

#include <string>

#include "protocol/Basics.h"

namespace aqua::lsp {

/// The identity of a document for the compiler: the absolute, normalised path of a file, and of
/// other documents (`untitled:…`) a path that no file has.
[[nodiscard]] std::string pathOf(const Uri& uri);
/// The inverse, up to the spelling. Embedded modules have their own scheme as path already.
[[nodiscard]] Uri uriOf(llvm::StringRef path);

} // namespace aqua::lsp
