// Text to raw tokens, by hand: the fast implementation of grammar/AquaLexer.g4. A test holds the
// two equal.

#pragma once

#include "Tokens.h"

namespace aqua::syntax {

/// Splits a source text (UTF-8, below 4 GiB; a byte-order mark is skipped). Never fails: characters
/// that start nothing become Stray tokens, an unclosed string ends with its line. Linear.
[[nodiscard]] RawTokens scan(llvm::StringRef text);

/// The kind of a word: a keyword, Bool, Scalar, Lower or Upper.
[[nodiscard]] TokenKind classifyWord(llvm::StringRef word);

/// Whether a String token has no closing quote.
[[nodiscard]] bool isUnclosedString(const Token& token, llvm::StringRef text);

} // namespace aqua::syntax
