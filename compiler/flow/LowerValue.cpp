// Values: literals, names, fields, indexes, lengths (spec/03 §5.1, §5.2). Fields and constant
// indexes become part of the lens; what AIR cannot write there becomes a scalar first:
//
//   x[y.n].v   →   ap y.n -> n     …x[n].v…

#include "Lowering.h"

#include "llvm/ADT/Twine.h"

#include "support/Check.h"
#include "types/Relations.h"

namespace aqua::flow {

namespace {

/// AquaVM rejects longer float literals (spec/02 §7.1); zeros at the end of the fraction say
/// nothing.
llvm::StringRef shortened(llvm::StringRef text) {
  constexpr size_t maxFloatLength = 11;
  while (text.size() > maxFloatLength && text.ends_with("0") && !text.ends_with(".0"))
    text = text.drop_back();
  return text;
}

bool isPlain(VarKind kind) {
  return kind == VarKind::Scalar || kind == VarKind::Item;
}

} // namespace

Value Lowering::lower(const hir::Expr& expr, llvm::StringRef hint) {
  if (hasFailed_) return meaningless_;
  switch (expr.kind()) {
  case hir::ExprKind::Error: break;
  case hir::ExprKind::Literal: return lowerLiteral(llvm::cast<hir::LiteralExpr>(expr));
  case hir::ExprKind::Predefined:
    return lowerPredefined(llvm::cast<hir::PredefinedExpr>(expr).value);
  case hir::ExprKind::LocalRef: return lookup(llvm::cast<hir::LocalRef>(expr).local);
  case hir::ExprKind::FunctionRef: {
    Callable function;
    function.function = llvm::cast<hir::FunctionRef>(expr).function;
    function.title = builder_.copy(function.function->name.str());
    function.type = function.function->type;
    return Value::of(callable(function));
  }
  case hir::ExprKind::ServiceRef: {
    const hir::ServiceBinding& binding = *llvm::cast<hir::ServiceRef>(expr).binding;
    return Value::service(serviceId(binding), *binding.service->type);
  }
  case hir::ExprKind::Member: return lowerMember(llvm::cast<hir::MemberExpr>(expr));
  case hir::ExprKind::Index: return lowerIndex(llvm::cast<hir::IndexExpr>(expr));
  case hir::ExprKind::Length: return lowerLength(llvm::cast<hir::LengthExpr>(expr));
  case hir::ExprKind::Collection:
    return lowerCollection(llvm::cast<hir::CollectionExpr>(expr), hint);
  case hir::ExprKind::Record: return lowerRecord(llvm::cast<hir::RecordExpr>(expr), hint);
  case hir::ExprKind::Copy: return Value::data(lowerCopy(llvm::cast<hir::CopyExpr>(expr), hint));
  case hir::ExprKind::Binary: return lowerBinary(llvm::cast<hir::BinaryExpr>(expr), hint);
  case hir::ExprKind::Not: return Value::data(asBoolean(decide(expr), hint, expr.loc));
  case hir::ExprKind::Call: {
    const Values results = lowerCall(llvm::cast<hir::CallExpr>(expr), hint);
    AQUA_CHECK(!results.empty(), "a call without result is no value");
    return results.front();
  }
  case hir::ExprKind::MapCall: return lowerMapCall(llvm::cast<hir::MapCallExpr>(expr), hint);
  }
  AQUA_CHECK(false, "erroneous programs are not lowered");
  return meaningless_;
}

Value Lowering::lowerLiteral(const hir::LiteralExpr& literal) {
  switch (literal.literal) {
  case ast::LiteralKind::Bool: return Value::data(ProcessBuilder::boolean(literal.text == "true"));
  case ast::LiteralKind::Int: {
    int64_t value = 0;
    if (literal.text.getAsInteger(10, value))
      return Value::data(builder_.number(literal.text)); // more than 64 bits: left to AquaVM
    return Value::data(integer(value));
  }
  case ast::LiteralKind::Float: return Value::data(builder_.number(shortened(literal.text)));
  case ast::LiteralKind::String: return Value::data(builder_.string(literal.text));
  case ast::LiteralKind::InitPeer:
    return Value::data(ProcessBuilder::constant(Operand::Kind::InitPeer));
  }
  llvm_unreachable("unknown kind of literal");
}

Value Lowering::lowerPredefined(hir::Predefined value) {
  using Kind = Operand::Kind;
  switch (value) {
  case hir::Predefined::HostPeer: return Value::data(hostPeer());
  case hir::Predefined::InitPeer: return Value::data(ProcessBuilder::constant(Kind::InitPeer));
  case hir::Predefined::ParticleTtl: return Value::data(ProcessBuilder::constant(Kind::Ttl));
  case hir::Predefined::ParticleTimestamp:
    return Value::data(ProcessBuilder::constant(Kind::Timestamp));
  case hir::Predefined::LastError: return Value::data(ProcessBuilder::constant(Kind::Error));
  case hir::Predefined::Nil: return Value::data(ProcessBuilder::constant(Kind::EmptyArray));
  }
  llvm_unreachable("unknown predefined value");
}

// ------------------------------------------------------------------------------------- Properties

Value Lowering::lowerMember(const hir::MemberExpr& member) {
  const Value base = lower(*member.base);
  if (hasFailed_) return meaningless_;
  switch (base.kind) {
  case Value::Kind::Data: {
    Accessor field;
    field.field = builder_.copy(member.name.str());
    return Value::data(withAccessor(base.operand, field, member.loc));
  }
  case Value::Kind::Ability:
    for (const auto& [name, value] : base.ability->members)
      if (name == member.name) return value;
    break;
  case Value::Kind::Service: {
    Callable method;
    method.service = base.operand;
    method.name = builder_.copy(member.name.str());
    method.title =
        builder_.copy((llvm::Twine(base.type->name().str()) + "." + member.name.str()).str());
    method.type = llvm::cast<types::ArrowType>(base.type->field(member.name));
    return Value::of(callable(method));
  }
  case Value::Kind::Stream:
  case Value::Kind::StreamMap:
  case Value::Kind::Arrow: break;
  }
  AQUA_CHECK(false, "there is no such member");
  return meaningless_;
}

Value Lowering::lowerIndex(const hir::IndexExpr& index) {
  const Value base = lower(*index.base);
  if (isAwaited(base, index))
    return Value::data(streamElement(base.variable, *index.index, index.loc));
  return lowerElement(base, index);
}

// A stream that an ability holds as an array is read like an array (spec/03 §5.10).
bool Lowering::isAwaited(const Value& base, const hir::IndexExpr& index) {
  return base.kind == Value::Kind::Stream && types::isStream(index.base->type);
}

Value Lowering::lowerElement(const Value& base, const hir::IndexExpr& index) {
  const Operand collection = asData(base, index.base->loc);
  return Value::data(element(collection, asData(*index.index, "index"), index.loc));
}

Value Lowering::lowerLength(const hir::LengthExpr& length) {
  Operand base = asData(*length.base);
  if (base.kind == Operand::Kind::EmptyArray) return Value::data(integer(0));
  // `.length` cannot follow a lens in AIR.
  if (!base.isVariable() || !base.lens.empty() || base.length)
    base = asScalar(base, "array", length.loc);
  if (const auto known = lengths_.find(base.variable.value); known != lengths_.end())
    return Value::data(integer(known->second));
  base.length = true;
  return Value::data(base);
}

Operand Lowering::withAccessor(const Operand& base, const Accessor& accessor, Loc loc) {
  const bool hasLens = (base.isVariable() && !base.length) || base.kind == Operand::Kind::Error;
  return builder_.with(hasLens ? base : asScalar(base, "value", loc), accessor);
}

Operand Lowering::element(const Operand& base, const Operand& index, Loc loc) {
  Accessor accessor;
  accessor.kind = Accessor::Kind::Index;
  if (index.kind == Operand::Kind::Number && !index.text.getAsInteger(10, accessor.index))
    return withAccessor(base, accessor, loc);
  accessor.kind = Accessor::Kind::Variable;
  accessor.variable = asScalar(index, "index", loc).variable;
  return withAccessor(base, accessor, loc);
}

// ------------------------------------------------------------------------ Where AIR wants a scalar

Operand Lowering::asScalar(const Operand& operand, llvm::StringRef hint, Loc loc) {
  if (operand.isVariable() && operand.lens.empty() && !operand.length &&
      isPlain(kind(operand.variable)))
    return operand;
  const bool endsInField =
      !operand.lens.empty() && operand.lens.back().kind == Accessor::Kind::Field;
  const VarId target = scalar(endsInField ? operand.lens.back().field : hint, loc);
  emitAp(operand, target, loc);
  return ProcessBuilder::variable(target);
}

Operand Lowering::stable(const Operand& operand, Loc loc) {
  return canFail(operand, process_.vars) ? asScalar(operand, "value", loc) : operand;
}

Operand Lowering::asIterable(const Operand& operand, Loc loc) {
  if (operand.kind == Operand::Kind::EmptyArray) return operand;
  if (!operand.isVariable() || operand.length) return asScalar(operand, "array", loc);
  // An element of a canon cannot be iterated directly (spec/04 §3).
  const bool isCanonElement = kind(operand.variable) == VarKind::Canon && !operand.lens.empty();
  return isCanonElement ? asScalar(operand, "array", loc) : operand;
}

} // namespace aqua::flow
