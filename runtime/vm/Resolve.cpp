#include "Resolve.h"

#include "Lens.h"
#include "MapKey.h"
#include "air/Print.h"
#include "llvm/ADT/StringMap.h"

namespace aqua::vm {

using air::Operand;
using trace::CanonResultRef;
using trace::Tetraplet;
using trace::TetrapletRef;
using trace::ValueRecord;
using value::Value;

namespace {

TetrapletRef makeTetraplet(Tetraplet tetraplet) {
  return value::share(std::move(tetraplet));
}

TetrapletRef withLens(const Tetraplet& tetraplet, llvm::StringRef lens) {
  Tetraplet extended = tetraplet;
  extended.lens += lens;
  return makeTetraplet(std::move(extended));
}

Fallible<ValueRecord> resolveScalar(const Context& context, const Operand& operand) {
  auto record = context.readScalar(operand.variable.name);
  if (!record || operand.lens.isEmpty()) return record;
  if (operand.lens.length) {
    auto length = lengthOf(record->value);
    if (!length) return std::move(length.error());
    record->value = std::move(*length);
    record->tetraplet = makeTetraplet({"", "", "", ".length"});
    return record;
  }
  auto value = applyAccessors(context, record->value, operand.lens.accessors);
  if (!value) return std::move(value.error());
  record->value = Value(**value);
  record->tetraplet = withLens(*record->tetraplet, air::lensText(context.script, operand.lens));
  return record;
}

/// The tetraplet of an error names the call that failed, not the part of the object.
Fallible<ValueRecord> resolveError(const Context& context, const ErrorValue& error,
                                   const air::Lens& lens) {
  if (lens.length) {
    auto length = lengthOf(error.object);
    if (!length) return std::move(length.error());
    return ValueRecord{std::move(*length), error.tetraplet, {}};
  }
  auto value = applyAccessors(context, error.object, lens.accessors);
  if (!value) return std::move(value.error());
  return ValueRecord{**value, error.tetraplet, {}};
}

Value arrayOf(const trace::CanonResult& canon) {
  std::vector<Value> values;
  values.reserve(canon.elements.size());
  for (const ValueRecord& element : canon.elements)
    values.push_back(element.value);
  return Value::array(std::move(values));
}

/// Key -> array of its values. Of keys that look alike (7 and "7") AquaVM keeps an arbitrary one,
/// we the first.
Value objectOf(const trace::CanonResult& map) {
  llvm::StringMap<size_t> indexOfKey; // by its JSON, which tells 7 and "7" apart
  std::vector<std::pair<Value, std::vector<Value>>> byKey;
  for (const ValueRecord& pair : map.elements) {
    const Value& key = *pair.value.field("key");
    const size_t index = indexOfKey.try_emplace(value::toJson(key), byKey.size()).first->second;
    if (index == byKey.size()) byKey.push_back({key, {}});
    byKey[index].second.push_back(*pair.value.field("value"));
  }
  std::vector<value::Member> members;
  for (auto& [key, values] : llvm::reverse(byKey)) // of equal members the last one is kept
    members.emplace_back(mapKeyText(key), Value::array(std::move(values)));
  return Value::object(std::move(members));
}

Fallible<ValueRecord> resolveCanon(const Context& context, const Operand& operand) {
  auto read = context.readCanon(operand.variable.name);
  if (!read) return std::move(read.error());
  const CanonResultRef& canon = *read;
  if (operand.lens.isEmpty()) return ValueRecord{arrayOf(*canon), canon->tetraplet, canon};
  if (operand.lens.length)
    // The functor in the place of the service is AquaVM's.
    return ValueRecord{Value::integer(static_cast<int64_t>(canon->elements.size())),
                       makeTetraplet({context.params.currentPeer, ".length", "", ""}), canon};
  auto selected = applyToElements(context, canon->elements, operand.lens.accessors);
  if (!selected) return std::move(selected.error());
  const ValueRecord& element = canon->elements[selected->element];
  return ValueRecord{*selected->value, element.tetraplet, element.provenance};
}

/// `.a.[0]`: accessors as they are recorded behind an element of a map.
std::string restText(const Context& context, llvm::ArrayRef<air::Accessor> accessors) {
  if (accessors.empty()) return "";
  const std::string text = air::lensText(context.script, air::Lens{false, accessors});
  return llvm::StringRef(text).drop_front(llvm::StringRef(".$").size()).str();
}

Fallible<ValueRecord> resolveCanonMap(const Context& context, const Operand& operand) {
  auto read = context.readCanon(operand.variable.name);
  if (!read) return std::move(read.error());
  const CanonResultRef& map = *read;
  if (operand.lens.isEmpty()) return ValueRecord{objectOf(*map), map->tetraplet, map};
  if (operand.lens.length)
    return ValueRecord{Value::integer(static_cast<int64_t>(map->elements.size())),
                       makeTetraplet({context.params.currentPeer, "", "", "length"}), map};
  const auto accessors = operand.lens.accessors;
  auto selected = applyToMap(context, *map, accessors);
  if (!selected) return std::move(selected.error());
  TetrapletRef tetraplet =
      selected->element ? withLens(*map->elements[*selected->element].tetraplet,
                                   restText(context, accessors.drop_front(2)))
                        : withLens(*map->tetraplet, air::lensText(context.script, operand.lens));
  return ValueRecord{std::move(selected->value), std::move(tetraplet), map};
}

Fallible<ValueRecord> resolveVariable(const Context& context, const Operand& operand) {
  switch (operand.variable.kind) {
  case air::VariableKind::Scalar: return resolveScalar(context, operand);
  case air::VariableKind::Canon: return resolveCanon(context, operand);
  case air::VariableKind::CanonMap: return resolveCanonMap(context, operand);
  case air::VariableKind::Stream:
  case air::VariableKind::StreamMap: break;
  }
  llvm_unreachable("streams have no value of their own (spec/04 §3)");
}

} // namespace

Fallible<ValueRecord> resolve(const Context& context, const Operand& operand) {
  switch (operand.kind) {
  case Operand::Kind::InitPeer: return context.literal(context.initPeer);
  case Operand::Kind::Ttl: return context.literal(Value::integer(context.params.ttl));
  case Operand::Kind::Timestamp:
    return context.literal(Value::unsignedInteger(context.params.timestamp));
  case Operand::Kind::LastError:
    return resolveError(context, context.errors.lastError(), operand.lens);
  case Operand::Kind::Error: return resolveError(context, context.errors.error(), operand.lens);
  case Operand::Kind::String: return context.literal(context.string(operand.text));
  case Operand::Kind::Integer: return context.literal(Value::integer(operand.integer));
  case Operand::Kind::Float: return context.literal(Value::number(operand.number));
  case Operand::Kind::Boolean: return context.literal(Value::boolean(operand.boolean));
  case Operand::Kind::EmptyArray: return context.literal(Value::array({}));
  case Operand::Kind::Variable: return resolveVariable(context, operand);
  }
  llvm_unreachable("all kinds are listed");
}

Fallible<HeldValue> resolveValue(const Context& context, const Operand& operand) {
  if (const Value* kept = context.peek(operand)) return HeldValue::keptAt(*kept);
  if (operand.kind == Operand::Kind::String) return HeldValue::fresh(context.string(operand.text));
  const bool isScalar = operand.isVariable() && operand.variable.kind == air::VariableKind::Scalar;
  if (isScalar && !operand.lens.length) {
    auto value = context.readValue(operand.variable.name);
    if (value) value = applyAccessors(context, **value, operand.lens.accessors);
    if (!value) return std::move(value.error());
    return HeldValue::keptAt(**value);
  }
  if (operand.isVariable() && !isScalar && operand.lens.length) {
    auto canon = context.readCanon(operand.variable.name);
    if (!canon) return std::move(canon.error());
    return HeldValue::fresh(Value::integer(static_cast<int64_t>((*canon)->elements.size())));
  }
  auto record = resolve(context, operand);
  if (!record) return std::move(record.error());
  return HeldValue::fresh(std::move(record->value));
}

std::vector<Tetraplet> originsOf(const Context& context, const Operand& operand) {
  const auto record = resolve(context, operand);
  assert(record && "a call is requested when its arguments are known");
  const bool isWholeCanon = operand.isVariable() && operand.lens.isEmpty() &&
                            operand.variable.kind != air::VariableKind::Scalar;
  if (!isWholeCanon) return {*record->tetraplet};
  std::vector<Tetraplet> origins;
  for (const ValueRecord& element : std::get<CanonResultRef>(record->provenance)->elements)
    origins.push_back(*element.tetraplet);
  return origins;
}

MaybeError resolveComputedName(const Context& context, const Operand& operand, HeldName& name) {
  if (const Value* kept = context.peek(operand)) {
    name.value = HeldValue::keptAt(*kept);
  } else {
    auto value = resolveValue(context, operand);
    if (!value) return std::move(value.error());
    name.value = std::move(*value);
  }
  if (!name.value->isString())
    return errors::nonStringInTriplet(context.script.name(operand.variable.name), *name.value);
  name.text = name.value->asString();
  return std::nullopt;
}

Fallible<Iterable> resolveIterable(const Context& context, const Operand& operand) {
  const bool isCanon = operand.isVariable() && operand.variable.kind != air::VariableKind::Scalar;
  if (isCanon) {
    auto canon = context.readCanon(operand.variable.name);
    if (!canon) return std::move(canon.error());
    // A lens of an empty map is not even tried.
    if (operand.lens.isEmpty() || (*canon)->elements.empty()) return Iterable::ofCanon(*canon);
  }
  auto record = resolve(context, operand);
  if (!record) return std::move(record.error());
  if (record->value.isArray()) return Iterable::ofArray(std::move(*record));
  const std::string expression = operand.lens.isEmpty()
                                     ? context.script.name(operand.variable.name).str()
                                     : air::lensText(context.script, operand.lens);
  return errors::foldIteratesOverNonArray(expression, record->value);
}

ValueRecord asVariable(ValueRecord record) {
  const Tetraplet& old = *record.tetraplet;
  if (std::holds_alternative<trace::ServiceResultRef>(record.provenance)) return record;
  const bool isLiteral = std::holds_alternative<std::monostate>(record.provenance);
  const bool isProven =
      old.service.empty() && old.function.empty() && (!isLiteral || old.lens.empty());
  if (!isProven) record.tetraplet = makeTetraplet({old.peer, "", "", isLiteral ? "" : old.lens});
  return record;
}

} // namespace aqua::vm
