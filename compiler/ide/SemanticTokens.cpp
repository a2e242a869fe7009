// The scanner's tokens, as the layout pass understands the words and as the symbol index knows the
// names.

#include "SemanticTokens.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include "Tree.h"
#include "syntax/Parse.h"
#include "syntax/Scanner.h"

namespace aqua::ide {

namespace {

using sema::NameRole;
using sema::SymbolKind;
using support::SourceRange;
using syntax::TokenKind;

constexpr llvm::StringRef typeNames[] = {
#define AQUA_TOKEN_TYPE(Name, text) text,
#include "SemanticTokenTypes.def"
};
constexpr llvm::StringRef modifierNames[] = {
#define AQUA_TOKEN_MODIFIER(Name, text) text,
#include "SemanticTokenTypes.def"
};

uint32_t bit(TokenModifier modifier) {
  return 1U << static_cast<unsigned>(modifier);
}

TokenType typeOfKind(SymbolKind kind) {
  switch (kind) {
  case SymbolKind::Module: return TokenType::Namespace;
  case SymbolKind::Function:
  case SymbolKind::Closure: return TokenType::Function;
  case SymbolKind::Parameter: return TokenType::Parameter;
  case SymbolKind::Variable:
  case SymbolKind::Item:
  case SymbolKind::Error: return TokenType::Variable;
  case SymbolKind::Stream: return TokenType::Event;
  case SymbolKind::Constant: return TokenType::EnumMember;
  case SymbolKind::Data: return TokenType::Struct;
  case SymbolKind::Ability: return TokenType::Interface;
  case SymbolKind::Service: return TokenType::Class;
  case SymbolKind::Alias: return TokenType::Type;
  case SymbolKind::Field: return TokenType::Property;
  case SymbolKind::Method:
  case SymbolKind::BuiltIn: return TokenType::Method;
  }
  llvm_unreachable("all kinds are listed");
}

constexpr syntax::TokenSet operators{
    TokenKind::LeftArrow,     TokenKind::Push,    TokenKind::RightArrow, TokenKind::Assign,
    TokenKind::DefaultAssign, TokenKind::Not,     TokenKind::NotEq,      TokenKind::Index,
    TokenKind::Question,      TokenKind::Brackets};

/// What a token is that no name of the index covers; nothing for punctuation and layout.
std::optional<TokenType> typeOfToken(TokenKind kind) {
  if (syntax::isKeyword(kind) || kind == TokenKind::Bool) return TokenType::Keyword;
  if (syntax::binaryOperators.has(kind) || operators.has(kind)) return TokenType::Operator;
  if (kind == TokenKind::Scalar) return TokenType::TypeParameter;
  if (kind == TokenKind::Lower || kind == TokenKind::Upper) return TokenType::Variable;
  if (kind == TokenKind::Int || kind == TokenKind::Float) return TokenType::Number;
  if (kind == TokenKind::String) return TokenType::String;
  if (kind == TokenKind::InitPeer) return TokenType::EnumMember;
  return std::nullopt;
}

class Painter {
public:
  Painter(const Module& module, const support::SourceFile& source)
      : module_(module), text_(source.text()) {
    for (const ast::Item* item : module.ast->items)
      if (const auto* service = llvm::dyn_cast<ast::ServiceDecl>(item);
          service && service->defaultId && llvm::isa<ast::LiteralExpr>(service->defaultId))
        staticServices_.insert(service->name.range.begin);
    forEachNode(*module.ast, [&](const ast::Node& node) {
      if (llvm::isa<ast::OnStmt, ast::ParSeqStmt>(node)) elsewhere_.push_back(blockOf(node)->range);
    });
  }

  std::vector<SemanticToken> paint() {
    const syntax::LaidOutText laidOut = syntax::layOutText(text_);
    addComments(laidOut.comments);
    // Words as the layout pass understands them; it may have left out what is nested too deep.
    addTokens(laidOut.tokens);
    addTokens(syntax::scan(text_).tokens);
    llvm::stable_sort(tokens_, [](const SemanticToken& a, const SemanticToken& b) {
      return a.range.begin < b.range.begin;
    });
    return withoutOverlaps();
  }

private:
  void addComments(llvm::ArrayRef<SourceRange> comments) {
    for (const SourceRange comment : comments) {
      const size_t start = text_.take_front(comment.begin).rfind('\n') + 1;
      const bool isAlone = text_.slice(start, comment.begin).trim().empty();
      const bool isAbove = isAlone && isDefinitionBelow(comment.end);
      add({comment, TokenType::Comment, isAbove ? bit(TokenModifier::Documentation) : 0});
    }
  }

  /// Whether the next line that is no comment begins an item.
  [[nodiscard]] bool isDefinitionBelow(uint32_t end) const {
    llvm::StringRef rest = text_.drop_front(end).drop_until([](char c) { return c == '\n'; });
    while (rest.consume_front("\n") && rest.ltrim(" \t").starts_with("--"))
      rest = rest.drop_until([](char c) { return c == '\n'; });
    const auto offset =
        static_cast<uint32_t>(text_.size() - rest.size() + rest.find_first_not_of(" \t"));
    return llvm::any_of(module_.ast->items, [&](const ast::Item* item) {
      return definedName(*item) && item->range.begin == offset;
    });
  }

  void addTokens(llvm::ArrayRef<syntax::Token> tokens) {
    for (const syntax::Token& token : tokens) {
      if (token.begin == token.end || token.kind == TokenKind::EndOfFile) continue;
      const sema::NameUse* use = module_.index->find(token.begin);
      if (use && use->range == token.range())
        add(ofName(*use));
      else if (const std::optional<TokenType> type = typeOfToken(token.kind))
        add({token.range(), *type, 0});
    }
  }

  [[nodiscard]] SemanticToken ofName(const sema::NameUse& use) const {
    const sema::Symbol& symbol = module_.index->symbols[use.symbol];
    SemanticToken token{use.range, typeOfKind(symbol.kind), 0};
    if (use.role == NameRole::Definition)
      token.modifiers |= bit(TokenModifier::Declaration) | bit(TokenModifier::Definition);
    if (use.role == NameRole::Alias) token.modifiers |= bit(TokenModifier::Declaration);
    if (use.role == NameRole::Write) token.modifiers |= bit(TokenModifier::Modification);
    const bool isReadonly = symbol.kind != SymbolKind::Stream && symbol.kind != SymbolKind::Module;
    const bool isValue = symbol.kind == SymbolKind::Constant ||
                         symbol.kind == SymbolKind::Variable || symbol.kind == SymbolKind::Item;
    if (isReadonly && isValue) token.modifiers |= bit(TokenModifier::Readonly);
    if (!symbol.loc.isValid()) token.modifiers |= bit(TokenModifier::DefaultLibrary);
    const bool isStatic = symbol.kind == SymbolKind::Service && symbol.loc.file == module_.file &&
                          staticServices_.contains(symbol.loc.range.begin);
    if (isStatic) token.modifiers |= bit(TokenModifier::Static);
    const bool isCallable = token.type == TokenType::Function || token.type == TokenType::Method;
    if (isCallable && use.role == NameRole::Reference && isElsewhere(use.range.begin))
      token.modifiers |= bit(TokenModifier::Async);
    return token;
  }

  [[nodiscard]] bool isElsewhere(uint32_t offset) const {
    return llvm::any_of(elsewhere_, [&](SourceRange range) { return range.contains(offset); });
  }

  /// Line by line: strings may go on over several.
  void add(SemanticToken token) {
    uint32_t begin = token.range.begin;
    while (begin < token.range.end) {
      const auto end = static_cast<uint32_t>(
          std::min<size_t>(text_.find_first_of("\r\n", begin), token.range.end));
      if (end > begin) tokens_.push_back({{begin, end}, token.type, token.modifiers});
      begin = end + 1;
    }
  }

  std::vector<SemanticToken> withoutOverlaps() {
    std::vector<SemanticToken> result;
    for (const SemanticToken& token : tokens_)
      if (result.empty() || token.range.begin >= result.back().range.end) result.push_back(token);
    return result;
  }

  const Module& module_;
  const llvm::StringRef text_;
  llvm::DenseSet<uint32_t> staticServices_;
  std::vector<SourceRange> elsewhere_; // bodies of `on`
  std::vector<SemanticToken> tokens_;
};

} // namespace

llvm::ArrayRef<llvm::StringRef> tokenTypeNames() {
  return typeNames;
}

llvm::ArrayRef<llvm::StringRef> tokenModifierNames() {
  return modifierNames;
}

std::vector<SemanticToken> semanticTokens(const Module& module, const support::SourceFile& source) {
  return Painter(module, source).paint();
}

} // namespace aqua::ide
