#include "Mentions.h"

namespace aqua::air {
namespace {

void visitOperand(const Operand& operand, VisitMention visit) {
  if (operand.isVariable()) visit(operand.variable.name, Access::Read);
  for (const Accessor& accessor : operand.lens.accessors)
    if (accessor.kind == Accessor::Kind::Variable) visit(accessor.variable, Access::Read);
}

void visitCall(const Call& call, VisitMention visit) {
  for (const Operand* operand : {&call.peer, &call.service, &call.function})
    visitOperand(*operand, visit);
  for (const Operand& argument : call.arguments)
    visitOperand(argument, visit);
  if (call.hasOutput) visit(call.output.name, Access::Write);
}

} // namespace

void visitMentions(const Instruction& instruction, VisitMention visit) {
  if (const auto* call = llvm::dyn_cast<Call>(&instruction)) {
    visitCall(*call, visit);
  } else if (const auto* canon = llvm::dyn_cast<Canon>(&instruction)) {
    visitOperand(canon->peer, visit);
    visit(canon->source.name, Access::Read);
    visit(canon->target.name, Access::Write);
  } else if (const auto* ap = llvm::dyn_cast<Ap>(&instruction)) {
    visitOperand(ap->value, visit);
    visit(ap->target.name, Access::Write);
  } else if (const auto* apMap = llvm::dyn_cast<ApMap>(&instruction)) {
    visitOperand(apMap->key, visit);
    visitOperand(apMap->value, visit);
    visit(apMap->map.name, Access::Write);
  } else if (const auto* match = llvm::dyn_cast<Match>(&instruction)) {
    visitOperand(match->left, visit);
    visitOperand(match->right, visit);
  } else if (const auto* mismatch = llvm::dyn_cast<Mismatch>(&instruction)) {
    visitOperand(mismatch->left, visit);
    visitOperand(mismatch->right, visit);
  } else if (const auto* fail = llvm::dyn_cast<Fail>(&instruction)) {
    if (!fail->isLiteral) visitOperand(fail->value, visit);
  } else if (const auto* fold = llvm::dyn_cast<Fold>(&instruction)) {
    visitOperand(fold->iterable, visit);
    visit(fold->iterator, Access::Iterate);
  } else if (const auto* scope = llvm::dyn_cast<New>(&instruction)) {
    visit(scope->variable.name, Access::Scope);
  }
}

} // namespace aqua::air
