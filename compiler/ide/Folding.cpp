#include "Folding.h"

#include "llvm/ADT/STLExtras.h"

#include "Tree.h"
#include "syntax/Scanner.h"

namespace aqua::ide {

namespace {

using support::SourceRange;

class Folder {
public:
  Folder(const Module& module, const support::SourceFile& source)
      : module_(module), source_(source), text_(source.text()) {}

  std::vector<Fold> fold() {
    addBlocks();
    addComments();
    addImports();
    addLists();
    llvm::stable_sort(folds_, [](const Fold& a, const Fold& b) {
      return std::pair(a.range.begin, b.range.end) < std::pair(b.range.begin, a.range.end);
    });
    return nested();
  }

private:
  [[nodiscard]] uint32_t line(uint32_t offset) const { return source_.lineColumn(offset).line; }

  /// The end of the line of an offset, without blanks and line end.
  [[nodiscard]] uint32_t lineEnd(uint32_t offset) const {
    const size_t end = std::min(text_.find('\n', offset), text_.size());
    return std::max(offset, static_cast<uint32_t>(text_.take_front(end).rtrim().size()));
  }

  void add(SourceRange range, FoldKind kind) {
    if (line(range.begin) < line(range.end)) folds_.push_back({range, kind});
  }

  void addBlocks() {
    forEachNode(*module_.ast, [&](const ast::Node& node) {
      const ast::Block* block = blockOf(node);
      const auto* item = llvm::dyn_cast<ast::Item>(&node);
      const bool isBlock = block && !block->statements.empty();
      const bool hasBody = isBlock || (item && !membersOf(*item).empty());
      if (!hasBody) return;
      const uint32_t first = isBlock ? block->range.begin : membersOf(*item).front().range.begin;
      add({headerEnd(first), lineEnd(node.range.end)}, FoldKind::Block);
    });
  }

  /// The end of the line with the colon before the first line of a block.
  [[nodiscard]] uint32_t headerEnd(uint32_t first) const {
    llvm::StringRef before = text_.take_front(first);
    size_t colon = before.rfind(':');
    while (colon != llvm::StringRef::npos && isInComment(colon))
      colon = before.take_front(colon).rfind(':');
    return colon == llvm::StringRef::npos ? first : lineEnd(static_cast<uint32_t>(colon));
  }

  [[nodiscard]] bool isInComment(size_t offset) const {
    return llvm::any_of(module_.ast->comments, [&](const ast::Comment& comment) {
      return comment.range.contains(static_cast<uint32_t>(offset));
    });
  }

  [[nodiscard]] bool isAlone(const ast::Comment& comment) const {
    const size_t start = text_.take_front(comment.range.begin).rfind('\n') + 1;
    return text_.slice(start, comment.range.begin).trim().empty();
  }

  /// Two or more lines with nothing else.
  void addComments() {
    const ast::Comment* first = nullptr;
    const ast::Comment* last = nullptr;
    const auto flush = [&] {
      if (first) add({first->range.end, last->range.end}, FoldKind::Comment);
      first = nullptr;
    };
    for (const ast::Comment& comment : module_.ast->comments) {
      if (!isAlone(comment)) continue;
      if (first && line(comment.range.begin) != line(last->range.begin) + 1) flush();
      if (!first) first = &comment;
      last = &comment;
    }
    flush();
  }

  void addImports() {
    const ast::Item* first = nullptr;
    const ast::Item* last = nullptr;
    for (const ast::Item* item : module_.ast->items) {
      if (!llvm::isa<ast::Import, ast::Use>(item)) continue;
      if (!first) first = item;
      last = item;
    }
    if (first) add({first->range.end, last->range.end}, FoldKind::Imports);
  }

  void addLists() {
    llvm::SmallVector<uint32_t, 8> open;
    for (const syntax::Token& token : syntax::scan(text_).tokens) {
      // Brackets do not go on into another definition.
      if (token.startsLine && syntax::isDefinitionKeyword(token.kind) &&
          syntax::indentationOf(token, text_).empty())
        open.clear();
      if (syntax::openBrackets.has(token.kind)) open.push_back(token.end);
      if (!syntax::closeBrackets.has(token.kind) || open.empty()) continue;
      add({open.pop_back_val(), token.begin}, FoldKind::List);
    }
  }

  /// Without those that cross others: what broken code may lead to.
  std::vector<Fold> nested() {
    std::vector<Fold> result;
    llvm::SmallVector<uint32_t, 16> ends;
    for (const Fold& fold : folds_) {
      while (!ends.empty() && ends.back() <= fold.range.begin)
        ends.pop_back();
      const bool crosses = !ends.empty() && fold.range.end > ends.back();
      const bool isDouble = !result.empty() && result.back().range == fold.range;
      if (crosses || isDouble) continue;
      ends.push_back(fold.range.end);
      result.push_back(fold);
    }
    return result;
  }

  const Module& module_;
  const support::SourceFile& source_;
  const llvm::StringRef text_;
  std::vector<Fold> folds_;
};

} // namespace

std::vector<Fold> folds(const Module& module, const support::SourceFile& source) {
  return Folder(module, source).fold();
}

} // namespace aqua::ide
