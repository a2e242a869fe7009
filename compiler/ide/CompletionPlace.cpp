#include "CompletionPlace.h"

#include "llvm/ADT/STLExtras.h"

#include "Tree.h"

namespace aqua::ide {

namespace {

using syntax::Token;
using syntax::TokenKind;
using syntax::TokenSet;

constexpr TokenSet typePrefixes{TokenKind::Brackets, TokenKind::Question, TokenKind::Star,
                                TokenKind::Percent};
/// Behind these, something new gets a name.
constexpr TokenSet newNameBehind{TokenKind::Func,    TokenKind::Data,   TokenKind::Service,
                                 TokenKind::Ability, TokenKind::Alias,  TokenKind::Const,
                                 TokenKind::For,     TokenKind::ParSeq, TokenKind::Catch,
                                 TokenKind::Aqua,    TokenKind::Module, TokenKind::As};
constexpr TokenSet endOfValue{TokenKind::Lower,  TokenKind::Upper,   TokenKind::Int,
                              TokenKind::Float,  TokenKind::String,  TokenKind::Bool,
                              TokenKind::RParen, TokenKind::RSquare, TokenKind::RBrace,
                              TokenKind::Scalar, TokenKind::InitPeer};

class PlaceFinder {
public:
  PlaceFinder(const Module& module, const TokensAt& at) : module_(module), at_(at) {
    const size_t first = at.firstOfLine();
    if (first < at.before()) first_ = &at.tokens()[first];
    isFirst_ = !first_;
  }

  Place find() {
    if (at_.comment()) return {PlaceKind::Comment, {}, nullptr, {}};
    const bool isHeader = first_ && syntax::isHeaderKeyword(first_->kind) && isAtMargin();
    if (at_.string()) return isHeader ? headerLine(PlaceKind::ImportPath) : Place();
    const Token* previous = at_.previous();
    if (previous && previous->kind == TokenKind::Dot) return {PlaceKind::Member, {}, nullptr, {}};
    if (isHeader) return inHeader();
    if (isFirst_ && at_.column() == 0 && !at_.openBracket())
      return {PlaceKind::TopLevel, {}, nullptr, {}};
    if (isTypePlace()) return {PlaceKind::Type, {}, nullptr, {}};
    return inBody();
  }

private:
  [[nodiscard]] bool isAtMargin() const {
    return syntax::indentationOf(*first_, at_.text()).empty();
  }
  [[nodiscard]] bool onLine(TokenKind kind) const {
    for (size_t i = at_.firstOfLine(); i < at_.before(); ++i)
      if (at_.tokens()[i].kind == kind) return true;
    return false;
  }

  Place headerLine(PlaceKind kind) const {
    return {kind, {}, itemAt(*module_.ast, first_->begin), {}};
  }

  Place inHeader() const {
    const TokenKind lead = first_->kind;
    const TokenKind previous = at_.previous()->kind;
    if (lead == TokenKind::Aqua || lead == TokenKind::Module) {
      if (onLine(TokenKind::Declares)) return headerLine(PlaceKind::ExportedNames);
      Place place;
      if (previous != lead) place.keywords = {"declares"};
      return place;
    }
    const bool isListed = previous == lead || previous == TokenKind::Comma;
    if (lead == TokenKind::Export && isListed) return headerLine(PlaceKind::ExportedNames);
    if (isListed) return headerLine(PlaceKind::ImportedNames);
    Place place;
    if (previous != TokenKind::As) place.keywords = {"as", "from"};
    return place;
  }

  /// By the tree, or else by what stands before.
  [[nodiscard]] bool isTypePlace() const {
    const std::vector<const ast::Node*> path = nodesAt(*module_.ast, at_.word().begin);
    if (!path.empty() && llvm::isa<ast::Type>(path.back()) &&
        path.back()->range.contains(at_.word().begin))
      return true;
    size_t back = 1;
    while (at_.previous(back) && typePrefixes.has(at_.previous(back)->kind))
      ++back;
    const Token* before = at_.previous(back);
    if (!before) return false;
    if (before->kind == TokenKind::Colon) return isOnLine(*before);
    if (before->kind == TokenKind::RightArrow) return true;
    if (before->kind == TokenKind::LBrace)
      return at_.previous(back + 2) && at_.previous(back + 2)->kind == TokenKind::Func;
    return before->kind == TokenKind::Comma && isAmongResults(back);
  }

  [[nodiscard]] bool isOnLine(const Token& token) const {
    return at_.text().slice(token.end, at_.word().begin).find('\n') == llvm::StringRef::npos;
  }

  /// `-> A, B, ` outside of brackets.
  [[nodiscard]] bool isAmongResults(size_t back) const {
    constexpr TokenSet inResults{TokenKind::Comma, TokenKind::Lower,    TokenKind::Upper,
                                 TokenKind::Dot,   TokenKind::Brackets, TokenKind::Question,
                                 TokenKind::Star,  TokenKind::Percent,  TokenKind::Scalar};
    for (; const Token* token = at_.previous(back); ++back) {
      if (token->kind == TokenKind::RightArrow) return true;
      if (!inResults.has(token->kind) || !isOnLine(*token)) return false;
    }
    return false;
  }

  Place inBody() {
    const Token* previous = at_.previous();
    const bool isInFunction = functionAt(module_, at_.text(), at_.word().begin) != nullptr;
    if (!isInFunction && !isConstant() && !isDefaultId()) return {};
    const std::optional<size_t> bracket = at_.openBracket();
    if (isFirst_ && !bracket) return {PlaceKind::Statement, {}, nullptr, legalKeywords()};
    if (!previous) return {};
    const bool isPrefix = (previous->kind == TokenKind::Par || previous->kind == TokenKind::Co) &&
                          previous->startsLine;
    if (isPrefix) return {PlaceKind::Statement, {}, nullptr, {"on", "for", "join"}};
    if (newNameBehind.has(previous->kind) && isKeywordHere(*previous)) return {};
    if (previous->kind == TokenKind::On || previous->kind == TokenKind::Via)
      return {PlaceKind::Peer, {}, nullptr, {}};
    const bool isServiceId = first_ && first_->kind == TokenKind::Upper && !bracket &&
                             previous->kind == TokenKind::Upper && isPathTo(*previous);
    if (endOfValue.has(previous->kind) && !isServiceId) return behindValue();
    Place place{PlaceKind::Value, {}, nullptr, {}};
    place.call = openCallAt(module_, at_);
    return place;
  }

  /// `Lib.Srv` and nothing else stands before in the line.
  [[nodiscard]] bool isPathTo(const Token& last) const {
    const llvm::StringRef path = at_.text().slice(first_->begin, last.end);
    return path.find_first_of(" \t(){}[]<-=") == llvm::StringRef::npos;
  }

  /// `service Srv(…`
  [[nodiscard]] bool isDefaultId() const {
    return first_ && first_->kind == TokenKind::Service && at_.openBracket().has_value();
  }

  [[nodiscard]] bool isConstant() const { return first_ && first_->kind == TokenKind::Const; }

  /// A keyword is one where it begins the line.
  [[nodiscard]] bool isKeywordHere(const Token& token) const {
    return token.startsLine || token.kind == TokenKind::As || token.kind == TokenKind::For ||
           token.kind == TokenKind::ParSeq;
  }

  [[nodiscard]] Place behindValue() const {
    Place place;
    const bool isLoop = onLine(TokenKind::For) && onLine(TokenKind::LeftArrow);
    if (isLoop) place.keywords = {"par", "try", "rec"};
    if (onLine(TokenKind::On)) place.keywords = {"via"};
    if (onLine(TokenKind::ParSeq) && !onLine(TokenKind::On)) place.keywords = {"on"};
    return place;
  }

  /// What may begin a statement here, by the statement above in the same column (spec/02 §13).
  [[nodiscard]] std::vector<llvm::StringRef> legalKeywords() const {
    std::vector<llvm::StringRef> keywords = {"if",     "for",  "try", "on",
                                             "parseq", "join", "co",  "<-"};
    const TokenKind above = leadAbove();
    if (above == TokenKind::None) return keywords;
    llvm::append_values(keywords, "par", "otherwise");
    if (above == TokenKind::If) keywords.emplace_back("else");
    if (above == TokenKind::Try || above == TokenKind::Catch) keywords.emplace_back("catch");
    return keywords;
  }

  /// The first token of the nearest line above in the same column; None if the block begins here.
  [[nodiscard]] TokenKind leadAbove() const {
    const size_t column = at_.column();
    for (size_t i = at_.before(); i-- > 0;) {
      const Token& token = at_.tokens()[i];
      if (!token.startsLine) continue;
      const size_t other = syntax::indentationOf(token, at_.text()).size();
      if (other < column) return TokenKind::None;
      if (other == column) return token.kind;
    }
    return TokenKind::None;
  }

  const Module& module_;
  const TokensAt& at_;
  const Token* first_ = nullptr; // of the line, before the cursor's word
  bool isFirst_ = false;         // the cursor's word is the first one of its line
};

} // namespace

Place placeAt(const Module& module, const TokensAt& at) {
  return PlaceFinder(module, at).find();
}

} // namespace aqua::ide
