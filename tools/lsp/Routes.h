// Where statements run, for hints and hovers: found out in quiet moments and kept while the user
// types, since it takes a compilation (spec/08 B12).

#pragma once

#include <map>

#include "Workspaces.h"
#include "ide/Places.h"

namespace aqua::lsp {

class Routes {
public:
  /// What is known of a module: of its text, or of the last one that was looked at, moved along.
  [[nodiscard]] const ide::Places& known(Root& root, const ide::Module& module);
  /// Of its text, even if that takes long. True if it is not what was known.
  bool update(Root& root, const ide::Module& module);

  /// A document is edited.
  void move(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after);
  void forget(llvm::StringRef path);

private:
  std::map<std::string, ide::Places, std::less<>> places_; // by path
};

} // namespace aqua::lsp
