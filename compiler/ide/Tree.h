// Walking over syntax trees: what is inside of what. Private to this folder.

#pragma once

#include <vector>

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include "syntax/Ast.h"

namespace aqua::ide {

/// The nodes directly inside of a node, in the order of the text; none is null.
[[nodiscard]] llvm::SmallVector<const ast::Node*, 8> childrenOf(const ast::Node& node);

/// All nodes of a subtree, each before its children. Trees are bounded in height by the parser.
void forEachNode(const ast::Node& node, llvm::function_ref<void(const ast::Node&)> visit);
void forEachNode(const ast::File& file, llvm::function_ref<void(const ast::Node&)> visit);

/// The nodes that an offset is in or right behind, the outermost (an item) first. Where two nodes
/// touch, the later one counts.
[[nodiscard]] std::vector<const ast::Node*> nodesAt(const ast::File& file, uint32_t offset);

/// The block of a statement or function; null if it has none.
[[nodiscard]] const ast::Block* blockOf(const ast::Node& node);

/// The head of a function or closure; null for others.
[[nodiscard]] const ast::ArrowHead* headOf(const ast::Node& node);

/// What parts of a node are called: parameters, arguments, members, names, blocks … that are no
/// nodes themselves.
void forEachPartRange(const ast::Node& node, llvm::function_ref<void(support::SourceRange)> visit);

/// A definition and the name that it gives; no name for header lines.
[[nodiscard]] ast::Name definedName(const ast::Item& item);

/// The members of a data type, ability or service; none for others.
[[nodiscard]] llvm::ArrayRef<ast::Member> membersOf(const ast::Item& item);

/// The item whose range an offset is in or right behind, or null.
[[nodiscard]] const ast::Item* itemAt(const ast::File& file, uint32_t offset);

/// Whether an offset is inside or at one of the ends.
[[nodiscard]] inline bool touches(support::SourceRange range, uint32_t offset) {
  return range.begin <= offset && offset <= range.end;
}

} // namespace aqua::ide
