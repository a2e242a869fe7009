#include "Resolve.h"

#include "Lens.h"
#include "MapKey.h"
#include "air/Print.h"

namespace aqua::vm {

using air::Operand;
using trace::CanonResultRef;
using trace::Tetraplet;
using trace::TetrapletRef;
using trace::ValueRecord;
using value::Value;

namespace {

TetrapletRef makeTetraplet(Tetraplet tetraplet) {
  return std::make_shared<const Tetraplet>(std::move(tetraplet));
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
  record->value = std::move(*value);
  record->tetraplet = withLens(*record->tetraplet, air::lensText(context.script, operand.lens));
  return record;
}

/// The tetraplet of an error names the call that failed, not the part of the object.
Fallible<ValueRecord> resolveError(const Context& context, const ErrorValue& error,
                                   const air::Lens& lens) {
  auto value =
      lens.length ? lengthOf(error.object) : applyAccessors(context, error.object, lens.accessors);
  if (!value) return std::move(value.error());
  return ValueRecord{std::move(*value), error.tetraplet, {}};
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
  std::vector<std::pair<Value, std::vector<Value>>> byKey;
  for (const ValueRecord& pair : map.elements) {
    const Value& key = *pair.value.field("key");
    auto found = llvm::find_if(byKey, [&](const auto& entry) { return entry.first == key; });
    if (found == byKey.end()) found = byKey.insert(byKey.end(), {key, {}});
    found->second.push_back(*pair.value.field("value"));
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
  return ValueRecord{std::move(selected->value), element.tetraplet, element.provenance};
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
  case Operand::Kind::InitPeer: return context.literal(Value::string(context.params.initPeer));
  case Operand::Kind::Ttl: return context.literal(Value::integer(context.params.ttl));
  case Operand::Kind::Timestamp:
    return context.literal(Value::unsignedInteger(context.params.timestamp));
  case Operand::Kind::LastError:
    return resolveError(context, context.errors.lastError(), operand.lens);
  case Operand::Kind::Error: return resolveError(context, context.errors.error(), operand.lens);
  case Operand::Kind::String: return context.literal(Value::string(operand.text));
  case Operand::Kind::Integer: return context.literal(Value::integer(operand.integer));
  case Operand::Kind::Float: return context.literal(Value::number(operand.number));
  case Operand::Kind::Boolean: return context.literal(Value::boolean(operand.boolean));
  case Operand::Kind::EmptyArray: return context.literal(Value::array({}));
  case Operand::Kind::Variable: return resolveVariable(context, operand);
  }
  llvm_unreachable("all kinds are listed");
}

Fallible<Argument> resolveArgument(const Context& context, const Operand& operand) {
  auto record = resolve(context, operand);
  if (!record) return std::move(record.error());
  Argument argument{std::move(record->value), {}};
  const bool isWholeCanon = operand.isVariable() && operand.lens.isEmpty() &&
                            operand.variable.kind != air::VariableKind::Scalar;
  if (!isWholeCanon) {
    argument.tetraplets.push_back(std::move(record->tetraplet));
    return argument;
  }
  for (const ValueRecord& element : std::get<CanonResultRef>(record->provenance)->elements)
    argument.tetraplets.push_back(element.tetraplet);
  return argument;
}

Fallible<Value> resolveName(const Context& context, const Operand& operand) {
  auto record = resolve(context, operand);
  if (!record) return std::move(record.error());
  if (record->value.isString()) return std::move(record->value);
  return errors::nonStringInTriplet(context.script.name(operand.variable.name), record->value);
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
