#include "DeclaredServices.h"

#include "llvm/ADT/STLExtras.h"

#include "sema/Walk.h"

namespace aqua::cli {

DeclaredServices::DeclaredServices(const driver::Compilation& compilation)
    : compilation_(compilation) {
  for (const sema::CheckedModule& checked : compilation.modules()) {
    for (const hir::Service* service : checked.module.services)
      if (service->defaultBinding) addId(service->defaultBinding);
    for (const hir::Function* function : checked.module.functions)
      addBody(*function);
  }
}

void DeclaredServices::addId(const hir::ServiceBinding* binding) {
  const auto* literal = llvm::dyn_cast<hir::LiteralExpr>(binding->id);
  if (!literal || literal->literal != ast::LiteralKind::String) return;
  auto& services = byId_[literal->text.str()];
  if (!llvm::is_contained(services, binding->service)) services.push_back(binding->service);
}

void DeclaredServices::addBody(const hir::Function& function) {
  std::vector<const hir::Stmt*> statements;
  const auto addFunction = [&](const hir::Function& one) {
    if (one.body) statements.push_back(one.body);
    for (const hir::Expr* result : one.returns)
      addCalls(*result);
  };
  addFunction(function);
  while (!statements.empty()) {
    const hir::Stmt* statement = statements.back();
    statements.pop_back();
    if (const auto* bind = llvm::dyn_cast<hir::BindServiceStmt>(statement)) addId(bind->binding);
    if (const auto* closure = llvm::dyn_cast<hir::DefineClosureStmt>(statement))
      addFunction(*closure->function);
    hir::forEachPart(
        *statement, [this](const hir::Expr& expr) { addCalls(expr); },
        [&](const hir::Stmt& part) { statements.push_back(&part); });
  }
}

void DeclaredServices::addCalls(const hir::Expr& expr) {
  std::vector<const hir::Expr*> rest = {&expr};
  while (!rest.empty()) {
    const hir::Expr* current = rest.back();
    rest.pop_back();
    if (const auto* call = llvm::dyn_cast<hir::CallExpr>(current)) {
      const auto* member = llvm::dyn_cast<hir::MemberExpr>(call->callee);
      const auto* base = member ? llvm::dyn_cast<hir::ServiceRef>(member->base) : nullptr;
      if (base)
        calls_[{call->loc.file, call->loc.range.begin}] = {base->binding->service,
                                                           member->name.str()};
    }
    hir::forEachPart(*current, [&](const hir::Expr& part) { rest.push_back(&part); });
  }
}

llvm::ArrayRef<const hir::Service*> DeclaredServices::withId(llvm::StringRef id) const {
  const auto found = byId_.find(id);
  if (found == byId_.end()) return {};
  return found->second;
}

std::vector<DeclaredFunction> DeclaredServices::functions(llvm::StringRef id,
                                                          llvm::StringRef name) const {
  std::vector<DeclaredFunction> result;
  for (const hir::Service* service : withId(id))
    if (auto found = function(*service, name)) result.push_back(std::move(*found));
  return result;
}

std::optional<DeclaredFunction> DeclaredServices::calledAt(support::Loc loc) const {
  const auto found = calls_.find({loc.file, loc.range.begin});
  if (found == calls_.end()) return std::nullopt;
  return function(*found->second.first, found->second.second);
}

std::vector<llvm::StringRef> DeclaredServices::ids() const {
  std::vector<llvm::StringRef> result;
  for (const auto& entry : byId_)
    result.emplace_back(entry.first);
  return result;
}

std::optional<DeclaredFunction> DeclaredServices::function(const hir::Service& service,
                                                           llvm::StringRef name) const {
  for (const types::Field& field : service.type->fields())
    if (field.name.str() == name)
      return DeclaredFunction{&service, name.str(), llvm::cast<types::ArrowType>(field.type),
                              locOf(service, name)};
  return std::nullopt;
}

support::Loc DeclaredServices::locOf(const hir::Service& service, llvm::StringRef function) const {
  for (const sema::CheckedModule& checked : compilation_.modules()) {
    if (checked.module.file != service.loc.file) continue;
    for (const ast::Item* item : compilation_.tree(checked).items) {
      const auto* declaration = llvm::dyn_cast<ast::ServiceDecl>(item);
      if (!declaration || declaration->name.range != service.loc.range) continue;
      for (const ast::Member& member : declaration->members)
        if (member.name.text.str() == function) return {service.loc.file, member.name.range};
    }
  }
  return service.loc;
}

} // namespace aqua::cli
