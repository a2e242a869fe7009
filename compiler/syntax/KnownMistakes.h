// The mistakes that deserve better words than "expected this, found that".

#pragma once

#include <optional>

#include "Place.h"
#include "Problems.h"

namespace aqua::syntax {

/// Reports what is wrong at a token if it is a well-known mistake; false if not. Without
/// `expected`, a decision failed after a longer look ahead.
[[nodiscard]] bool reportKnownMistake(const Place& place, const std::optional<TokenSet>& expected,
                                      Problems& problems);

/// `func F()`, `data point:`. False unless `expected` wants a name in the other case.
bool reportWrongCase(const Place& place, const TokenSet& expected, Problems& problems);

} // namespace aqua::syntax
