// Skeletons of statements and definitions, in the snippet notation of LSP. Private to this folder.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::ide {

struct Snippet {
  llvm::StringRef label; // the keyword that it begins with
  llvm::StringRef detail;
  llvm::StringRef text;
};

[[nodiscard]] llvm::ArrayRef<Snippet> statementSnippets();
[[nodiscard]] llvm::ArrayRef<Snippet> definitionSnippets();
/// Only while no definition precedes.
[[nodiscard]] llvm::ArrayRef<Snippet> headerSnippets();
[[nodiscard]] llvm::ArrayRef<Snippet> typeSnippets();

} // namespace aqua::ide
