// Methods of stream maps (spec/03 §16). Frozen forms read a canon of the map; the live ones fill a
// stream from a detached loop over the map itself.
//
//   m.get(k)       →   canon %m -> #%m     value #%m[k], an array
//   m.getStream(k) →   for pair in %m rec: if pair.key == k: push pair.value -> $values

#include "Lowering.h"

#include "llvm/ADT/StringExtras.h"

namespace aqua::flow {

namespace {

/// AIR can write these as fields in a lens.
bool isFieldName(llvm::StringRef text) {
  return !text.empty() && !llvm::isDigit(text.front()) && text.front() != '-' &&
         llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_' || c == '-'; });
}

Accessor field(llvm::StringRef name) {
  Accessor accessor;
  accessor.field = name;
  return accessor;
}

} // namespace

Value Lowering::lowerMapCall(const hir::MapCallExpr& call, llvm::StringRef hint) {
  const Value base = lower(*call.map);
  if (hasFailed_) return meaningless_;
  const VarId map = base.variable;
  switch (call.method) {
  case hir::MapMethod::Get: return Value::data(mapEntry(map, *call.key, call.loc));
  case hir::MapMethod::Contains: {
    // An absent key gives an empty array.
    const Operand entry = mapEntry(map, *call.key, call.loc);
    const Condition condition{entry, ProcessBuilder::constant(Operand::Kind::EmptyArray), true};
    return Value::data(asBoolean({std::nullopt, condition}, hint, call.loc));
  }
  case hir::MapMethod::GetStream: {
    const Operand key = stable(asData(*call.key), call.loc);
    return Value::stream(liveValues(map, key, hint.empty() ? "values" : hint, call.loc));
  }
  case hir::MapMethod::Keys: {
    const llvm::StringRef name = hint.empty() ? "keys" : hint;
    const Operand pairs = asData(base, call.loc);
    const VarId keys = openStream(VarKind::Stream, name, call.loc);
    pushKeys(pairs, ForMode::Seq, keys, call.loc);
    return Value::data(ProcessBuilder::variable(emitCanon(keys, VarKind::Canon, name, call.loc)));
  }
  case hir::MapMethod::KeysStream: {
    const VarId keys = openStream(VarKind::Stream, hint.empty() ? "keys" : hint, call.loc);
    pushKeys(ProcessBuilder::variable(map), ForMode::Rec, keys, call.loc);
    return Value::stream(keys);
  }
  }
  llvm_unreachable("unknown method of maps");
}

Operand Lowering::mapEntry(VarId map, const hir::Expr& key, Loc loc) {
  Operand wanted = asData(key, "key");
  const Operand pairs = asData(Value::streamMap(map), loc);
  if (wanted.kind == Operand::Kind::String && isFieldName(wanted.text))
    return builder_.with(pairs, field(wanted.text));
  wanted = asScalar(wanted, "key", loc);
  // Items are no keys for AquaVM (spec/04 §8.3).
  if (kind(wanted.variable) == VarKind::Item) {
    const VarId copy = scalar("key", loc);
    emitAp(wanted, copy, loc);
    wanted = ProcessBuilder::variable(copy);
  }
  Accessor accessor;
  accessor.kind = Accessor::Kind::Variable;
  accessor.variable = wanted.variable;
  return builder_.with(pairs, accessor);
}

Operand Lowering::asKey(const Operand& key, Loc loc) {
  const bool isReady = key.kind == Operand::Kind::String || key.kind == Operand::Kind::Number;
  return isReady ? key : asScalar(key, "key", loc);
}

VarId Lowering::liveValues(VarId map, const Operand& key, llvm::StringRef hint, Loc loc) {
  const VarId values = openStream(VarKind::Stream, hint, loc);
  emitFor(ForMode::Rec, ProcessBuilder::variable(map), "pair", loc, [&](VarId pair) {
    const Operand item = ProcessBuilder::variable(pair);
    auto* filter = make<If>(loc);
    filter->condition = {stable(builder_.with(item, field("key")), loc), key, false};
    filter->thenBranch =
        part(loc, [&] { emitPush(builder_.with(item, field("value")), values, loc); });
    filter->elseBranch = builder_.seq(here_, loc, {});
    emit(filter);
  });
  return values;
}

void Lowering::pushKeys(const Operand& pairs, ForMode mode, VarId stream, Loc loc) {
  emitFor(mode, pairs, "pair", loc, [&](VarId pair) {
    emitPush(builder_.with(ProcessBuilder::variable(pair), field("key")), stream, loc);
  });
}

} // namespace aqua::flow
