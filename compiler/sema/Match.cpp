#include "Match.h"

#include "llvm/ADT/DenseSet.h"

#include "Words.h"

namespace aqua::sema {

using types::CollectionType;
using types::TypeKind;

namespace {

bool canBeTop(const Type* type) {
  return types::isError(type) || types::isData(type) || types::isStream(type);
}

/// Whether somewhere `⊤` would have to take an arrow, an ability, a service or a stream map. The
/// two types are related, so their shapes agree.
class TopSearch {
public:
  bool hides(const Type* given, const Type* expected) {
    if (given == expected) return false;
    if (expected->kind() == TypeKind::Top) return !canBeTop(given);
    if (!llvm::isa<types::ArrowType, types::NamedType>(expected)) return false;
    // Types share their parts: each pair is looked at once.
    if (!seen_.insert({given, expected}).second) return false;
    if (const auto* arrow = llvm::dyn_cast<types::ArrowType>(expected)) {
      const auto* other = llvm::dyn_cast<types::ArrowType>(given);
      return other && hidesInArrow(*other, *arrow);
    }
    const auto* target = llvm::cast<types::NamedType>(expected);
    const auto* other = llvm::dyn_cast<types::NamedType>(given);
    return other && llvm::any_of(target->fields(), [&](const types::Field& field) {
             const Type* member = other->field(field.name);
             return member && hides(member, field.type);
           });
  }

private:
  bool hidesInArrow(const types::ArrowType& given, const types::ArrowType& expected) {
    for (const auto [mine, theirs] : llvm::zip(given.parameters(), expected.parameters()))
      if (hides(theirs.type, mine.type)) return true;
    for (const auto [mine, theirs] : llvm::zip(given.results(), expected.results()))
      if (hides(mine, theirs)) return true;
    return false;
  }

  llvm::DenseSet<std::pair<const Type*, const Type*>> seen_;
};

const types::ScalarType* asInteger(const Type* type) {
  const auto* scalar = llvm::dyn_cast<types::ScalarType>(type);
  return scalar && types::integerRange(scalar->scalar()) ? scalar : nullptr;
}

bool isArray(const Type* type) {
  const auto* collection = llvm::dyn_cast<CollectionType>(type);
  return collection && collection->collection() == types::Collection::Array;
}

bool isPostfix(const ast::Expr& source) {
  return !llvm::isa<ast::BinaryExpr, ast::NotExpr>(source);
}

} // namespace

const ast::Expr& stripParens(const ast::Expr& source) {
  const ast::Expr* inner = &source;
  while (const auto* paren = llvm::dyn_cast<ast::ParenExpr>(inner))
    inner = paren->inner;
  return *inner;
}

bool fits(const Type* given, const Type* expected) {
  return types::isSubtype(given, expected) && !TopSearch().hides(given, expected);
}

bool Matcher::require(const ast::Expr& source, const hir::Expr& value,
                      const Expectation& expected) {
  if (types::isError(value.type) || types::isError(expected.type)) return true;
  if (!fits(value.type, expected.type)) {
    if (hasLostMembers(value.type) || hasLostMembers(expected.type)) return true;
    reportMismatch(source, value, expected);
    return false;
  }
  checkConstants(value, expected.type, nullptr);
  warnOfUnsoundElements(value, expected.type);
  return true;
}

/// Integers in their range, also inside of collections that were written down, here or where a name
/// was assigned: then the use is blamed.
void Matcher::checkConstants(const hir::Expr& value, const Type* expected,
                             const hir::Expr* usedAs) {
  if (const types::ScalarType* target = asInteger(expected)) {
    const std::optional<Integer> constant = facts_.integer(&value);
    const types::IntegerRange range = *types::integerRange(target->scalar());
    if (!constant || (*constant >= range.min && *constant <= static_cast<Integer>(range.max)))
      return;
    auto& diagnostic =
        session_.report(support::diag::LiteralOutOfRange, (usedAs ? usedAs : &value)->loc.range,
                        integerText(*constant), describe(expected));
    if (usedAs) diagnostic.labels.push_back({value.loc, "this element"});
    diagnostic.notes.push_back("`" + types::typeText(expected) + "` holds " +
                               integerText(range.min) + " to " +
                               integerText(static_cast<Integer>(range.max)));
    return;
  }
  const auto* collection = llvm::dyn_cast<CollectionType>(expected);
  const hir::CollectionExpr* literal = facts_.collection(&value);
  if (!collection || !literal) return;
  if (literal != &value && !usedAs) usedAs = &value;
  for (const hir::Expr* element : literal->elements)
    if (types::isSubtype(element->type, collection->element()))
      checkConstants(*element, collection->element(), usedAs);
}

/// Elements that the element type of their literal does not take: the literal got its type from
/// other elements (spec/02 §6.3).
void Matcher::warnOfUnsoundElements(const hir::Expr& value, const Type* expected) {
  const auto* collection = llvm::dyn_cast<CollectionType>(expected);
  const hir::CollectionExpr* literal = facts_.collection(&value);
  if (!collection || !literal) return;
  for (const hir::Expr* element : literal->elements) {
    const Type* type = types::frozen(session_.types, element->type);
    if (types::isSubtype(type, collection->element())) {
      warnOfUnsoundElements(*element, collection->element());
    } else if (unsound_.insert(element).second) {
      session_.diags.report(support::diag::UnsoundCollection, element->loc, describe(type),
                            describe(collection->element()));
    }
  }
}

void Matcher::reportMismatch(const ast::Expr& source, const hir::Expr& value,
                             const Expectation& expected) {
  const ast::Expr& inner = stripParens(source);
  if (blameElements(inner, value, expected) || blameMember(inner, value, expected)) return;
  auto& diagnostic = session_.report(support::diag::TypeMismatch, inner.range,
                                     describe(expected.type), describe(value.type));
  if (expected.declaredAt.isValid())
    diagnostic.labels.push_back({expected.declaredAt, expected.label});
  if (types::typeText(value.type) == types::typeText(expected.type)) {
    diagnostic.notes.push_back("expected " + types::definitionText(expected.type));
    diagnostic.notes.push_back("found " + types::definitionText(value.type));
  }
  helpWithOptions(diagnostic, inner, value.type, expected.type);
}

/// In a collection literal of the right kind the elements are to blame.
bool Matcher::blameElements(const ast::Expr& source, const hir::Expr& value,
                            const Expectation& expected) {
  const auto* written = llvm::dyn_cast<ast::CollectionExpr>(&source);
  const auto* literal = llvm::dyn_cast<hir::CollectionExpr>(&value);
  const auto* target = llvm::dyn_cast<CollectionType>(expected.type);
  if (!written || !literal || !target) return false;
  const Type* ifAllFit = session_.types.collection(literal->collection, target->element());
  if (!types::isSubtype(ifAllFit, target)) return false;
  const Expectation ofElement = {target->element(), expected.declaredAt, expected.label};
  bool isBlamed = false;
  for (const auto [elementSource, element] : llvm::zip(written->elements, literal->elements)) {
    if (fits(types::frozen(session_.types, element->type), target->element())) continue;
    reportMismatch(*elementSource, *element, ofElement);
    isBlamed = true;
  }
  return isBlamed;
}

/// Of named types of one kind, the first member (by name) that is missing or does not fit.
bool Matcher::blameMember(const ast::Expr& source, const hir::Expr& value,
                          const Expectation& expected) {
  const auto* target = llvm::dyn_cast<types::NamedType>(expected.type);
  const auto* given = llvm::dyn_cast<types::NamedType>(value.type);
  if (!target || !given) return false;
  if ((target->kind() == TypeKind::Struct) != (given->kind() == TypeKind::Struct)) return false;
  for (const types::Field& field : target->fields()) {
    const Type* member = given->field(field.name);
    if (member && fits(member, field.type)) continue;
    support::Diagnostic& diagnostic =
        member ? session_.report(support::diag::MemberMismatch, source.range, field.name,
                                 describe(given), describe(member), describe(field.type))
               : session_.report(support::diag::MissingMember, source.range, describe(target),
                                 describe(given), field.name);
    if (expected.declaredAt.isValid())
      diagnostic.labels.push_back({expected.declaredAt, expected.label});
    return true;
  }
  return false;
}

void Matcher::helpWithOptions(support::Diagnostic& diagnostic, const ast::Expr& source,
                              const Type* given, const Type* expected) {
  const Loc start = session_.at({source.range.begin, source.range.begin});
  const Loc end = session_.at({source.range.end, source.range.end});
  if (types::isData(given) && types::isSubtype(session_.types.option(given), expected)) {
    const bool wantsArray = isArray(expected);
    const std::string bracket = wantsArray ? "[" : "?[";
    const llvm::StringRef kind = wantsArray ? "an array" : "an option";
    diagnostic.help = "wrap the value into " + kind.str() + ": `" + bracket + "…]`";
    diagnostic.fixes.push_back({"wrap into " + kind.str(), {{start, bracket}, {end, "]"}}});
    return;
  }
  const auto* collection = llvm::dyn_cast<CollectionType>(given);
  if (!collection || types::isStreamMap(given)) return;
  // `nil` and the like have nothing to take out.
  if (collection->element()->kind() == TypeKind::Bottom) {
    if (types::isStream(expected)) diagnostic.help = "an empty stream is written `*[]`";
    return;
  }
  if (!types::isSubtype(collection->element(), expected)) return;
  switch (collection->collection()) {
  case types::Collection::Option:
    diagnostic.help = "take the value out of the option with `!`, which fails if there is none";
    break;
  case types::Collection::Stream:
    diagnostic.help = "take the first value of the stream with `!`, which waits until there is one";
    break;
  case types::Collection::Array:
    diagnostic.help = "take one element: `[0]`, or `!` for the first";
    return;
  case types::Collection::StreamMap: return;
  }
  if (isPostfix(source)) diagnostic.fixes.push_back({"add `!`", {{end, "!"}}});
}

} // namespace aqua::sema
