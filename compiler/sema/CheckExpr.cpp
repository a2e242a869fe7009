// Values in general, literals, collections, indexes.

#include "CheckExpr.h"

#include "llvm/ADT/TypeSwitch.h"

#include "CheckTypes.h"
#include "Words.h"

namespace aqua::sema {

using types::CollectionType;

namespace {

/// AquaVM reads floats of at most so many characters (spec/02 §7.1).
constexpr size_t maxFloatLength = 11;

llvm::StringRef withoutTrailingZeros(llvm::StringRef text) {
  const llvm::StringRef trimmed = text.rtrim('0');
  return trimmed.ends_with(".") ? text.take_front(trimmed.size() + 1) : trimmed;
}

bool isNumericLiteral(const Type* type) {
  const auto* literal = llvm::dyn_cast<types::LiteralType>(type);
  return literal && (literal->literal() == types::Literal::Unsigned ||
                     literal->literal() == types::Literal::Signed);
}

} // namespace

const hir::Expr* ExprChecker::value(const ast::Expr* source, const Type* hint) {
  const hir::Expr* checked = valueOrCall(source, hint);
  const auto* call = llvm::dyn_cast<hir::CallExpr>(checked);
  if (!call) return checked;
  const size_t results = call->arrow().results().size();
  if (results == 0) {
    session_.report(support::diag::VoidValue, call->loc.range, calleeText(*call->callee));
    return session_.errorExpr(call->loc.range);
  }
  if (results > 1)
    session_
        .report(support::diag::ExtraResultsIgnored, call->loc.range, calleeText(*call->callee),
                results)
        .help = "bind all of them: `a, b <- …`";
  return checked;
}

const hir::Expr* ExprChecker::valueOf(const ast::Expr* source, const Expectation& expected) {
  const hir::Expr* checked = value(source, expected.type);
  if (source) matcher_.require(*source, *checked, expected);
  return checked;
}

const hir::Expr* ExprChecker::valueOrCall(const ast::Expr* source, const Type* hint) {
  if (!source) return session_.syntaxError({});
  return llvm::TypeSwitch<const ast::Expr*, const hir::Expr*>(source)
      .Case([&](const ast::LiteralExpr* node) { return literal(*node); })
      .Case([&](const ast::CollectionExpr* node) { return collection(*node, hint); })
      .Case([&](const ast::NameExpr* node) { return name(*node); })
      .Case([&](const ast::ParenExpr* node) { return valueOrCall(node->inner, hint); })
      .Case([&](const ast::NotExpr* node) { return negation(*node); })
      .Case([&](const ast::BinaryExpr* node) { return binary(*node); })
      .Case([&](const ast::MemberExpr* node) { return member(*node); })
      .Case([&](const ast::CallExpr* node) { return call(*node); })
      .Case([&](const ast::IndexExpr* node) { return index(*node); })
      .Case([&](const ast::BangExpr* node) { return bang(*node); })
      .Case([&](const ast::ErrorExpr* node) {
        recordNames(node->partial);
        return session_.syntaxError(node->range);
      });
}

const hir::Expr* ExprChecker::literal(const ast::LiteralExpr& source) {
  types::TypeStore& types = session_.types;
  if (source.literal == ast::LiteralKind::InitPeer) {
    auto* peer =
        session_.make<hir::PredefinedExpr>(source.range, types.literal(types::Literal::String));
    peer->value = hir::Predefined::InitPeer;
    return peer;
  }
  auto* node = session_.make<hir::LiteralExpr>(source.range, nullptr);
  node->literal = source.literal;
  node->text = source.text;
  switch (source.literal) {
  case ast::LiteralKind::Bool: node->type = types.literal(types::Literal::Bool); break;
  case ast::LiteralKind::InitPeer:
  case ast::LiteralKind::String: node->type = types.literal(types::Literal::String); break;
  case ast::LiteralKind::Int: {
    const bool isSigned = source.text.starts_with("-");
    node->type = types.literal(isSigned ? types::Literal::Signed : types::Literal::Unsigned);
    const std::optional<Integer> value = parseInteger(source.text);
    if (!value || !fitsAir(*value)) {
      session_.report(support::diag::LiteralOutOfRange, source.range, source.text,
                      "a signed 64-bit integer");
      return session_.errorExpr(source.range);
    }
    facts_.setInteger(node, *value);
    break;
  }
  case ast::LiteralKind::Float:
    node->type = types.literal(types::Literal::Float);
    if (node->text.size() > maxFloatLength) node->text = withoutTrailingZeros(node->text);
    if (node->text.size() > maxFloatLength) {
      session_.report(support::diag::LiteralOutOfRange, source.range, source.text,
                      "a float of AIR, which has at most 11 characters");
      return session_.errorExpr(source.range);
    }
    break;
  }
  return node;
}

bool ExprChecker::requireCollectible(const ast::Expr& source, const hir::Expr& value) {
  if (types::isError(value.type) || types::isCollectible(value.type)) return true;
  session_.report(support::diag::NotCollectible, stripParens(source).range, describe(value.type));
  return false;
}

const hir::Expr* ExprChecker::collection(const ast::CollectionExpr& source, const Type* hint) {
  types::TypeStore& types = session_.types;
  const types::Collection kind = collectionOf(source.collection);
  if (source.elements.empty() && kind != types::Collection::Stream) {
    auto* nil = session_.make<hir::PredefinedExpr>(source.range, types.option(types.bottom()));
    nil->value = hir::Predefined::Nil;
    return nil;
  }

  const auto* wanted = llvm::dyn_cast_or_null<CollectionType>(hint);
  const Type* elementHint = wanted && !types::isStreamMap(wanted) ? wanted->element() : nullptr;
  llvm::SmallVector<const hir::Expr*, 8> elements;
  llvm::SmallVector<const Type*, 8> elementTypes;
  for (const ast::Expr* elementSource : source.elements) {
    const hir::Expr* element = value(elementSource, elementHint);
    if (elementSource && !requireCollectible(*elementSource, *element))
      element = session_.errorExpr(elementSource->range);
    elements.push_back(element);
    elementTypes.push_back(types::frozen(types, element->type));
  }

  auto* node = session_.make<hir::CollectionExpr>(source.range, nullptr);
  node->collection = kind;
  node->elements = session_.copy(elements);
  const bool allFit = elementHint && llvm::all_of(elementTypes, [&](const Type* type) {
                        return types::isSubtype(type, elementHint);
                      });
  const Type* element = allFit ? elementHint : types::elementType(types, elementTypes);
  node->type = types.collection(kind, session_.limited(element, source.range));
  // Where a type is expected or the numbers may still become any, the use of the value decides.
  if (!hint && !isNumericLiteral(element)) matcher_.warnOfUnsoundElements(*node, node->type);
  return node;
}

const hir::Expr* ExprChecker::index(const ast::IndexExpr& source) {
  const hir::Expr* base = value(source.base);
  const hir::Expr* at = value(source.index);
  const SourceRange indexRange = source.index ? source.index->range : source.range;
  if (!types::isError(at->type) && !types::acceptsOneOf(types::ScalarSet::Integer, at->type)) {
    session_.report(support::diag::OperandType, indexRange, "[…]",
                    types::describe(types::ScalarSet::Integer), describe(at->type));
  } else {
    checkIndex(*base, *at, indexRange);
  }
  const auto* collection = llvm::dyn_cast<CollectionType>(base->type);
  if (collection && collection->collection() == types::Collection::Option)
    session_.report(support::diag::OptionIndex, indexRange)
        .fixes.push_back(
            {"write `!`", {{session_.at({source.base->range.end, source.range.end}), "!"}}});
  return element(source.range, base, at);
}

const hir::Expr* ExprChecker::bang(const ast::BangExpr& source) {
  const hir::Expr* base = value(source.base);
  auto* at = session_.make<hir::LiteralExpr>(
      source.hasDigits ? source.digitsRange : SourceRange{base->loc.range.end, source.range.end},
      session_.types.literal(types::Literal::Unsigned));
  at->literal = ast::LiteralKind::Int;
  at->text = source.hasDigits ? source.digits : "0";
  if (const std::optional<Integer> value = parseInteger(at->text)) facts_.setInteger(at, *value);
  checkIndex(*base, *at, at->loc.range);
  const auto* collection = llvm::dyn_cast<CollectionType>(base->type);
  if (source.hasDigits && collection && collection->collection() == types::Collection::Option)
    session_.report(support::diag::OptionIndex, source.digitsRange)
        .fixes.push_back({"remove the number", {{session_.at(source.digitsRange), ""}}});
  return element(source.range, base, at);
}

const hir::Expr* ExprChecker::element(SourceRange range, const hir::Expr* base,
                                      const hir::Expr* index) {
  if (types::isError(base->type)) return session_.errorExpr(range);
  const auto* collection = llvm::dyn_cast<CollectionType>(base->type);
  const SourceRange operatorRange = {base->loc.range.end, range.end};
  if (!collection) {
    session_.report(support::diag::NotIndexable, operatorRange, describe(base->type));
    return session_.errorExpr(range);
  }
  if (types::isStreamMap(collection)) {
    session_.report(support::diag::StreamMapIndex, operatorRange);
    return session_.errorExpr(range);
  }
  auto* node = session_.make<hir::IndexExpr>(range, collection->element());
  node->base = base;
  node->index = index;
  return node;
}

/// What is known about the index before the program runs (spec/02 §23.19).
void ExprChecker::checkIndex(const hir::Expr& base, const hir::Expr& index,
                             SourceRange indexRange) {
  const std::optional<Integer> value = facts_.integer(&index);
  if (!value) return;
  if (*value < 0) {
    // The parser has reported a literal.
    if (llvm::isa<hir::LiteralExpr>(&index)) {
      session_.hasOtherErrors = true;
    } else {
      session_.report(support::diag::ComputedNegativeIndex, indexRange, integerText(*value));
    }
    return;
  }
  const std::optional<size_t> length = facts_.length(&base);
  if (length && *value >= static_cast<Integer>(*length))
    session_.report(support::diag::IndexBeyondEnd, indexRange, integerText(*value),
                    countOf(*length, "element"));
}

} // namespace aqua::sema
