// Finds embedded files by the path of an import. There are few, so a search is all it takes.

#include "Stdlib.h"

#include "llvm/ADT/STLExtras.h"

#include "Embedded.h"

namespace aqua::stdlib {

llvm::ArrayRef<EmbeddedFile> allFiles() {
  return embeddedFiles();
}

std::optional<llvm::StringRef> findFile(llvm::StringRef path) {
  const auto* found = llvm::find_if(embeddedFiles(),
                                    [path](const EmbeddedFile& file) { return file.path == path; });
  if (found == embeddedFiles().end()) return std::nullopt;
  return found->text;
}

} // namespace aqua::stdlib
