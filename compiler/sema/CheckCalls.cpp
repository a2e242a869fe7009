// Calls of functions, closures, methods and whatever else has an arrow type (spec/02 §7.4, §7.7).

#include "CheckExpr.h"
#include "Words.h"

namespace aqua::sema {

using types::NamedType;

std::string calleeText(const hir::Expr& callee) {
  if (const auto* function = llvm::dyn_cast<hir::FunctionRef>(&callee))
    return function->function->name.str().str();
  if (const auto* local = llvm::dyn_cast<hir::LocalRef>(&callee))
    return local->local->name.str().str();
  if (const auto* service = llvm::dyn_cast<hir::ServiceRef>(&callee))
    return service->binding->service->name.str().str();
  if (const auto* member = llvm::dyn_cast<hir::MemberExpr>(&callee)) {
    const std::string base = calleeText(*member->base);
    return base.empty() ? member->name.str().str() : base + "." + member->name.str().str();
  }
  return "";
}

const hir::Expr* ExprChecker::call(const ast::CallExpr& source) {
  if (!source.callee) return failedCall(source);
  const NameParts parts = namesOf(*source.callee);
  if (!parts.empty())
    return isConstruction(parts) ? construction(source, parts) : callOfPath(source, parts);
  if (const auto* member = llvm::dyn_cast<ast::MemberExpr>(source.callee))
    return method(source, value(member->base), member->name);
  static_cast<void>(value(source.callee));
  session_.hasOtherErrors = true; // the parser has reported that only names can be called
  return failedCall(source);
}

const hir::Expr* ExprChecker::callOfPath(const ast::CallExpr& source,
                                         llvm::ArrayRef<ast::Name> parts) {
  if (parts.size() == 1 && !isKnownValue(parts.front())) globals_.adopt(parts);
  if (parts.size() == 1 && !isKnownValue(parts.front())) {
    reportUnknownFunction(parts.front());
    return failedCall(source);
  }
  const Head found = head(parts);
  if (!found.value) return failedCall(source);
  if (found.consumed == parts.size()) return finishCall(source, found.value, parts.back());
  const hir::Expr* base = found.value;
  for (const ast::Name& part : parts.drop_front(found.consumed).drop_back())
    base = memberOf(base, part);
  return method(source, base, parts.back());
}

bool ExprChecker::isKnownValue(const ast::Name& name) const {
  return !name || scope_.find(name.text) || globals_.context.contains(name.text);
}

void ExprChecker::reportUnknownFunction(const ast::Name& name) {
  if (isExplained(name)) return;
  Suggestions suggestions(name.text.str());
  scope_.forEachName([&](Name known) {
    if (llvm::isa<types::ArrowType>(scope_.find(known)->type)) suggestions.consider(known.str());
  });
  globals_.reportUnknown(support::diag::FunctionNotFound, functionSpaces, name,
                         std::move(suggestions));
}

/// What remains to be checked of a call of something unknown.
const hir::Expr* ExprChecker::failedCall(const ast::CallExpr& source) {
  for (const ast::Expr* ability : source.abilities)
    static_cast<void>(value(ability));
  for (const ast::Argument& argument : source.arguments)
    static_cast<void>(value(argument.value));
  return session_.errorExpr(source.range);
}

const hir::Expr* ExprChecker::method(const ast::CallExpr& source, const hir::Expr* base,
                                     const ast::Name& name) {
  if (!name) session_.hasOtherErrors = true;
  if (!name || types::isError(base->type)) return failedCall(source);
  if (types::isStreamMap(base->type)) return mapMethod(source, base, name);
  const auto* named = llvm::dyn_cast<NamedType>(base->type);
  const Type* type = named ? named->field(name.text) : nullptr;
  const bool isStruct = named && named->kind() == types::TypeKind::Struct;
  if (name.text == session_.wellKnown.copy && (isStruct || !type)) return copy(source, base, name);
  if (type) {
    session_.recorder.member(name, *named);
    auto* member =
        session_.make<hir::MemberExpr>(support::cover(base->loc.range, name.range), type);
    member->base = base;
    member->name = name.text;
    return finishCall(source, member, name);
  }
  reportNoMethod(*base, name);
  return failedCall(source);
}

void ExprChecker::reportNoMethod(const hir::Expr& base, const ast::Name& name) {
  if (hasLostMembers(base.type)) return;
  auto& diagnostic =
      session_.report(support::diag::MethodNotFound, name.range, describe(base.type), name.text);
  if (const auto* named = llvm::dyn_cast<NamedType>(base.type)) {
    helpWithMembers(diagnostic, *named, name.text);
  } else if (llvm::isa<types::CollectionType>(base.type) &&
             name.text == session_.wellKnown.length) {
    diagnostic.help = "`length` is written without parentheses";
  } else if (types::isStream(base.type)) {
    diagnostic.help = "a value is added to a stream by `<<-`, a stream has no methods";
  }
}

const hir::Expr* ExprChecker::mapMethod(const ast::CallExpr& source, const hir::Expr* map,
                                        const ast::Name& name) {
  const WellKnownNames& known = session_.wellKnown;
  types::TypeStore& types = session_.types;
  const Type* string = types.scalar(types::Scalar::String);
  const Type* element = llvm::cast<types::CollectionType>(map->type)->element();

  auto* node = session_.make<hir::MapCallExpr>(source.range, types.error());
  node->map = map;
  if (name.text == known.get) {
    node->method = hir::MapMethod::Get;
    node->type = types.array(element);
  } else if (name.text == known.getStream) {
    node->method = hir::MapMethod::GetStream;
    node->type = types.stream(element);
  } else if (name.text == known.keys) {
    node->method = hir::MapMethod::Keys;
    node->type = types.array(string);
  } else if (name.text == known.keysStream) {
    node->method = hir::MapMethod::KeysStream;
    node->type = types.stream(string);
  } else if (name.text == known.contains) {
    node->method = hir::MapMethod::Contains;
    node->type = types.scalar(types::Scalar::Bool);
  } else {
    reportNoMethod(*map, name);
    return failedCall(source);
  }
  session_.recorder.builtIn(name);
  const bool takesKey =
      node->method != hir::MapMethod::Keys && node->method != hir::MapMethod::KeysStream;
  const Arguments given = arguments(source);
  if (!checkCount(source, given, takesKey ? 1 : 0, nullptr, name)) return failedCall(source);
  if (takesKey) node->key = valueOf(given.front(), string);
  return node;
}

ExprChecker::Arguments ExprChecker::arguments(const ast::CallExpr& source) {
  Arguments given(source.abilities.begin(), source.abilities.end());
  for (const ast::Argument& argument : source.arguments) {
    if (argument.name) session_.hasOtherErrors = true; // reported by the parser
    given.push_back(argument.value);
  }
  return given;
}

/// Reports a wrong number of arguments.
bool ExprChecker::checkCount(const ast::CallExpr& source, llvm::ArrayRef<const ast::Expr*> given,
                             size_t expected, const hir::Expr* callee, const ast::Name& name) {
  if (given.size() == expected) return true;
  // A syntax error has taken arguments away, maybe.
  if (llvm::any_of(given, [](const ast::Expr* argument) {
        return llvm::isa_and_nonnull<ast::ErrorExpr>(argument) || !argument;
      }))
    return false;
  const std::string wanted = countOf(expected, "argument");
  if (given.size() < expected) {
    auto& diagnostic = session_.report(support::diag::TooFewArguments, name.range, name.text,
                                       wanted, countIs(given.size()));
    const auto* function = llvm::dyn_cast_or_null<hir::FunctionRef>(callee);
    if (function && function->function->parameters.size() > given.size())
      diagnostic.labels.push_back(
          {function->function->parameters[given.size()]->loc, "this one is missing"});
    return false;
  }
  const SourceRange surplus = support::cover(given[expected]->range, given.back()->range);
  auto& diagnostic = session_.report(support::diag::TooManyArguments, surplus, name.text, wanted,
                                     countIs(given.size()));
  if (source.abilities.empty()) {
    const SourceRange cut =
        expected == 0 ? surplus : SourceRange{given[expected - 1]->range.end, surplus.end};
    diagnostic.fixes.push_back({given.size() - expected == 1 ? "remove the surplus argument"
                                                             : "remove the surplus arguments",
                                {{session_.at(cut), ""}}});
  }
  return false;
}

/// A stream of narrower elements is taken as one of wider elements, and gets some (spec/02 §23.15).
void ExprChecker::warnOfWidening(const hir::Function& function, size_t index,
                                 const hir::Expr& argument) {
  const hir::Local* parameter = function.parameters[index];
  if (!types::isStream(parameter->type) || !types::isStream(argument.type)) return;
  const Type* wide = llvm::cast<types::CollectionType>(parameter->type)->element();
  const Type* narrow = llvm::cast<types::CollectionType>(argument.type)->element();
  if (types::isSubtype(wide, narrow) || narrow->kind() == types::TypeKind::Bottom ||
      narrow->kind() == types::TypeKind::Literal)
    return;
  if (llvm::is_contained(function.pushedTo, parameter))
    session_
        .report(support::diag::StreamWidening, argument.loc.range, function.name, describe(wide),
                describe(narrow))
        .labels.push_back({parameter->loc, "parameter declared here"});
}

const hir::Expr* ExprChecker::finishCall(const ast::CallExpr& source, const hir::Expr* callee,
                                         const ast::Name& name) {
  if (types::isError(callee->type)) return failedCall(source);
  const auto* arrow = llvm::dyn_cast<types::ArrowType>(callee->type);
  if (!arrow) {
    auto& diagnostic = session_.report(support::diag::TypeNotCallable, name.range, name.text,
                                       describe(callee->type));
    if (llvm::isa<types::CollectionType>(callee->type) && source.arguments.size() == 1)
      diagnostic.help =
          "an element is taken by its index in brackets: `" + name.text.str().str() + "[…]`";
    return failedCall(source);
  }
  const llvm::ArrayRef<types::Parameter> parameters = arrow->parameters();
  const Arguments given = arguments(source);
  const bool isCountRight = checkCount(source, given, parameters.size(), callee, name);

  llvm::SmallVector<const hir::Expr*, 8> checked;
  for (size_t i = 0; i < given.size(); ++i) {
    if (!isCountRight) {
      checked.push_back(value(given[i]));
      continue;
    }
    Expectation expected = {parameters[i].type};
    if (const auto* function = llvm::dyn_cast<hir::FunctionRef>(callee)) {
      expected.declaredAt = function->function->parameters[i]->loc;
      expected.label = "parameter declared here";
    }
    checked.push_back(valueOf(given[i], expected));
    if (const auto* function = llvm::dyn_cast<hir::FunctionRef>(callee))
      warnOfWidening(*function->function, i, *checked.back());
  }
  auto* node = session_.make<hir::CallExpr>(
      source.range, arrow->results().empty() ? session_.types.bottom() : arrow->results().front());
  node->callee = callee;
  node->arguments = session_.copy(checked);
  return node;
}

} // namespace aqua::sema
