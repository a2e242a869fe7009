// redundant-parens: parentheses around a name, a literal or a call, or around a whole value.

#include "llvm/ADT/STLExtras.h"

#include "Rule.h"
#include "Texts.h"
#include "sema/Walk.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::lint::rules {

namespace {

/// A name, a literal, a call: nothing around it binds tighter.
bool isPrimary(const hir::Expr& expr) {
  return llvm::isa<hir::LocalRef, hir::LiteralExpr, hir::PredefinedExpr, hir::MemberExpr,
                   hir::IndexExpr, hir::LengthExpr, hir::CallExpr>(expr);
}

constexpr llvm::StringLiteral keywords[] = {"if", "on", "via", "join"};

bool isWordEnd(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '}' || c == ')' || c == ']';
}

/// The parentheses directly around the expression, if they are no part of a call. Empty: none.
support::SourceRange parensAround(const ModuleFacts& module, support::SourceRange inner) {
  const llvm::StringRef text = module.source.text();
  const llvm::StringRef before = text.take_front(inner.begin).rtrim(" ");
  const llvm::StringRef after = text.drop_front(inner.end).ltrim(" ");
  if (!before.ends_with("(") || !after.starts_with(")")) return {};
  const llvm::StringRef outside = before.drop_back().rtrim(" ");
  const bool isKeyword = llvm::any_of(keywords, [&](llvm::StringRef word) {
    return outside.ends_with(word) &&
           (outside.size() == word.size() || !isWordEnd(outside.drop_back(word.size()).back()));
  });
  if (outside.empty() || (isWordEnd(outside.back()) && !isKeyword)) return {};
  return {static_cast<uint32_t>(before.size() - 1),
          static_cast<uint32_t>(text.size() - after.size() + 1)};
}

/// Nothing beside the parentheses could be read together with what is in them.
bool isWholeValue(const ModuleFacts& module, support::SourceRange parens) {
  const llvm::StringRef text = module.source.text();
  const llvm::StringRef before = text.take_front(parens.begin).rtrim(" ");
  const llvm::StringRef after = text.drop_front(parens.end).ltrim(" ");
  const bool starts = before.ends_with("=") ? !before.ends_with("==") && !before.ends_with("!=") &&
                                                  !before.ends_with("<=") && !before.ends_with(">=")
                                            : before.ends_with("<-") || before.ends_with("(") ||
                                                  before.ends_with(",") || before.ends_with(" if");
  return starts && (after.empty() || llvm::StringRef("\r\n),:").contains(after.front()));
}

void checkParens(const ModuleFacts& module, const hir::Expr& expr, Reporter& reporter) {
  hir::forEachPart(expr, [&](const hir::Expr& part) { checkParens(module, part, reporter); });
  const support::SourceRange inner = expr.loc.range;
  const llvm::StringRef text = module.text(inner);
  if (expr.loc.file != module.ast.id || text.empty() || text.contains('\n')) return;
  if (text.starts_with("-")) return;                   // `2 - (-1)` reads better
  support::SourceRange parens = inner, within = inner; // all pairs around it, all but the last
  while (true) {
    const support::SourceRange next = parensAround(module, parens);
    if (next.isEmpty()) break;
    within = std::exchange(parens, next);
  }
  if (parens == inner) return;
  const llvm::StringRef behind = module.source.text().drop_front(parens.end);
  const bool isApplied = !behind.empty() && llvm::StringRef(".[!").contains(behind.front());
  if (!isWholeValue(module, parens) && (!isPrimary(expr) || isApplied)) {
    if (within == inner) return;
    parens = within; // one pair is needed
  }
  reporter.report({module.ast.id, parens}, "these parentheses change nothing")
      .fixes.push_back({"remove them",
                        {{{module.ast.id, {parens.begin, inner.begin}}, ""},
                         {{module.ast.id, {inner.end, parens.end}}, ""}}});
}

} // namespace

void checkRedundantParens(const ModuleFacts& module, Reporter& reporter) {
  module.forEachValue([&](const hir::Expr& expr) { checkParens(module, expr, reporter); });
}

} // namespace aqua::lint::rules
