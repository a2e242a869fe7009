#include "Lens.h"

#include <fmt/format.h>

#include "MapKey.h"

namespace aqua::vm {

using trace::ValueRecord;
using value::Value;

namespace {

std::string json(const Value& value) {
  return value::toJson(value);
}

Fallible<uint32_t> toIndex(const Value& number) {
  if (number.kind() == value::Kind::Int && number.asInt() >= 0 && number.asInt() <= UINT32_MAX)
    return static_cast<uint32_t>(number.asInt());
  // The wrong place of the second quote is AquaVM's.
  return errors::lens(fmt::format("index accessor `{} can't be converted to u32`", json(number)));
}

Fallible<const Value*> applyIndex(const Value& value, uint32_t index) {
  if (!value.isArray())
    return errors::lens(fmt::format("value '{}' is not an array-type to match array accessor with "
                                    "idx = '{}'",
                                    json(value), index));
  if (index >= value.items().size())
    return errors::lens(
        fmt::format("value '{}' does not contain element for idx = '{}'", json(value), index));
  return &value.items()[index];
}

Fallible<const Value*> applyField(const Value& value, llvm::StringRef name) {
  if (!value.isObject())
    return errors::lens(fmt::format("value '{}' is not an map-type to match field accessor with "
                                    "field_name = '{}'",
                                    json(value), name.str()));
  if (const Value* field = value.field(name)) return field;
  return errors::lens(fmt::format("value '{}' does not contain element with field name = '{}'",
                                  json(value), name.str()));
}

Fallible<const Value*> applyAccessor(const Context& context, const Value& value,
                                     const air::Accessor& accessor) {
  switch (accessor.kind) {
  case air::Accessor::Kind::Index: return applyIndex(value, accessor.index);
  case air::Accessor::Kind::Field: return applyField(value, accessor.field);
  case air::Accessor::Kind::Variable: break;
  }
  auto read = context.readValue(accessor.variable);
  if (!read) return std::move(read.error());
  const Value& key = **read;
  if (key.isString()) return applyField(value, key.asString());
  if (!key.isNumber())
    return errors::lens(
        fmt::format("scalar accessor `{}` should has number or string type", json(key)));
  auto index = toIndex(key);
  if (!index) return std::move(index.error());
  return applyIndex(value, *index);
}

Fallible<uint32_t> elementIndex(const Context& context, const air::Accessor& accessor) {
  switch (accessor.kind) {
  case air::Accessor::Kind::Index: return accessor.index;
  case air::Accessor::Kind::Field:
    return errors::lens(
        fmt::format("field accessor (with field name = '{}') can't be applied to a stream",
                    accessor.field.str()));
  case air::Accessor::Kind::Variable: break;
  }
  auto read = context.readValue(accessor.variable);
  if (!read) return std::move(read.error());
  const Value& index = **read;
  if (!index.isNumber())
    return errors::lens(
        fmt::format("stream accessor `{}` should has number (u32) type", json(index)));
  return toIndex(index);
}

Fallible<Value> mapKey(const Context& context, const air::Accessor& accessor) {
  switch (accessor.kind) {
  case air::Accessor::Kind::Index: return Value::integer(accessor.index);
  case air::Accessor::Kind::Field: return Value::string(accessor.field);
  case air::Accessor::Kind::Variable: break;
  }
  auto read = context.readValue(accessor.variable);
  if (!read) return std::move(read.error());
  const Value& key = **read;
  if (context.scalars.read(accessor.variable).status != Scalars::Status::Set)
    return errors::lens("canon stream map accessor must not be iterable");
  if (!isMapKey(key))
    return errors::lens(
        fmt::format("canon stream map accessor `{}` should be either string or number", json(key)));
  return key;
}

} // namespace

Fallible<const Value*> applyAccessors(const Context& context, const Value& value,
                                      llvm::ArrayRef<air::Accessor> accessors) {
  const Value* part = &value;
  for (const air::Accessor& accessor : accessors) {
    auto next = applyAccessor(context, *part, accessor);
    if (!next) return next;
    part = *next;
  }
  return part;
}

Fallible<Value> lengthOf(const Value& value) {
  if (!value.isArray()) return errors::lengthOfNonArray(value);
  return Value::integer(static_cast<int64_t>(value.items().size()));
}

Fallible<Selected> applyToElements(const Context& context, llvm::ArrayRef<ValueRecord> elements,
                                   llvm::ArrayRef<air::Accessor> accessors) {
  auto index = elementIndex(context, accessors.front());
  if (!index) return std::move(index.error());
  if (*index >= elements.size())
    return errors::lens(fmt::format("lambda is applied to a stream that have only '{}' elements, "
                                    "but '{}' requested",
                                    elements.size(), *index));
  auto value = applyAccessors(context, elements[*index].value, accessors.drop_front());
  if (!value) return std::move(value.error());
  return Selected{*value, *index};
}

Fallible<SelectedByKey> applyToMap(const Context& context, const trace::CanonResult& map,
                                   llvm::ArrayRef<air::Accessor> accessors) {
  auto key = mapKey(context, accessors.front());
  if (!key) return std::move(key.error());
  std::vector<Value> values;
  std::vector<ValueRecord> found;
  std::vector<size_t> positions;
  for (size_t i = 0; i < map.elements.size(); ++i) {
    const ValueRecord& pair = map.elements[i];
    if (!(*pair.value.field("key") == *key)) continue;
    values.push_back(*pair.value.field("value"));
    found.push_back({values.back(), pair.tetraplet, pair.provenance});
    positions.push_back(i);
  }
  // An absent key is no error, whatever is asked of its values.
  if (found.empty() || accessors.size() == 1)
    return SelectedByKey{Value::array(std::move(values)), std::nullopt};
  auto selected = applyToElements(context, found, accessors.drop_front());
  if (!selected) return std::move(selected.error());
  return SelectedByKey{*selected->value, positions[selected->element]};
}

} // namespace aqua::vm
