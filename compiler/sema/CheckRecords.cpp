// Construction of data and abilities, and `copy` (spec/02 §7.4, §7.5).

#include "llvm/ADT/StringExtras.h"

#include "CheckExpr.h"
#include "Words.h"

namespace aqua::sema {

using types::NamedType;
using types::TypeKind;

namespace {

/// "the field `x` (`u8`)", "the fields `x` (`u8`), `y` (`string`)"
std::string fieldsText(llvm::ArrayRef<types::Field> fields) {
  std::string text = fields.size() == 1 ? "the field " : "the fields ";
  llvm::raw_string_ostream out(text);
  llvm::ListSeparator separator;
  for (const types::Field& field : fields) {
    out << separator << '`' << field.name.str() << '`';
    if (!types::isError(field.type)) out << " (" << describe(field.type) << ')';
  }
  return text;
}

} // namespace

/// `Name(…)`, `Lib.Name(…)`
bool ExprChecker::isConstruction(llvm::ArrayRef<ast::Name> parts) const {
  const Name last = parts.back().text;
  if (last.isEmpty() || !llvm::isUpper(last.str().front())) return false;
  return parts.size() == 1 || !scope_.find(parts.front().text);
}

const hir::Expr* ExprChecker::construction(const ast::CallExpr& source,
                                           llvm::ArrayRef<ast::Name> parts) {
  const bool hasUnnamed = llvm::any_of(source.arguments, [](const ast::Argument& argument) {
    return !argument.name && !llvm::isa<ast::NameExpr, ast::ErrorExpr>(*argument.value);
  });
  if (hasUnnamed || source.arguments.empty() || !source.abilities.empty()) { // the parser says so
    session_.hasOtherErrors = true;
    return failedCall(source);
  }
  const ast::Path path = {parts, support::cover(parts.front().range, parts.back().range)};
  const Entity* entity = globals_.type(path);
  if (!entity || types::isError(entity->type)) return failedCall(source);
  if (entity->type->kind() != TypeKind::Struct && entity->type->kind() != TypeKind::Ability) {
    auto& diagnostic = session_.report(support::diag::NotConstructible, path.range,
                                       session_.joined(parts), kindOf(entity->type));
    if (entity->service)
      diagnostic.help = "to set the id of the service, write a space: `" +
                        session_.joined(parts).str().str() + " (…)`";
    return failedCall(source);
  }
  const auto& type = *llvm::cast<NamedType>(entity->type);
  auto* node = session_.make<hir::RecordExpr>(source.range, &type);
  const FieldArguments given = fieldArguments(source);
  node->fields = fieldValues(given, type);

  llvm::SmallVector<types::Field, 4> missing;
  for (const types::Field& field : type.fields())
    if (llvm::none_of(
            given, [&](const FieldArgument& argument) { return argument.name.text == field.name; }))
      missing.push_back(field);
  reportUnexpected(given, type, missing);
  if (!missing.empty() && !hasBrokenArgument(source))
    session_.report(support::diag::MissingField, path.range, session_.joined(parts),
                    fieldsText(missing));
  return node;
}

const hir::Expr* ExprChecker::copy(const ast::CallExpr& source, const hir::Expr* base,
                                   const ast::Name& name) {
  if (base->type->kind() != TypeKind::Struct) {
    session_.report(support::diag::CopyOnNonData, name.range, describe(base->type));
    return failedCall(source);
  }
  session_.recorder.builtIn(name);
  const auto& type = *llvm::cast<NamedType>(base->type);
  auto* node = session_.make<hir::CopyExpr>(source.range, &type);
  node->base = base;
  const FieldArguments given = fieldArguments(source);
  if (source.arguments.empty())
    session_.report(support::diag::MissingField, name.range, name.text, "a field to change");
  reportUnnamed(source);
  for (const FieldArgument& argument : given) {
    if (type.field(argument.name.text)) continue;
    auto& diagnostic = session_.report(support::diag::FieldNotFound, argument.name.range,
                                       describe(&type), argument.name.text);
    helpWithMembers(diagnostic, type, argument.name.text);
  }
  node->fields = fieldValues(given, type);
  return node;
}

/// The parser takes a call without any name for that of a method.
void ExprChecker::reportUnnamed(const ast::CallExpr& source) {
  if (llvm::any_of(source.arguments,
                   [](const ast::Argument& argument) { return bool(argument.name); }))
    return;
  for (const ast::Argument& argument : source.arguments)
    if (argument.value && !llvm::isa<ast::NameExpr, ast::ErrorExpr>(argument.value))
      session_.report(support::diag::UnnamedField, argument.range, "a copy");
}

bool ExprChecker::hasBrokenArgument(const ast::CallExpr& source) {
  return llvm::any_of(source.arguments, [](const ast::Argument& argument) {
    return !argument.value || llvm::isa<ast::ErrorExpr>(argument.value) ||
           (!argument.name && !llvm::isa<ast::NameExpr>(argument.value));
  });
}

/// The arguments by field, the first of each name. `x` is short for `x = x`.
ExprChecker::FieldArguments ExprChecker::fieldArguments(const ast::CallExpr& source) {
  FieldArguments given;
  for (const ast::Argument& argument : source.arguments) {
    ast::Name name = argument.name;
    if (!name) {
      if (const auto* shorthand = llvm::dyn_cast_or_null<ast::NameExpr>(argument.value))
        name = shorthand->name;
    }
    if (!name) {
      static_cast<void>(value(argument.value));
      session_.hasOtherErrors = true; // reported by the parser
      continue;
    }
    const auto* first = llvm::find_if(
        given, [&](const FieldArgument& other) { return other.name.text == name.text; });
    if (first != given.end()) {
      session_.report(support::diag::DuplicateArgument, name.range, name.text)
          .labels.push_back({session_.at(first->name.range), "first given here"});
      static_cast<void>(value(argument.value));
      continue;
    }
    given.push_back({name, argument.value});
  }
  return given;
}

llvm::ArrayRef<hir::FieldValue> ExprChecker::fieldValues(llvm::ArrayRef<FieldArgument> arguments,
                                                         const NamedType& type) {
  llvm::SmallVector<hir::FieldValue, 4> fields;
  for (const FieldArgument& argument : arguments) {
    const Type* expected = type.field(argument.name.text);
    // The name of a short argument is that of its value.
    const bool isShort = argument.source && argument.source->range == argument.name.range;
    if (!isShort) session_.recorder.member(argument.name, type);
    const hir::Expr* checked =
        expected ? valueOf(argument.source, expected) : value(argument.source);
    fields.push_back({argument.name.text, checked});
  }
  return session_.copy(fields);
}

/// A field too many is no error: it goes into the value (spec/02 §7.5). One whose name is nearly
/// that of a missing field is that field, misspelt, which is no longer missing.
void ExprChecker::reportUnexpected(llvm::ArrayRef<FieldArgument> arguments, const NamedType& type,
                                   llvm::SmallVectorImpl<types::Field>& missing) {
  for (const FieldArgument& argument : arguments) {
    const Name name = argument.name.text;
    if (type.field(name)) continue;
    const auto* meant = llvm::find_if(missing, [&](const types::Field& field) {
      Suggestions suggestions(name.str());
      suggestions.consider(field.name.str());
      return !suggestions.isEmpty();
    });
    if (meant == missing.end()) {
      session_.report(support::diag::UnexpectedArgument, argument.name.range, type.name(), name);
      continue;
    }
    Suggestions suggestions(name.str());
    suggestions.consider(meant->name.str());
    missing.erase(meant);
    // As a value it is unknown: that has been said.
    const bool isShorthand = argument.source && argument.source->range == argument.name.range;
    const bool isUnknownValue =
        isShorthand && !scope_.find(name) && !globals_.context.contains(name);
    if (!isUnknownValue)
      suggestions.addTo(session_.report(support::diag::FieldNotFound, argument.name.range,
                                        describe(&type), name));
  }
}

} // namespace aqua::sema
