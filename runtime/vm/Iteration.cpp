#include "Iteration.h"

#include <fmt/format.h>

namespace aqua::vm {

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

uint32_t Iterable::positionAt(size_t index) const {
  return std::get<llvm::ArrayRef<StreamValue>>(source_)[index].position;
}

} // namespace aqua::vm
