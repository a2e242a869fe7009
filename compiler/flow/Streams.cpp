// Streams as values: opened, frozen where they are read, passed by reference where they are
// expected, waited for (spec/03 §5.3, §5.10, §7). Their scopes are set by RestrictStreams.cpp.

#include "Lowering.h"

#include "support/Check.h"

namespace aqua::flow {

VarId Lowering::openStream(VarKind kind, llvm::StringRef hint, Loc loc) {
  const VarId id = var(kind, hint, loc);
  homes_[id.value] = loop_;
  return id;
}

Operand Lowering::asData(const Value& value, Loc loc) {
  switch (value.kind) {
  case Value::Kind::Data: return value.operand;
  case Value::Kind::Stream:
    return ProcessBuilder::variable(
        emitCanon(value.variable, VarKind::Canon, builder_.var(value.variable).hint, loc));
  case Value::Kind::StreamMap:
    return ProcessBuilder::variable(
        emitCanon(value.variable, VarKind::CanonMap, builder_.var(value.variable).hint, loc));
  case Value::Kind::Service:
  case Value::Kind::Ability:
  case Value::Kind::Arrow: break;
  }
  AQUA_CHECK(false, "services, abilities and arrows are no data");
  return value.operand;
}

Value Lowering::adapt(const Value& value, const types::Type& type, llvm::StringRef hint, Loc loc) {
  const auto* collection = llvm::dyn_cast<types::CollectionType>(&type);
  const bool wantsStream = collection && collection->collection() == types::Collection::Stream;
  const bool wantsMap = collection && collection->collection() == types::Collection::StreamMap;
  switch (value.kind) {
  case Value::Kind::Data:
    return wantsStream && !hasFailed_ ? Value::stream(streamFromArray(value.operand, hint, loc))
                                      : value;
  case Value::Kind::Stream: return wantsStream ? value : Value::data(asData(value, loc));
  case Value::Kind::StreamMap: return wantsMap ? value : Value::data(asData(value, loc));
  case Value::Kind::Service:
  case Value::Kind::Ability:
  case Value::Kind::Arrow: return value;
  }
  llvm_unreachable("unknown kind of value");
}

VarId Lowering::streamFromArray(const Operand& array, llvm::StringRef hint, Loc loc) {
  const VarId stream = openStream(VarKind::Stream, hint.empty() ? "stream" : hint, loc);
  if (array.kind != Operand::Kind::EmptyArray)
    emitFor(ForMode::Seq, asIterable(array, loc), "item", loc,
            [&](VarId item) { emitPush(ProcessBuilder::variable(item), stream, loc); });
  return stream;
}

// ------------------------------------------------------------------------------------------ Gates

Operand Lowering::streamElement(VarId stream, const hir::Expr& index, Loc loc) {
  const Sum sum = lowerSum(index);
  const Operand position = total(sum, "index", index.loc);
  const VarId canon = openGate(stream, sum, position, loc);
  return element(ProcessBuilder::variable(canon), position, loc);
}

void Lowering::waitForElement(VarId stream, const hir::Expr& index, Loc loc) {
  // Only the size is needed, and it does not come from the index where constants are gathered.
  const Sum sum = lowerSum(index);
  const bool isGathered = sum.terms.size() <= 1 && sum.constant != INT64_MAX;
  openGate(stream, sum, isGathered ? Operand() : total(sum, "index", index.loc), loc);
}

VarId Lowering::openGate(VarId stream, const Sum& index, const Operand& position, Loc loc) {
  // One element more than the index. With a single term the constants are gathered: the size for
  // `s[n - 1]` is n.
  Sum size = index;
  if (index.terms.size() > 1 || !addConstant(size, 1)) size = {{position}, 1};
  const Operand count = total(size, "size", loc);
  auto* gate = make<Gate>(loc);
  gate->stream = stream;
  gate->size = count.isVariable() ? asScalar(count, "size", loc) : count;
  gate->target = var(VarKind::Canon, builder_.var(stream).hint, loc);
  emit(gate);
  return gate->target;
}

} // namespace aqua::flow
