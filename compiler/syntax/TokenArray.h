// The parser's view of a token list: ANTLR's Token and TokenStream interfaces over a flat array,
// without ANTLR's buffering, channels and allocation per token.

#pragma once

#include <algorithm>
#include <string>

#include "antlr4-runtime.h"

#include "llvm/ADT/ArrayRef.h"

#include "Tokens.h"

namespace aqua::syntax {

class TokenArray;

[[nodiscard]] constexpr TokenKind kindOf(size_t antlrType) {
  return static_cast<TokenKind>(static_cast<uint8_t>(antlrType));
}

/// A token as ANTLR wants to see it. Lives in its TokenArray.
class SyntaxToken final : public antlr4::Token {
public:
  SyntaxToken(const TokenArray* array, uint32_t index, const syntax::Token& token)
      : array_(array), begin_(token.begin), end_(token.end), index_(index), kind_(token.kind) {}

  [[nodiscard]] SourceRange range() const { return {begin_, end_}; }
  [[nodiscard]] TokenKind kind() const { return kind_; }
  [[nodiscard]] uint32_t index() const { return index_; }
  [[nodiscard]] llvm::StringRef text() const;

  std::string getText() const override { return text().str(); }
  size_t getType() const override {
    return kind_ == TokenKind::EndOfFile ? EOF : static_cast<size_t>(kind_);
  }
  size_t getLine() const override { return 0; } // computed from the range when shown
  size_t getCharPositionInLine() const override { return 0; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return begin_; }
  size_t getStopIndex() const override { return end_ == 0 ? 0 : end_ - 1; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return getText(); }

private:
  const TokenArray* array_;
  uint32_t begin_, end_, index_;
  TokenKind kind_;
};

class TokenArray final : public antlr4::TokenStream {
public:
  TokenArray(llvm::StringRef text, llvm::ArrayRef<syntax::Token> tokens) : text_(text) {
    tokens_.reserve(tokens.size());
    types_.reserve(tokens.size());
    for (const syntax::Token& token : tokens) {
      tokens_.emplace_back(this, static_cast<uint32_t>(tokens_.size()), token);
      types_.push_back(tokens_.back().getType());
    }
  }
  TokenArray(const TokenArray&) = delete;
  TokenArray& operator=(const TokenArray&) = delete;

  [[nodiscard]] llvm::StringRef text() const { return text_; }
  [[nodiscard]] const SyntaxToken& at(size_t index) const { return tokens_[index]; }
  [[nodiscard]] llvm::ArrayRef<SyntaxToken> all() const { return tokens_; }
  [[nodiscard]] const SyntaxToken& current() const { return tokens_[index_]; }

  void consume() override {
    if (index_ + 1 < types_.size()) ++index_;
  }
  size_t LA(ssize_t k) override { return k > 0 ? types_[ahead(k)] : behind(k); }
  antlr4::Token* LT(ssize_t k) override {
    if (k > 0) return &tokens_[ahead(k)];
    const auto back = static_cast<size_t>(-k);
    return back == 0 || back > index_ ? nullptr : &tokens_[index_ - back];
  }
  antlr4::Token* get(size_t index) const override { return &tokens_[index]; }

  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return index_; }
  void seek(size_t index) override { index_ = index; }
  size_t size() override { return tokens_.size(); }
  std::string getSourceName() const override { return "aqua"; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }

  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return text_.str(); }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token* start, antlr4::Token* stop) override {
    if (start == nullptr || stop == nullptr) return {};
    return text_.slice(start->getStartIndex(), stop->getStopIndex() + 1).str();
  }

private:
  [[nodiscard]] size_t ahead(ssize_t k) const {
    return std::min(index_ + static_cast<size_t>(k) - 1, types_.size() - 1);
  }
  [[nodiscard]] size_t behind(ssize_t k) {
    const antlr4::Token* token = LT(k);
    return token == nullptr ? antlr4::Token::INVALID_TYPE : token->getType();
  }

  llvm::StringRef text_;
  mutable std::vector<SyntaxToken> tokens_; // ANTLR's get() is const but gives out Token*
  std::vector<size_t> types_;
  size_t index_ = 0;
};

inline llvm::StringRef SyntaxToken::text() const {
  return array_->text().slice(begin_, end_);
}

} // namespace aqua::syntax
