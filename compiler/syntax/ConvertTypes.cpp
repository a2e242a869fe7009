#include "Converter.h"

namespace aqua::syntax {

using T = TokenKind;

const ast::Type* Converter::missingType(SourceRange range) {
  return make<ast::ErrorType>(range);
}

const ast::Type* Converter::type(TreeCursor& at) {
  const auto* context = at.take<P::TypeContext>(P::RuleType);
  return context ? typeOf(*context) : missingType(at.endOfText());
}

// arrowType | plainType
const ast::Type* Converter::typeOf(const P::TypeContext& context) {
  TreeCursor at(context);
  if (const auto* arrow = at.take<P::ArrowTypeContext>(P::RuleArrowType)) return arrowType(*arrow);
  const auto* plain = at.take<P::PlainTypeContext>(P::RulePlainType);
  return plain ? plainTypeOf(*plain) : missingType(rangeOf(context));
}

const ast::Type* Converter::plainType(TreeCursor& at) {
  const auto* context = at.take<P::PlainTypeContext>(P::RulePlainType);
  return context ? plainTypeOf(*context) : missingType(at.endOfText());
}

namespace {

struct Prefix {
  ast::CollectionKind kind;
  uint32_t begin;
};

/// '[]' | '?' | '*' | '**' | '%'
void addPrefixes(const SyntaxToken& token, llvm::SmallVectorImpl<Prefix>& prefixes) {
  const uint32_t begin = token.range().begin;
  const TokenKind kind = token.kind();
  if (kind == T::Brackets) return prefixes.push_back({ast::CollectionKind::Array, begin});
  if (kind == T::Question) return prefixes.push_back({ast::CollectionKind::Option, begin});
  if (kind == T::Percent) return prefixes.push_back({ast::CollectionKind::StreamMap, begin});
  prefixes.push_back({ast::CollectionKind::Stream, begin});
  if (kind == T::Power) prefixes.push_back({ast::CollectionKind::Stream, begin + 1});
}

} // namespace

// typePrefix* (SCALAR | TOP | BOTTOM | typeName)
const ast::Type* Converter::plainTypeOf(const P::PlainTypeContext& context) {
  llvm::SmallVector<Prefix, 4> prefixes;
  TreeCursor at(context);
  while (const auto* prefix = at.take<P::TypePrefixContext>(P::RuleTypePrefix))
    if (const SyntaxToken* token = TreeCursor(*prefix).token()) addPrefixes(*token, prefixes);
  const ast::Type* type = nullptr;
  if (const auto* named = at.take<P::TypeNameContext>(P::RuleTypeName)) {
    type = namedType(*named);
  } else if (const SyntaxToken* token = at.takeToken()) {
    if (token->kind() == T::Scalar) {
      auto* scalar = make<ast::ScalarType>(token->range());
      scalar->name = token->text();
      type = scalar;
    } else if (token->kind() == T::Top) {
      type = make<ast::TopType>(token->range());
    } else {
      type = make<ast::BottomType>(token->range());
    }
  } else {
    type = missingType(at.endOfText());
  }
  for (const Prefix& prefix : llvm::reverse(prefixes)) {
    auto* outer = make<ast::CollectionType>(SourceRange{prefix.begin, type->range.end});
    outer->collection = prefix.kind;
    outer->element = type;
    type = outer;
  }
  return type;
}

// UPPER ('.' UPPER)*
const ast::NamedType* Converter::namedType(const P::TypeNameContext& context) {
  auto* node = make<ast::NamedType>(context);
  node->path = pathOf(context);
  return node;
}

// abilities? (plainType (',' plainType)*)? '->' results
const ast::Type* Converter::arrowType(const P::ArrowTypeContext& context) {
  auto* node = make<ast::ArrowType>(context);
  TreeCursor at(context);
  node->abilities = abilities(at);
  llvm::SmallVector<const ast::Type*> parameters;
  while (const auto* parameter = at.take<P::PlainTypeContext>(P::RulePlainType)) {
    parameters.push_back(plainTypeOf(*parameter));
    at.take(T::Comma);
  }
  node->parameters = keep(parameters);
  at.take(T::RightArrow);
  node->results = results(at);
  return node;
}

// '{' typeName (',' typeName)* '}'
llvm::ArrayRef<const ast::NamedType*> Converter::abilities(TreeCursor& at) {
  const auto* context = at.take<P::AbilitiesContext>(P::RuleAbilities);
  if (!context) return {};
  llvm::SmallVector<const ast::NamedType*> list;
  TreeCursor inside(*context);
  inside.take(T::LBrace);
  while (const auto* named = inside.take<P::TypeNameContext>(P::RuleTypeName)) {
    list.push_back(namedType(*named));
    inside.take(T::Comma);
  }
  return keep(list);
}

// '(' ')' | result (',' result)*
llvm::ArrayRef<const ast::Type*> Converter::results(TreeCursor& at) {
  const auto* context = at.take<P::ResultsContext>(P::RuleResults);
  if (!context) return {};
  llvm::SmallVector<const ast::Type*> list;
  TreeCursor inside(*context);
  while (const auto* result = inside.take<P::ResultContext>(P::RuleResult)) {
    list.push_back(resultOf(*result));
    inside.take(T::Comma);
  }
  return keep(list);
}

// type | '(' type ')'
const ast::Type* Converter::resultOf(const P::ResultContext& context) {
  TreeCursor at(context);
  at.take(T::LParen);
  const auto* inner = at.take<P::TypeContext>(P::RuleType);
  return inner ? typeOf(*inner) : missingType(rangeOf(context));
}

// abilities? '(' (parameter (',' parameter)*)? ')' ('->' results)?
ast::ArrowHead Converter::arrowHead(TreeCursor& at) {
  const auto* context = at.take<P::ArrowHeadContext>(P::RuleArrowHead);
  if (!context) return {};
  ast::ArrowHead head;
  head.range = rangeOf(*context);
  TreeCursor inside(*context);
  head.abilities = abilities(inside);
  inside.take(T::LParen);
  llvm::SmallVector<ast::Parameter> parameters;
  while (const auto* one = inside.take<P::ParameterContext>(P::RuleParameter)) {
    parameters.push_back(parameter(*one));
    inside.take(T::Comma);
  }
  head.parameters = keep(parameters);
  inside.take(T::RParen);
  inside.take(T::RightArrow);
  head.results = results(inside);
  return head;
}

// name ':' result
ast::Parameter Converter::parameter(const P::ParameterContext& context) {
  ast::Parameter parameter;
  parameter.range = rangeOf(context);
  TreeCursor at(context);
  parameter.name = name(at);
  at.take(T::Colon);
  const auto* result = at.take<P::ResultContext>(P::RuleResult);
  parameter.type = result ? resultOf(*result) : missingType(parameter.range);
  return parameter;
}

} // namespace aqua::syntax
