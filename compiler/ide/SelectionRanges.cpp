#include "SelectionRanges.h"

#include "llvm/ADT/STLExtras.h"

#include "Tree.h"
#include "syntax/Scanner.h"

namespace aqua::ide {

namespace {

using support::SourceRange;

bool isWithin(SourceRange inner, SourceRange outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// The word that an offset touches, or else the token or comment.
void addToken(Cursor cursor, llvm::StringRef text, std::vector<SourceRange>& ranges) {
  SourceRange best;
  for (const syntax::Token& token : syntax::scan(text).tokens) {
    if (token.begin > cursor.offset) break;
    if (!touches(token.range(), cursor.offset) || token.begin == token.end) continue;
    if (best.isEmpty() || syntax::isWord(token.kind)) best = token.range();
  }
  if (!best.isEmpty()) ranges.push_back(best);
  for (const ast::Comment& comment : cursor.module->ast->comments)
    if (best.isEmpty() && touches(comment.range, cursor.offset)) ranges.push_back(comment.range);
}

/// With the comments directly above it.
SourceRange withComments(SourceRange range, const Module& module, llvm::StringRef text) {
  for (const ast::Comment& comment : llvm::reverse(module.ast->comments)) {
    if (comment.range.end > range.begin) continue;
    const llvm::StringRef between = text.slice(comment.range.end, range.begin);
    if (!between.trim().empty() || between.count('\n') != 1) break;
    const size_t start = text.take_front(comment.range.begin).rfind('\n') + 1;
    if (!text.slice(start, comment.range.begin).trim().empty()) break;
    range.begin = comment.range.begin;
  }
  return range;
}

} // namespace

std::vector<SourceRange> selectionRanges(Cursor cursor, const support::SourceFile& source) {
  const llvm::StringRef text = source.text();
  std::vector<SourceRange> candidates;
  addToken(cursor, text, candidates);
  for (const ast::Node* node : nodesAt(*cursor.module->ast, cursor.offset)) {
    candidates.push_back(node->range);
    forEachPartRange(*node, [&](SourceRange range) { candidates.push_back(range); });
    if (llvm::isa<ast::Stmt, ast::Item>(node))
      candidates.push_back(withComments(node->range, *cursor.module, text));
  }
  candidates.push_back({0, static_cast<uint32_t>(text.size())});
  llvm::erase_if(candidates, [&](SourceRange range) {
    return range.isEmpty() || !touches(range, cursor.offset);
  });
  llvm::stable_sort(candidates,
                    [](SourceRange a, SourceRange b) { return a.end - a.begin < b.end - b.begin; });
  std::vector<SourceRange> result;
  for (const SourceRange range : candidates)
    if (result.empty() || (isWithin(result.back(), range) && range != result.back()))
      result.push_back(range);
  if (result.empty()) result.push_back({cursor.offset, cursor.offset});
  return result;
}

} // namespace aqua::ide
