// A result or the error instead of it, for functions that can fail in the middle of an invocation.

#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace aqua::trace {

/// Like std::expected of C++23. Test it before use.
template <typename T, typename E>
class [[nodiscard]] Fallible {
public:
  Fallible(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Fallible(E error) : content_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return content_.index() == 0; }

  // Each of these requires a value.
  T& operator*() { return *std::get_if<0>(&content_); }
  const T& operator*() const { return *std::get_if<0>(&content_); }
  T* operator->() { return std::get_if<0>(&content_); }
  const T* operator->() const { return std::get_if<0>(&content_); }

  /// Requires an error.
  E& error() { return *std::get_if<1>(&content_); }

private:
  std::variant<T, E> content_;
};

} // namespace aqua::trace
