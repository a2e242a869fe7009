// The base class of the generated parser: the same trees as ANTLR's Parser builds, made faster.
// ANTLR allocates each node by itself and finds each parent with a dynamic_cast; together that is
// half of the time of parsing.

#pragma once

#include <cstddef>
#include <memory_resource>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

namespace aqua::grammar {

/// Owns the nodes of a parse tree. The generated code knows it as `_tracker`.
class TreeArena {
public:
  TreeArena() = default;
  TreeArena(const TreeArena&) = delete;
  TreeArena& operator=(const TreeArena&) = delete;
  ~TreeArena() { reset(); }

  template <typename T, typename... Args>
  T* createInstance(Args&&... args) {
    T* node = new (memory_.allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
    nodes_.push_back(node);
    return node;
  }

  /// Frees all nodes. Memory of the usual size is kept for the next tree.
  void reset() {
    for (antlr4::tree::ParseTree* node : nodes_)
      node->~ParseTree();
    nodes_.clear();
    memory_.release();
  }

private:
  static constexpr size_t firstBlock = 64 * 1024;
  std::vector<std::byte> block_{firstBlock};
  std::pmr::monotonic_buffer_resource memory_{block_.data(), block_.size()};
  std::vector<antlr4::tree::ParseTree*> nodes_;
};

/// Does what antlr4::Parser does, without listeners and for grammars without left recursion and
/// labelled alternatives.
class ParserBase : public antlr4::Parser {
public:
  explicit ParserBase(antlr4::TokenStream* input) : Parser(input) {}

  /// Frees the tree of the last rule.
  void freeTree() { _tracker.reset(); }

  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t) override {
    setState(state);
    _ctx = context;
    context->start = _input->LT(1);
    if (context->parent) append(*context->parent, context);
  }

  void enterOuterAlt(antlr4::ParserRuleContext*, size_t) override {}

  antlr4::Token* match(size_t type) override {
    antlr4::Token* token = _input->LT(1);
    if (_input->LA(1) != type) return _errHandler->recoverInline(this);
    _errHandler->reportMatch(this);
    consume();
    return token;
  }

  antlr4::Token* consume() override {
    antlr4::Token* token = _input->LT(1);
    if (_input->LA(1) != antlr4::Token::EOF) _input->consume();
    antlr4::tree::TerminalNode* node =
        _errHandler->inErrorRecoveryMode(this)
            ? _tracker.createInstance<antlr4::tree::ErrorNodeImpl>(token)
            : _tracker.createInstance<antlr4::tree::TerminalNodeImpl>(token);
    node->setParent(_ctx);
    append(*_ctx, node);
    return token;
  }

protected:
  void exitRule() {
    _ctx->stop = _input->LT(-1);
    setState(_ctx->invokingState);
    _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
  }

  TreeArena _tracker;

private:
  static void append(antlr4::tree::ParseTree& parent, antlr4::tree::ParseTree* child) {
    constexpr size_t usual = 4;
    if (parent.children.empty()) parent.children.reserve(usual);
    parent.children.push_back(child);
  }
};

} // namespace aqua::grammar

/// The name that the grammar knows: its option takes no qualified one.
using AquaParserBase = aqua::grammar::ParserBase;
