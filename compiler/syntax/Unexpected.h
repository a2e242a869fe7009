// What to say about a token that fits nowhere. Well-known mistakes have words of their own; all
// others are told as "expected this or that, found …", with at most four expected things.

#pragma once

#include <optional>

#include "Problems.h"
#include "TokenArray.h"

namespace aqua::syntax {

/// A token where the parser could not go on.
struct Unexpected {
  const TokenArray& tokens;
  size_t found;                     // index of the token
  std::optional<TokenSet> expected; // none: a decision failed after a longer look ahead
};

void reportUnexpected(const Unexpected& place, Problems& problems);

/// What a line that starts wrongly should have been.
enum class LineKind : uint8_t { Definition, Member, Statement };

/// The line at `found` can start nothing.
void reportWrongLine(const TokenArray& tokens, size_t found, LineKind kind, Problems& problems);

/// The text of the logical line around a token. Linear in the length of the line.
[[nodiscard]] SourceRange lineAround(const TokenArray& tokens, size_t index);

} // namespace aqua::syntax
