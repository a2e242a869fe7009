// Well-known mistakes in what stands around statements: header lines, the heads of definitions and
// their types.

#pragma once

#include <optional>

#include "Place.h"
#include "Problems.h"

namespace aqua::syntax {

/// Reports what is wrong at a token if it is such a mistake; false if not.
[[nodiscard]] bool reportHeadMistake(const Place& place, const std::optional<TokenSet>& expected,
                                     Problems& problems);

/// A line at the left margin, or in the block of a definition, that starts with a word that is
/// nearly a keyword, or that lacks its keyword. False if it is something else.
[[nodiscard]] bool reportItemMistake(const Place& place, Problems& problems);

} // namespace aqua::syntax
