#include "Keywords.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include "Tree.h"
#include "syntax/Scanner.h"

namespace aqua::ide {

namespace {

using Ranges = llvm::SmallVector<support::SourceRange, 4>;

/// The words between the parts of a statement's first line, up to its block or end.
Ranges wordsBetween(const ast::Stmt& stmt, llvm::ArrayRef<llvm::StringRef> words,
                    llvm::StringRef text) {
  const ast::Block* block = blockOf(stmt);
  const uint32_t end = block && !block->statements.empty() ? block->range.begin : stmt.range.end;
  Ranges parts;
  for (const ast::Node* child : childrenOf(stmt))
    if (child->range.begin < end) parts.push_back(child->range);
  Ranges result;
  for (const syntax::Token& token : syntax::scan(text.slice(stmt.range.begin, end)).tokens) {
    const support::SourceRange range = {token.begin + stmt.range.begin,
                                        token.end + stmt.range.begin};
    const bool isInside =
        llvm::any_of(parts, [&](support::SourceRange part) { return part.contains(range.begin); });
    if (!isInside && llvm::is_contained(words, text.slice(range.begin, range.end)))
      result.push_back(range);
  }
  return result;
}

/// The keywords of one statement, the first one in front.
Ranges ownKeywords(const ast::Stmt& stmt, llvm::StringRef text) {
  const auto first = [&](llvm::StringRef word) {
    return support::SourceRange{stmt.range.begin,
                                stmt.range.begin + static_cast<uint32_t>(word.size())};
  };
  return llvm::TypeSwitch<const ast::Stmt*, Ranges>(&stmt)
      .Case<ast::IfStmt>([&](const auto*) { return Ranges{first("if")}; })
      .Case<ast::TryStmt>([&](const auto*) { return Ranges{first("try")}; })
      .Case<ast::JoinStmt>([&](const auto*) { return Ranges{first("join")}; })
      .Case<ast::ElseStmt, ast::CatchStmt, ast::OtherwiseStmt>(
          [&](const auto* s) { return Ranges{s->keyword}; })
      .Case<ast::PrefixedStmt>([&](const auto* s) { return Ranges{s->keyword}; })
      .Case<ast::OnStmt>([&](const auto*) { return wordsBetween(stmt, {"on", "via"}, text); })
      .Case<ast::ForStmt>([&](const auto* s) {
        Ranges words = wordsBetween(stmt, {"for", "par", "try", "rec"}, text);
        // The item may have the name of a keyword.
        llvm::erase_if(words, [&](support::SourceRange range) {
          return range == s->item.range || range == s->value.range;
        });
        return words;
      })
      .Case<ast::ParSeqStmt>(
          [&](const auto*) { return wordsBetween(stmt, {"parseq", "on", "via"}, text); })
      .Default([](const ast::Stmt*) { return Ranges(); });
}

bool isFollower(const ast::Stmt& stmt) {
  return llvm::isa<ast::ElseStmt, ast::CatchStmt, ast::OtherwiseStmt>(stmt);
}

bool isParArm(const ast::Stmt& stmt) {
  const auto* prefixed = llvm::dyn_cast<ast::PrefixedStmt>(&stmt);
  return prefixed && prefixed->prefix == ast::PrefixKind::Par;
}

bool continues(const ast::Stmt& stmt) {
  return isFollower(stmt) || isParArm(stmt);
}

/// Handlers and `else` make one kind of group, the arms of a `par` another.
bool isSameGroup(const ast::Stmt& a, const ast::Stmt& b) {
  return continues(a) && continues(b) && isParArm(a) == isParArm(b);
}

/// The statements of one construct around `block[at]`: an opener and what follows it.
KeywordGroup groupAround(llvm::ArrayRef<const ast::Stmt*> block, size_t at, llvm::StringRef text) {
  size_t first = at;
  while (first > 0 &&
         (first == at ? continues(*block[at]) : isSameGroup(*block[first], *block[at])))
    --first;
  size_t end = first + 1;
  while (end < block.size() && isSameGroup(*block[first + 1], *block[end]))
    ++end;
  KeywordGroup group;
  for (size_t i = first; i < end; ++i)
    llvm::append_range(group.ranges, ownKeywords(*block[i], text));
  group.isFollower = isFollower(*block[at]) && first != at;
  return group;
}

llvm::ArrayRef<const ast::Stmt*> statementsOf(const ast::Node& node) {
  const ast::Block* block = blockOf(node);
  return block ? block->statements : llvm::ArrayRef<const ast::Stmt*>();
}

} // namespace

KeywordGroup keywordGroupAt(Cursor cursor, llvm::StringRef text) {
  const std::vector<const ast::Node*> path = nodesAt(*cursor.module->ast, cursor.offset);
  // Outwards: the word may belong to an outer statement of the same line (`par on p:`).
  for (const ast::Node* node : llvm::reverse(path)) {
    const auto* stmt = llvm::dyn_cast<ast::Stmt>(node);
    if (!stmt) continue;
    const Ranges words = ownKeywords(*stmt, text);
    const auto* const word = llvm::find_if(
        words, [&](support::SourceRange range) { return touches(range, cursor.offset); });
    if (word == words.end()) continue;
    for (const ast::Node* outer : llvm::reverse(path)) {
      const llvm::ArrayRef<const ast::Stmt*> block = statementsOf(*outer);
      const auto* const place = llvm::find(block, stmt);
      if (place == block.end()) continue;
      KeywordGroup group = groupAround(block, static_cast<size_t>(place - block.begin()), text);
      group.origin = *word;
      if (!llvm::is_contained(group.ranges, *word)) group.ranges.assign(words.begin(), words.end());
      return group;
    }
    return {*word, {words.begin(), words.end()}, false};
  }
  return {};
}

} // namespace aqua::ide
