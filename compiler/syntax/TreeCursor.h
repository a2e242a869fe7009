// Walks once over the children of an ANTLR context. The generated accessors search all children
// with a dynamic_cast at each call; this reads a context as its rule reads, from left to right.
//
// After a syntax error the children are a prefix of what the rule says: whatever is asked for at
// the end is simply not there.

#pragma once

#include <typeinfo>

#include "AquaParser.h"
#include "TokenArray.h"

namespace aqua::syntax {

/// The text of a context: from its first to its last token, skipped ones included.
[[nodiscard]] inline SourceRange rangeOf(const antlr4::ParserRuleContext& context) {
  const uint32_t begin = static_cast<const SyntaxToken*>(context.start)->range().begin;
  if (!context.stop) return {begin, begin};
  const uint32_t end = static_cast<const SyntaxToken*>(context.stop)->range().end;
  return {begin, end < begin ? begin : end};
}

/// The content of a string, whose closing quote may be missing.
[[nodiscard]] inline llvm::StringRef unquoted(const SyntaxToken& string) {
  const llvm::StringRef text = string.text().drop_front();
  return text.ends_with("\"") ? text.drop_back() : text;
}

class TreeCursor {
public:
  explicit TreeCursor(const antlr4::ParserRuleContext& context)
      : context_(context), children_(context.children) {}

  /// The empty range at the end of the context: where something is missing.
  [[nodiscard]] SourceRange endOfText() const {
    const uint32_t end = rangeOf(context_).end;
    return {end, end};
  }

  [[nodiscard]] bool atEnd() const { return at_ == children_.size(); }

  /// The token here, or null if there is a rule or nothing.
  [[nodiscard]] const SyntaxToken* token() const {
    if (atEnd() || !isToken(*children_[at_])) return nullptr;
    auto* node = static_cast<antlr4::tree::TerminalNode*>(children_[at_]);
    return static_cast<const SyntaxToken*>(node->getSymbol());
  }

  /// Steps over a token of this kind; null if there is none.
  const SyntaxToken* take(TokenKind kind) {
    const SyntaxToken* found = token();
    if (!found || found->kind() != kind) return nullptr;
    ++at_;
    return found;
  }

  /// Steps over a token, whatever it is; null if there is none.
  const SyntaxToken* takeToken() {
    const SyntaxToken* found = token();
    if (found) ++at_;
    return found;
  }

  /// Steps over a child of this rule, as in `take<P::ValueContext>(P::RuleValue)`; null if there is
  /// none.
  template <typename Context>
  const Context* take(size_t rule) {
    if (atEnd() || isToken(*children_[at_])) return nullptr;
    auto* context = static_cast<antlr4::ParserRuleContext*>(children_[at_]);
    if (context->getRuleIndex() != rule) return nullptr;
    ++at_;
    return static_cast<const Context*>(context);
  }

  /// Steps over a child that is a rule, whatever it is; null if there is none.
  const antlr4::ParserRuleContext* takeRule() {
    if (atEnd() || isToken(*children_[at_])) return nullptr;
    return static_cast<antlr4::ParserRuleContext*>(children_[at_++]);
  }

private:
  static bool isToken(const antlr4::tree::ParseTree& node) {
    if (!node.children.empty()) return false; // quicker than comparing types, which compares names
    const std::type_info& type = typeid(node);
    return type == typeid(antlr4::tree::TerminalNodeImpl) ||
           type == typeid(antlr4::tree::ErrorNodeImpl);
  }

  const antlr4::ParserRuleContext& context_;
  const std::vector<antlr4::tree::ParseTree*>& children_;
  size_t at_ = 0;
};

} // namespace aqua::syntax
