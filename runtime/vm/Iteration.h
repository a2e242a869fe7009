// Folds in progress: what is iterated over, and where the iterator stands (spec/04 §7.2, §10.9).

#pragma once

#include <optional>
#include <variant>

#include "Streams.h"
#include "trace/Record.h"

namespace aqua::vm {

/// A sequence of values with their origins.
class Iterable {
public:
  /// The elements of `array`, whose value must be one. Their tetraplets are that of the array with
  /// the index appended to the lens.
  static Iterable ofArray(trace::ValueRecord array) { return Iterable(std::move(array)); }
  /// The elements of a canon or canon map, with their own tetraplets.
  static Iterable ofCanon(trace::CanonResultRef canon) { return Iterable(std::move(canon)); }
  /// Some values of a stream, with their own tetraplets. They must outlive this.
  static Iterable ofStream(llvm::ArrayRef<StreamValue> values) { return Iterable(values); }

  [[nodiscard]] size_t size() const;
  [[nodiscard]] trace::ValueRecord at(size_t index) const;
  [[nodiscard]] const value::Value& valueAt(size_t index) const;
  /// Only for values of a stream: the state that added the value.
  [[nodiscard]] uint32_t positionAt(size_t index) const;

private:
  using Source =
      std::variant<trace::ValueRecord, trace::CanonResultRef, llvm::ArrayRef<StreamValue>>;
  explicit Iterable(Source source) : source_(std::move(source)) {}
  Source source_;
};

/// The state of an iterator.
struct Iteration {
  const air::Fold* fold = nullptr;
  Iterable iterable;
  size_t cursor = 0;
  std::optional<uint32_t> traceFold = {}; // of a fold over a stream
  bool wasExhausted = false;

  [[nodiscard]] bool atLast() const { return cursor + 1 >= iterable.size(); }
};

inline size_t Iterable::size() const {
  if (const auto* array = std::get_if<trace::ValueRecord>(&source_))
    return array->value.items().size();
  if (const auto* canon = std::get_if<trace::CanonResultRef>(&source_))
    return (*canon)->elements.size();
  return std::get_if<llvm::ArrayRef<StreamValue>>(&source_)->size();
}

inline const value::Value& Iterable::valueAt(size_t index) const {
  if (const auto* array = std::get_if<trace::ValueRecord>(&source_))
    return array->value.items()[index];
  if (const auto* canon = std::get_if<trace::CanonResultRef>(&source_))
    return (*canon)->elements[index].value;
  return (*std::get_if<llvm::ArrayRef<StreamValue>>(&source_))[index].record.value;
}

} // namespace aqua::vm
