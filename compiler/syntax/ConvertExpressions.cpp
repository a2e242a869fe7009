#include "Checks.h"
#include "Converter.h"
#include "Precedence.h"

namespace aqua::syntax {

using T = TokenKind;
namespace diag = support::diag;

const ast::Expr* Converter::missingValue(SourceRange range) {
  return make<ast::ErrorExpr>(range);
}

const ast::Expr* Converter::wholeValue(TreeCursor& at) {
  const ast::Expr* found = value(at);
  if (!isSpoiled(found->range) || llvm::isa<ast::ErrorExpr>(found)) return found;
  auto* error = make<ast::ErrorExpr>(found->range);
  error->partial = found;
  return error;
}

const ast::Expr* Converter::value(TreeCursor& at) {
  const auto* context = at.take<P::ValueContext>(P::RuleValue);
  return context ? valueOf(*context) : missingValue(at.endOfText());
}

// value (',' value)*
llvm::ArrayRef<const ast::Expr*> Converter::values(TreeCursor& at) {
  llvm::SmallVector<const ast::Expr*> list;
  while (const auto* context = at.take<P::ValueContext>(P::RuleValue)) {
    list.push_back(valueOf(*context));
    at.take(T::Comma);
  }
  return keep(list);
}

// operand (infix operand)*
const ast::Expr* Converter::valueOf(const P::ValueContext& context) {
  TreeCursor at(context);
  FlatValue flat(arena_, problems_);
  for (;;) {
    const auto* one = at.take<P::OperandContext>(P::RuleOperand);
    const ast::Expr* last = one ? operand(*one) : missingValue(at.endOfText());
    flat.addOperand(last);
    const auto* infix = at.take<P::InfixContext>(P::RuleInfix);
    const SyntaxToken* sign = infix ? TreeCursor(*infix).token() : nullptr;
    if (!sign) return flat.toTree();
    flat.addOperator(*sign);
  }
}

// '!'* primary suffix*
const ast::Expr* Converter::operand(const P::OperandContext& context) {
  TreeCursor at(context);
  llvm::SmallVector<uint32_t, 2> nots;
  while (const SyntaxToken* bang = at.take(T::Not))
    nots.push_back(bang->range().begin);
  const auto* first = at.take<P::PrimaryContext>(P::RulePrimary);
  const ast::Expr* result = first ? primary(*first) : missingValue(at.endOfText());
  while (const auto* suffix = at.take<P::SuffixContext>(P::RuleSuffix))
    result = suffixed(result, *suffix);
  for (const uint32_t begin : llvm::reverse(nots)) {
    auto* node = make<ast::NotExpr>(SourceRange{begin, result->range.end});
    node->operand = result;
    result = node;
  }
  return result;
}

// --------------------------------------------------------------------------------------- Primaries

namespace {

ast::LiteralKind literalKind(TokenKind kind) {
  if (kind == T::Bool) return ast::LiteralKind::Bool;
  if (kind == T::Float) return ast::LiteralKind::Float;
  if (kind == T::String) return ast::LiteralKind::String;
  return kind == T::InitPeer ? ast::LiteralKind::InitPeer : ast::LiteralKind::Int;
}

} // namespace

// BOOL | '-'? (INT | FLOAT) | STRING | INIT_PEER | collection | variable | '(' value ')'
const ast::Expr* Converter::primary(const P::PrimaryContext& context) {
  TreeCursor at(context);
  const SyntaxToken* token = at.token();
  if (!token) {
    const ast::Name word = name(at);
    if (!word) return missingValue(rangeOf(context));
    auto* node = make<ast::NameExpr>(word.range);
    node->name = word;
    return node;
  }
  const TokenKind kind = token->kind();
  constexpr TokenSet collections{T::Question, T::Star, T::Brackets, T::LSquare};
  if (collections.has(kind)) return collection(at, context);
  if (kind == T::Int || kind == T::Float) return numberLiteral(nullptr, *token);
  if (kind == T::Minus) {
    at.takeToken();
    const SyntaxToken* number = at.takeToken();
    return number ? numberLiteral(token, *number) : missingValue(rangeOf(context));
  }
  if (kind == T::LParen) {
    auto* node = make<ast::ParenExpr>(context);
    at.takeToken();
    node->inner = value(at);
    return node;
  }
  auto* node = make<ast::LiteralExpr>(token->range());
  node->literal = literalKind(token->kind());
  node->text = token->kind() == T::String ? unquoted(*token) : token->text();
  return node;
}

const ast::Expr* Converter::numberLiteral(const SyntaxToken* minus, const SyntaxToken& number) {
  SourceRange range = number.range();
  if (minus) range = cover(minus->range(), range);
  auto* node = make<ast::LiteralExpr>(range);
  node->literal = literalKind(number.kind());
  node->text = tokens_.text().slice(range.begin, range.end);
  if (!minus || minus->range().end == number.range().begin) return node;
  node->text = llvm::StringRef("-" + number.text().str()).copy(arena_);
  if (!isSpoiled(range))
    problems_.report(diag::DetachedSign, range)
        .fixes.push_back(problems_.fix("remove the space", range, node->text.str()));
  return node;
}

// ('?' | '*')? ('[]' | '[' (value (',' value)*)? ']')
const ast::Expr* Converter::collection(TreeCursor& at, const P::PrimaryContext& context) {
  auto* node = make<ast::CollectionExpr>(context);
  const SyntaxToken* prefix = at.take(T::Question);
  if (prefix) node->collection = ast::CollectionKind::Option;
  if (!prefix && (prefix = at.take(T::Star))) node->collection = ast::CollectionKind::Stream;
  const SyntaxToken* bracket = at.takeToken();
  if (prefix && bracket && prefix->range().end != bracket->range().begin &&
      !isSpoiled(node->range)) {
    const SourceRange gap{prefix->range().end, bracket->range().begin};
    problems_
        .report(diag::DetachedCollection, cover(prefix->range(), bracket->range()), prefix->text())
        .fixes.push_back(problems_.fix("remove the space", gap, ""));
  }
  node->elements = values(at);
  return node;
}

// ---------------------------------------------------------------------------------------- Suffixes

const ast::Expr* Converter::suffixed(const ast::Expr* base, const P::SuffixContext& context) {
  const SourceRange range{base->range.begin, rangeOf(context).end};
  TreeCursor at(context);
  const SyntaxToken* token = at.token();
  if (!token) return base;
  if (token->kind() == T::Dot) return memberSuffix(base, at, range);
  if (token->kind() == T::LSquare) return indexSuffix(base, at, range);
  if (token->kind() == T::Index) return bangSuffix(base, at, range);
  return callSuffix(base, at, range);
}

// '.' word
const ast::Expr* Converter::memberSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range) {
  auto* node = make<ast::MemberExpr>(range);
  node->base = base;
  if (const SyntaxToken* dot = at.take(T::Dot)) checkDot(*dot);
  node->name = name(at);
  return node;
}

// '[' value ']'
const ast::Expr* Converter::indexSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range) {
  auto* node = make<ast::IndexExpr>(range);
  node->base = base;
  at.take(T::LSquare);
  node->index = value(at);
  checkIndex(*node, problems_);
  return node;
}

// INDEX INT?
const ast::Expr* Converter::bangSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range) {
  auto* node = make<ast::BangExpr>(range);
  node->base = base;
  const SyntaxToken* bang = at.take(T::Index);
  const SyntaxToken* digits = at.take(T::Int);
  if (!digits) return node;
  node->hasDigits = true;
  node->digits = digits->text();
  node->digitsRange = digits->range();
  const SourceRange gap{bang->range().end, digits->range().begin};
  if (!gap.isEmpty() && !isSpoiled(gap))
    problems_.report(diag::DetachedIndex, cover(bang->range(), digits->range()))
        .fixes.push_back(problems_.fix("remove the space", gap, ""));
  return node;
}

// ('{' value (',' value)* '}')? '(' (argument (',' argument)*)? ')'
const ast::Expr* Converter::callSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range) {
  auto* node = make<ast::CallExpr>(range);
  node->callee = base;
  if (at.take(T::LBrace)) {
    node->abilities = values(at);
    at.take(T::RBrace);
  }
  at.take(T::LParen);
  llvm::SmallVector<ast::Argument> arguments;
  while (const auto* one = at.take<P::ArgumentContext>(P::RuleArgument)) {
    arguments.push_back(argument(*one));
    at.take(T::Comma);
  }
  node->arguments = keep(arguments);
  checkCall(*node, problems_);
  return node;
}

// (name '=')? value
ast::Argument Converter::argument(const P::ArgumentContext& context) {
  ast::Argument argument;
  argument.range = rangeOf(context);
  TreeCursor at(context);
  argument.name = name(at);
  at.take(T::Assign);
  argument.value = value(at);
  return argument;
}

} // namespace aqua::syntax
