// The standard library: Aqua files that are part of the binary, so that they can be imported
// without any package being installed (spec/06 §15).

#pragma once

#include <optional>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::stdlib {

struct EmbeddedFile {
  llvm::StringRef path; // by which it is imported: `@fluencelabs/aqua-lib/builtin.aqua`
  llvm::StringRef text;
};

/// All of them, by path.
[[nodiscard]] llvm::ArrayRef<EmbeddedFile> allFiles();

/// The text of the file that is imported by this path (with extension), if there is one.
[[nodiscard]] std::optional<llvm::StringRef> findFile(llvm::StringRef path);

} // namespace aqua::stdlib
