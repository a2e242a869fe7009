// Copies of items for another text in which they stand at another place: cheaper than to parse
// them again.

#pragma once

#include "Ast.h"

namespace aqua::syntax {

/// Where an item comes from and where its copy belongs.
struct Move {
  llvm::StringRef from; // the text before
  llvm::StringRef to;   // the text of the copy
  uint32_t shift = 0;   // of all positions, modulo 2^32
};

/// The item as a parse of the other text makes it: all ranges moved, all literals in the other
/// text. Names are shared.
[[nodiscard]] ast::Item* copyItem(const ast::Item& item, const Move& move,
                                  llvm::BumpPtrAllocator& arena);

} // namespace aqua::syntax
