// Words for mistakes that have a cause everybody knows: characters of other languages and word
// processors, keywords of other languages. Each gets a help line and, if it is obvious, a fix.

#pragma once

#include "Problems.h"

namespace aqua::syntax {

/// A run of characters that start no token.
void reportStray(Problems& problems, SourceRange range, llvm::StringRef text);

void reportUnclosedString(Problems& problems, SourceRange range);

/// `tab`/`spaces` in words: "1 tab and 2 spaces", "no indentation".
[[nodiscard]] std::string describeIndentation(llvm::StringRef indentation);

/// What Aqua has instead of a definition keyword of other languages (`fn`, `struct`), or nothing.
[[nodiscard]] std::string helpForForeignItem(llvm::StringRef word);

/// What Aqua has instead of a type of other languages (`int`, `float`).
[[nodiscard]] llvm::StringRef helpForForeignType(llvm::StringRef word);

/// What Aqua has instead of an operator of other languages (`+=`, `<>`), or nothing.
[[nodiscard]] llvm::StringRef helpForForeignOperator(llvm::StringRef text);

/// What Aqua has instead of a keyword of other languages (`elif`, `and`, `null`), or nothing.
[[nodiscard]] llvm::StringRef helpForForeignWord(llvm::StringRef word);

} // namespace aqua::syntax
