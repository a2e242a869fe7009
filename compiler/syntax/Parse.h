// Text to syntax tree: scan, lay out, parse, convert. Everything of ANTLR ends here.

#pragma once

#include "Ast.h"
#include "Tokens.h"
#include "support/Diagnostics.h"

namespace aqua::syntax {

/// Parses one file. Never fails: what was not understood is missing from the tree or an error node,
/// and the problems (syntax, layout, limits on nesting) are in the diagnostics, one per mistake, by
/// position. Linear in the length of the text. Pure.
///
/// After an edit, `earlier` is the tree of the text before it, made with the same names: what is
/// the same in both texts is copied instead of parsed. The result does not depend on it.
[[nodiscard]] ast::File parseFile(support::FileId id, llvm::StringRef text,
                                  support::NameTable& names, support::DiagnosticSink& diags,
                                  const ast::File* earlier = nullptr);

/// A text as the parser sees it: tokens after layout, and the comments that it never sees.
struct LaidOutText {
  std::vector<Token> tokens; // the last one is the end of the file
  std::vector<SourceRange> comments;
  bool hasErrors = false; // in words, brackets or indentation: found before parsing
};

/// The first half of parseFile. Two texts with the same tokens (kinds and spellings) have the same
/// tree.
[[nodiscard]] LaidOutText layOutText(llvm::StringRef text);

/// The tokens after layout, one per line: what `--emit=tokens` shows.
void printTokens(const support::SourceFile& source, llvm::raw_ostream& out);

} // namespace aqua::syntax
