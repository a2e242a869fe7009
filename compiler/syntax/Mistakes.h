// Words for mistakes that have a cause everybody knows: characters of other languages and word
// processors, keywords of other languages. Each gets a help line and, if it is obvious, a fix.

#pragma once

#include "Problems.h"

namespace aqua::syntax {

/// A run of characters that start no token.
void reportStray(Problems& problems, SourceRange range, llvm::StringRef text);

void reportUnclosedString(Problems& problems, SourceRange range, llvm::StringRef text);

/// `tab`/`spaces` in words: "1 tab and 2 spaces", "no indentation".
[[nodiscard]] std::string describeIndentation(llvm::StringRef indentation);

/// A word or sign of other languages, and what Aqua has instead.
struct ForeignWord {
  llvm::StringRef help;        // empty: it is none
  llvm::StringRef replacement; // what to write in its place; empty if more has to change
  bool isSurplus = false;      // it is simply removed
};

/// Definition keywords (`fn`, `struct`).
[[nodiscard]] ForeignWord foreignItem(llvm::StringRef word);

/// What to say of a word that starts no definition.
[[nodiscard]] std::string helpForForeignItem(llvm::StringRef word);

/// What Aqua has instead of a type of other languages (`int`, `float`); a help for every word.
[[nodiscard]] ForeignWord foreignType(llvm::StringRef word);

/// Operators (`+=`, `<>`).
[[nodiscard]] ForeignWord foreignOperator(llvm::StringRef text);

/// Words inside bodies (`and`, `return`, `null`).
[[nodiscard]] ForeignWord foreignWord(llvm::StringRef word);

} // namespace aqua::syntax
