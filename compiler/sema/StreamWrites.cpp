#include "StreamWrites.h"

#include "Walk.h"

namespace aqua::sema {

namespace {

const hir::Local* localOf(const hir::Expr* expr) {
  const auto* reference = llvm::dyn_cast<hir::LocalRef>(expr);
  return reference ? reference->local : nullptr;
}

} // namespace

bool StreamWrites::mayWrite(const hir::Function& function, const hir::Local* stream) {
  const auto known = answers_.find(stream);
  if (known != answers_.end()) return known->second;
  Aliases aliases;
  aliases.insert(stream);
  const bool answer = search(*function.body, aliases);
  answers_[stream] = answer;
  return answer;
}

bool StreamWrites::search(const hir::Stmt& stmt, Aliases& aliases) {
  if (const auto* push = llvm::dyn_cast<hir::PushStmt>(&stmt))
    if (aliases.contains(push->target)) return true;
  if (const auto* call = llvm::dyn_cast<hir::CallStmt>(&stmt))
    for (const hir::ResultTarget& target : call->targets)
      if (target.isPush && aliases.contains(target.local)) return true;
  if (const auto* closure = llvm::dyn_cast<hir::DefineClosureStmt>(&stmt))
    if (search(*closure->function->body, aliases)) return true;
  if (const auto* assign = llvm::dyn_cast<hir::AssignStmt>(&stmt))
    if (aliases.contains(localOf(assign->value))) aliases.insert(assign->local);

  bool isFound = false;
  hir::forEachPart(
      stmt, [&](const hir::Expr& part) { isFound = isFound || search(part, aliases); },
      [&](const hir::Stmt& part) { isFound = isFound || search(part, aliases); });
  return isFound;
}

bool StreamWrites::search(const hir::Expr& expr, const Aliases& aliases) {
  if (const auto* call = llvm::dyn_cast<hir::CallExpr>(&expr)) {
    const auto* callee = llvm::dyn_cast<hir::FunctionRef>(call->callee);
    if (callee)
      for (const auto [argument, parameter] :
           llvm::zip(call->arguments, callee->function->parameters))
        if (aliases.contains(localOf(argument)) && mayWrite(*callee->function, parameter))
          return true;
  }
  bool isFound = false;
  hir::forEachPart(expr,
                   [&](const hir::Expr& part) { isFound = isFound || search(part, aliases); });
  return isFound;
}

} // namespace aqua::sema
