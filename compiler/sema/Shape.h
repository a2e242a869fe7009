// What of a file the bodies of its functions and its importers can see, as a number: it tells
// whether they may know the file as it was.

#pragma once

#include <vector>

#include "llvm/ADT/ArrayRef.h"

#include "syntax/Ast.h"

namespace aqua::sema {

/// One number of several.
[[nodiscard]] uint64_t hashOf(llvm::ArrayRef<uint64_t> numbers);
[[nodiscard]] uint64_t hashOf(llvm::StringRef text);

/// The text of all items without the bodies of functions, and where the items start. In two files
/// of one shape, what is defined in the n-th item has the same place in it.
struct Shape {
  uint64_t hash = 0;
  std::vector<uint32_t> starts; // of the items

  /// The item that an offset is in or behind.
  [[nodiscard]] size_t itemAt(uint32_t offset) const;
};

/// `text` is what the file was parsed from.
[[nodiscard]] Shape shapeOf(const ast::File& file, llvm::StringRef text);

/// Where a place of one text is in another one of the same shape; the bodies that it is in must be
/// equal.
[[nodiscard]] support::SourceRange movedRange(support::SourceRange range, const Shape& from,
                                              const Shape& to);

} // namespace aqua::sema
