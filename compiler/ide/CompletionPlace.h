// What kind of thing may stand at the cursor. Private to this folder.

#pragma once

#include "OpenCall.h"

namespace aqua::ide {

enum class PlaceKind : uint8_t {
  Nothing,
  Comment,
  ImportPath,
  ImportedNames, // between `import` and `from`
  ExportedNames, // behind `export` and `declares`
  TopLevel,      // the first word of a line without indentation
  Member,        // behind a dot
  Type,
  Statement, // the first word of a statement
  Value,
  Peer, // behind `on` and `via`
};

struct Place {
  PlaceKind kind = PlaceKind::Nothing;
  std::optional<OpenCall> call;          // around a value
  const ast::Item* line = nullptr;       // the header line, if it was understood
  std::vector<llvm::StringRef> keywords; // that may stand there besides
};

[[nodiscard]] Place placeAt(const Module& module, const TokensAt& at);

} // namespace aqua::ide
