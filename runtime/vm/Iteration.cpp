#include "Iteration.h"

#include <fmt/format.h>

namespace aqua::vm {

size_t Iterable::size() const {
  if (const auto* array = std::get_if<trace::ValueRecord>(&source_))
    return array->value.items().size();
  if (const auto* canon = std::get_if<trace::CanonResultRef>(&source_))
    return (*canon)->elements.size();
  return std::get<llvm::ArrayRef<StreamValue>>(source_).size();
}

trace::ValueRecord Iterable::at(size_t index) const {
  if (const auto* canon = std::get_if<trace::CanonResultRef>(&source_))
    return (*canon)->elements[index];
  if (const auto* generation = std::get_if<llvm::ArrayRef<StreamValue>>(&source_))
    return (*generation)[index].record;
  const auto& array = std::get<trace::ValueRecord>(source_);
  trace::Tetraplet tetraplet = *array.tetraplet;
  tetraplet.lens += fmt::format(".$.[{}]", index);
  return {array.value.items()[index], value::share(std::move(tetraplet)), array.provenance};
}

const value::Value& Iterable::valueAt(size_t index) const {
  if (const auto* array = std::get_if<trace::ValueRecord>(&source_))
    return array->value.items()[index];
  if (const auto* canon = std::get_if<trace::CanonResultRef>(&source_))
    return (*canon)->elements[index].value;
  return std::get<llvm::ArrayRef<StreamValue>>(source_)[index].record.value;
}

uint32_t Iterable::positionAt(size_t index) const {
  return std::get<llvm::ArrayRef<StreamValue>>(source_)[index].position;
}

} // namespace aqua::vm
