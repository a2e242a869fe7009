// Collections, structs, abilities (spec/03 §5.4, §5.5). AIR has no literals for them: an array is a
// private stream, frozen; a struct is a private stream map, frozen into a scalar.
//
//   [a, b]      →   push a -> $array     push b -> $array     canon $array -> #array
//   P(x = a)    →   insert "x": a -> %P     canon %P -> p
//
// What does not fit into one stream is made of several by the peer: call "op" "concat" (#array, …).

#include "Lowering.h"

#include "support/Check.h"

namespace aqua::flow {

namespace {

/// AquaVM stops with an error at one more (spec/04 §7.3).
constexpr size_t maxStreamSize = 1023;

} // namespace

Value Lowering::lowerCollection(const hir::CollectionExpr& collection, llvm::StringRef hint) {
  switch (collection.collection) {
  case types::Collection::Array: return Value::data(lowerArray(collection, hint));
  case types::Collection::Option: return Value::data(lowerOption(collection, hint));
  case types::Collection::Stream: return lowerStream(collection, hint);
  case types::Collection::StreamMap: break;
  }
  AQUA_CHECK(false, "there are no literals for stream maps");
  return meaningless_;
}

Value Lowering::lowerStream(const hir::CollectionExpr& literal, llvm::StringRef hint) {
  if (literal.elements.size() > maxStreamSize && !hasFailed_) {
    diags_
        .report(support::diag::StreamLiteralTooLarge, literal.loc, maxStreamSize,
                literal.elements.size())
        .help = "make it an array, which can be larger";
    hasFailed_ = true;
  }
  return Value::stream(fillStream(literal.elements, hint.empty() ? "stream" : hint, literal.loc));
}

VarId Lowering::fillStream(llvm::ArrayRef<const hir::Expr*> elements, llvm::StringRef hint,
                           Loc loc) {
  const VarId stream = openStream(VarKind::Stream, hint, loc);
  for (const hir::Expr* element : elements)
    emitPush(asData(*element), stream, element->loc);
  return stream;
}

Operand Lowering::lowerArray(const hir::CollectionExpr& array, llvm::StringRef hint) {
  if (array.elements.empty()) return ProcessBuilder::constant(Operand::Kind::EmptyArray);
  const llvm::StringRef name = hint.empty() ? "array" : hint;
  llvm::SmallVector<Operand, 1> parts;
  for (llvm::ArrayRef<const hir::Expr*> rest = array.elements; !rest.empty();) {
    const auto elements = rest.take_front(maxStreamSize);
    rest = rest.drop_front(elements.size());
    parts.push_back(ProcessBuilder::variable(
        emitCanon(fillStream(elements, name, array.loc), VarKind::Canon, name, array.loc)));
  }
  const Operand whole =
      parts.size() == 1 ? parts.front() : emitCall("op", "concat", parts, name, array.loc);
  lengths_[whole.variable.value] = static_cast<uint32_t>(array.elements.size());
  return whole;
}

// The first element that can be computed: each one is the handler of those before it.
Operand Lowering::lowerOption(const hir::CollectionExpr& option, llvm::StringRef hint) {
  const llvm::StringRef name = hint.empty() ? "option" : hint;
  const VarId stream = openStream(VarKind::Stream, name, option.loc);
  llvm::SmallVector<const Node*, 2> attempts;
  bool isSure = false; // the last attempt cannot fail
  for (const hir::Expr* element : option.elements) {
    attempts.push_back(
        part(element->loc, [&] { emitPush(asData(*element), stream, element->loc); }));
    isSure = !canFail(*attempts.back(), process_.vars);
    if (isSure) break;
  }
  if (!isSure) attempts.push_back(builder_.seq(here_, option.loc, {}));
  if (attempts.size() == 1) {
    emit(attempts.front());
  } else {
    auto* guarded = make<Try>(option.loc);
    guarded->body = attempts.front();
    guarded->handlers = builder_.copy(llvm::ArrayRef(attempts).drop_front());
    emit(guarded);
  }
  const VarId canon = emitCanon(stream, VarKind::Canon, name, option.loc);
  if (isSure) lengths_[canon.value] = 1;
  return ProcessBuilder::variable(canon);
}

// ------------------------------------------------------------------------- Structs and abilities

Value Lowering::lowerRecord(const hir::RecordExpr& record, llvm::StringRef hint) {
  if (record.type->kind() == types::TypeKind::Ability) return lowerAbility(record);
  llvm::SmallVector<std::pair<const hir::FieldValue*, Value>, 4> values;
  for (const hir::FieldValue& field : record.fields)
    values.emplace_back(&field, lower(*field.value, field.name.str()));
  llvm::SmallVector<FieldOperand, 4> fields;
  for (const auto& [field, value] : values)
    fields.emplace_back(field->name, asData(value, field->value->loc));
  const llvm::StringRef typeName = llvm::cast<types::NamedType>(record.type)->name().str();
  return Value::data(buildObject(fields, hint.empty() ? typeName : hint, record.loc));
}

Value Lowering::lowerAbility(const hir::RecordExpr& record) {
  AbilityValue ability;
  for (const hir::FieldValue& field : record.fields)
    ability.members.emplace_back(field.name, lower(*field.value, field.name.str()));
  return Value::of(abilities_.emplace_back(std::move(ability)));
}

Operand Lowering::lowerCopy(const hir::CopyExpr& copy, llvm::StringRef hint) {
  const Operand base = asData(*copy.base);
  llvm::SmallVector<std::pair<const hir::FieldValue*, Value>, 4> values;
  for (const hir::FieldValue& field : copy.fields)
    values.emplace_back(&field, lower(*field.value, field.name.str()));
  llvm::SmallVector<FieldOperand, 4> fields;
  for (const auto& [field, value] : values)
    fields.emplace_back(field->name, asData(value, field->value->loc));

  const auto& type = *llvm::cast<types::NamedType>(copy.type);
  for (const types::Field& declared : type.fields()) {
    const auto isThis = [&](const FieldOperand& field) { return field.first == declared.name; };
    if (llvm::any_of(fields, isThis)) continue;
    Accessor accessor;
    accessor.field = builder_.copy(declared.name.str());
    fields.emplace_back(declared.name, withAccessor(base, accessor, copy.loc));
  }
  return buildObject(fields, hint.empty() ? type.name().str() : hint, copy.loc);
}

Operand Lowering::buildObject(llvm::MutableArrayRef<FieldOperand> fields, llvm::StringRef hint,
                              Loc loc) {
  llvm::sort(fields,
             [](const FieldOperand& a, const FieldOperand& b) { return a.first < b.first; });
  const VarId map = openStream(VarKind::StreamMap, hint, loc);
  for (const auto& [name, value] : fields)
    emitInsert(builder_.string(name.str()), value, map, loc);
  return ProcessBuilder::variable(emitCanon(map, VarKind::Scalar, hint, loc));
}

} // namespace aqua::flow
