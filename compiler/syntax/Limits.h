// The limits on the size and nesting of a program. They bound the stack of the parser and of every
// later recursion over the tree; no program written by people comes near them.

#pragma once

#include <cstddef>

namespace aqua::syntax {

/// Brackets inside brackets, blocks inside blocks, arrow types as results of arrow types.
inline constexpr unsigned nestingLimit = 256;

/// The height of one expression or type as a tree: a chain of operators is as high as it is long.
inline constexpr unsigned heightLimit = 512;

/// Syntax problems shown of one file.
inline constexpr size_t problemLimit = 100;

} // namespace aqua::syntax
