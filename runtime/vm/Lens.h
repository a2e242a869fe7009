// Applying lenses and functors to values (spec/04 §8).

#pragma once

#include "Context.h"

namespace aqua::vm {

/// To a JSON value: the part, inside of `value`.
[[nodiscard]] Fallible<const value::Value*> applyAccessors(const Context& context,
                                                           const value::Value& value,
                                                           llvm::ArrayRef<air::Accessor> accessors);
/// `.length` of a JSON value.
[[nodiscard]] Fallible<value::Value> lengthOf(const value::Value& value);

/// To a canon of a stream: the first accessor selects the element. Requires accessors.
struct Selected {
  const value::Value* value = nullptr; // inside of the element
  size_t element = 0;
};
[[nodiscard]] Fallible<Selected> applyToElements(const Context& context,
                                                 llvm::ArrayRef<trace::ValueRecord> elements,
                                                 llvm::ArrayRef<air::Accessor> accessors);

/// To a canon map: the first accessor is the key, the second selects one of its values. Requires
/// accessors.
struct SelectedByKey {
  value::Value value;
  std::optional<size_t> element; // if a single value was selected
};
[[nodiscard]] Fallible<SelectedByKey> applyToMap(const Context& context,
                                                 const trace::CanonResult& map,
                                                 llvm::ArrayRef<air::Accessor> accessors);

} // namespace aqua::vm
