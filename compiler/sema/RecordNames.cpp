// Names in values that were not understood: they go into the symbol index, and nothing is reported.

#include "llvm/ADT/TypeSwitch.h"

#include "CheckExpr.h"

namespace aqua::sema {

namespace {

const Entity* entityOf(const Context& context, Name name) {
  for (const Space space : {Space::Constant, Space::Function, Space::Type})
    if (const Entity* entity = context.find(space, name)) return entity;
  return nullptr;
}

} // namespace

void ExprChecker::recordNames(const ast::Expr* source) {
  if (!source || !session_.recorder.isOn()) return;
  llvm::TypeSwitch<const ast::Expr*>(source)
      .Case([&](const ast::LiteralExpr*) {})
      .Case([&](const ast::CollectionExpr* node) {
        for (const ast::Expr* element : node->elements)
          recordNames(element);
      })
      .Case([&](const ast::NameExpr* node) { recordPath(node->name); })
      .Case([&](const ast::ParenExpr* node) { recordNames(node->inner); })
      .Case([&](const ast::NotExpr* node) { recordNames(node->operand); })
      .Case([&](const ast::BinaryExpr* node) {
        recordNames(node->left);
        recordNames(node->right);
      })
      .Case([&](const ast::MemberExpr* node) {
        const NameParts parts = namesOf(*node);
        if (parts.empty()) return recordNames(node->base);
        recordPath(parts);
      })
      .Case([&](const ast::CallExpr* node) { recordCall(*node); })
      .Case([&](const ast::IndexExpr* node) {
        recordNames(node->base);
        recordNames(node->index);
      })
      .Case([&](const ast::BangExpr* node) { recordNames(node->base); })
      .Case([&](const ast::ErrorExpr* node) { recordNames(node->partial); });
}

void ExprChecker::recordCall(const ast::CallExpr& source) {
  const NameParts parts = source.callee ? namesOf(*source.callee) : NameParts();
  if (parts.empty()) recordNames(source.callee);
  const auto* constructed =
      parts.empty() ? nullptr : llvm::dyn_cast_or_null<types::NamedType>(recordPath(parts));
  for (const ast::Expr* ability : source.abilities)
    recordNames(ability);
  for (const ast::Argument& argument : source.arguments) {
    if (argument.name && constructed) session_.recorder.member(argument.name, *constructed);
    recordNames(argument.value);
  }
}

/// The type of what the path denotes, as far as it is known: null if it is not.
const Type* ExprChecker::recordPath(llvm::ArrayRef<ast::Name> parts) {
  if (!parts.front()) return nullptr;
  const Type* type = nullptr;
  if (const hir::Local* local = scope_.find(parts.front().text)) {
    session_.recorder.local(parts.front().range, *local);
    type = local->type;
  } else {
    const Context* context = &globals_.context;
    const Entity* entity = entityOf(*context, parts.front().text);
    llvm::ArrayRef<ast::Name> rest = parts;
    while (!entity && rest.size() > 1 && (context = context->module(rest.front().text))) {
      rest = rest.drop_front();
      entity = entityOf(*context, rest.front().text);
    }
    session_.recorder.path(globals_.context, parts.drop_back(rest.size() - 1));
    if (!entity) return nullptr;
    type = entity->type;
    parts = rest;
  }
  for (const ast::Name& part : parts.drop_front()) {
    const auto* named = llvm::dyn_cast_or_null<types::NamedType>(type);
    if (!named || !part) return nullptr;
    session_.recorder.member(part, *named);
    type = named->field(part.text);
  }
  return type;
}

} // namespace aqua::sema
