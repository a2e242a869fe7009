// Text to syntax tree: scan, lay out, parse, convert. Everything of ANTLR ends here.

#pragma once

#include "Ast.h"
#include "support/Diagnostics.h"

namespace aqua::syntax {

/// Parses one file. Never fails: what was not understood is missing from the tree or an error node,
/// and the problems (syntax, layout, limits on nesting) are in the diagnostics, one per mistake, by
/// position. Linear in the length of the text. Pure.
[[nodiscard]] ast::File parseFile(support::FileId id, llvm::StringRef text,
                                  support::NameTable& names, support::DiagnosticSink& diags);

/// The tokens after layout, one per line: what `--emit=tokens` shows.
void printTokens(const support::SourceFile& source, llvm::raw_ostream& out);

} // namespace aqua::syntax
