// Hashes of texts: cheaper than comparing declarations, and never wrong in the dangerous direction.

#include "Shape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

#include "support/Check.h"

namespace aqua::sema {

using support::SourceRange;

uint64_t hashOf(llvm::ArrayRef<uint64_t> numbers) {
  return llvm::xxh3_64bits(llvm::ArrayRef(reinterpret_cast<const uint8_t*>(numbers.data()),
                                          numbers.size() * sizeof(uint64_t)));
}

uint64_t hashOf(llvm::StringRef text) {
  return llvm::xxh3_64bits(text);
}

namespace {

/// Functions end with their heads, if these were understood.
SourceRange visiblePart(const ast::Item& item) {
  const auto* function = llvm::dyn_cast<ast::FuncDecl>(&item);
  if (!function || function->hasErrors) return item.range;
  return {item.range.begin, std::max(function->head.range.end, function->name.range.end)};
}

} // namespace

size_t Shape::itemAt(uint32_t offset) const {
  const auto behind = llvm::upper_bound(starts, offset);
  return behind == starts.begin() ? 0 : static_cast<size_t>(behind - starts.begin()) - 1;
}

Shape shapeOf(const ast::File& file, llvm::StringRef text) {
  Shape shape;
  std::vector<uint64_t> parts = {file.hasLostItems};
  for (const ast::Item* item : file.items) {
    const SourceRange visible = visiblePart(*item);
    shape.starts.push_back(item->range.begin);
    parts.push_back(static_cast<uint64_t>(item->kind()) << 2U |
                    static_cast<uint64_t>(item->hasErrors) << 1U |
                    static_cast<uint64_t>(item->isCutShort));
    parts.push_back(hashOf(text.slice(visible.begin, visible.end)));
  }
  shape.hash = hashOf(parts);
  return shape;
}

SourceRange movedRange(SourceRange range, const Shape& from, const Shape& to) {
  if (from.starts.empty() || range.begin < from.starts.front()) return range;
  const size_t item = from.itemAt(range.begin);
  AQUA_CHECK(item < to.starts.size(), "places move between texts of one shape only");
  // Modular arithmetic: items move in both directions.
  const uint32_t distance = to.starts[item] - from.starts[item];
  return {range.begin + distance, range.end + distance};
}

} // namespace aqua::sema
