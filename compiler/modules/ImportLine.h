// What import and use lines have in common. Private to this folder.

#pragma once

#include <optional>

#include "syntax/Ast.h"

namespace aqua::modules {

struct ImportLine {
  llvm::StringRef path; // as written, without quotes
  support::SourceRange pathRange;
};

/// Nothing for other items, and for lines that lost their path in a syntax error.
[[nodiscard]] inline std::optional<ImportLine> importLine(const ast::Item& item) {
  ImportLine line;
  if (const auto* import = llvm::dyn_cast<ast::Import>(&item))
    line = {import->path, import->pathRange};
  else if (const auto* use = llvm::dyn_cast<ast::Use>(&item))
    line = {use->path, use->pathRange};
  if (line.pathRange.isEmpty()) return std::nullopt;
  return line;
}

} // namespace aqua::modules
