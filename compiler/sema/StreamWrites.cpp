#include "StreamWrites.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

#include "Walk.h"
#include "types/Relations.h"

namespace aqua::sema {

namespace {

const hir::Local* localOf(const hir::Expr* expr) {
  const auto* reference = llvm::dyn_cast<hir::LocalRef>(expr);
  return reference ? reference->local : nullptr;
}

/// The names that a stream has in a body.
using Aliases = llvm::DenseSet<const hir::Local*>;

bool pushes(const hir::Expr& expr, const Aliases& aliases) {
  if (const auto* call = llvm::dyn_cast<hir::CallExpr>(&expr)) {
    const auto* callee = llvm::dyn_cast<hir::FunctionRef>(call->callee);
    if (callee)
      for (const auto [argument, parameter] :
           llvm::zip(call->arguments, callee->function->parameters))
        if (aliases.contains(localOf(argument)) &&
            llvm::is_contained(callee->function->pushedTo, parameter))
          return true;
  }
  bool isFound = false;
  hir::forEachPart(expr,
                   [&](const hir::Expr& part) { isFound = isFound || pushes(part, aliases); });
  return isFound;
}

bool pushes(const hir::Stmt& stmt, Aliases& aliases) {
  if (const auto* push = llvm::dyn_cast<hir::PushStmt>(&stmt))
    if (aliases.contains(push->target)) return true;
  if (const auto* call = llvm::dyn_cast<hir::CallStmt>(&stmt))
    for (const hir::ResultTarget& target : call->targets)
      if (target.isPush && aliases.contains(target.local)) return true;
  if (const auto* closure = llvm::dyn_cast<hir::DefineClosureStmt>(&stmt))
    if (pushes(*closure->function->body, aliases)) return true;
  if (const auto* assign = llvm::dyn_cast<hir::AssignStmt>(&stmt))
    if (aliases.contains(localOf(assign->value))) aliases.insert(assign->local);

  bool isFound = false;
  hir::forEachPart(
      stmt, [&](const hir::Expr& part) { isFound = isFound || pushes(part, aliases); },
      [&](const hir::Stmt& part) { isFound = isFound || pushes(part, aliases); });
  return isFound;
}

} // namespace

llvm::SmallVector<const hir::Local*, 2> pushedStreams(const hir::Function& function) {
  llvm::SmallVector<const hir::Local*, 2> result;
  for (const hir::Local* parameter : function.parameters) {
    if (!types::isStream(parameter->type)) continue;
    Aliases aliases;
    aliases.insert(parameter);
    if (pushes(*function.body, aliases)) result.push_back(parameter);
  }
  return result;
}

} // namespace aqua::sema
