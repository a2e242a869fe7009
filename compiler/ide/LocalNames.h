// Where the names inside functions can be used (spec/02 §8.1). Private to this folder.

#pragma once

#include <vector>

#include "syntax/Ast.h"

namespace aqua::ide {

struct LocalName {
  ast::Name name;
  support::SourceRange visible; // from behind the statement that defines it to the end of its block
};

/// Parameters, variables, streams, items, errors and closures of a function and the closures in it,
/// by definition. Empty lines behind a block belong to it.
[[nodiscard]] std::vector<LocalName> localNames(const ast::FuncDecl& function,
                                                llvm::StringRef text);

/// Where the lines below a construct end that are indented deeper than its first one; empty lines
/// count as deeper.
[[nodiscard]] uint32_t endOfDeeperLines(llvm::StringRef text, support::SourceRange construct);

} // namespace aqua::ide
