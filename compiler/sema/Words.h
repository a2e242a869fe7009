// How messages speak about types and counts: in the words of somebody who wrote the program.

#pragma once

#include <string>

#include "types/Types.h"

namespace aqua::sema {

/// A value of the type: `u8` in backticks, or "an integer literal", "`nil`", "an arrow `u8 -> u8`".
[[nodiscard]] std::string describe(const types::Type* type);

/// Whether lines of the declaration were not understood: any member may be one of them.
[[nodiscard]] bool hasLostMembers(const types::Type* type);

/// What kind of thing the type is: "a data type", "an ability", "an arrow", "a scalar type" …
[[nodiscard]] std::string kindOf(const types::Type* type);

/// "1 argument", "no arguments", "3 arguments".
[[nodiscard]] std::string countOf(size_t count, llvm::StringRef noun);

/// "nothing", "one", "2" with "is" or "are": "2 are".
[[nodiscard]] std::string countIs(size_t count);

} // namespace aqua::sema
