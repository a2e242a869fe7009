// Immutable objects that many own together, by a reference of one pointer: traces hold millions of
// them.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "llvm/Support/Compiler.h"

#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#endif

namespace aqua::value {

/// A std::shared_ptr<const T> of half the size: no weak references, no conversions. Null by
/// default; copies can live in different threads. `T` must be complete where one is made or dies.
template <typename T>
class Shared {
public:
  Shared() = default;
  Shared(std::nullptr_t) {}
  Shared(const Shared& other) : box_(other.box_) {
    if (box_) retain(*box_);
  }
  Shared(Shared&& other) noexcept : box_(std::exchange(other.box_, nullptr)) {}
  Shared& operator=(Shared other) noexcept {
    std::swap(box_, other.box_);
    return *this;
  }
  ~Shared() {
    if (box_) release(box_);
  }

  template <typename... Args>
  static Shared make(Args&&... args) {
    return Shared(new Box(std::forward<Args>(args)...));
  }

  explicit operator bool() const { return box_ != nullptr; }
  const T& operator*() const { return box_->object; }
  const T* operator->() const { return &box_->object; }
  [[nodiscard]] const T* get() const { return box_ ? &box_->object : nullptr; }

  /// Whether both are the same object.
  friend bool operator==(const Shared&, const Shared&) = default;

private:
  struct Box {
    template <typename... Args>
    explicit Box(Args&&... args) : object(std::forward<Args>(args)...) {}
    mutable std::atomic<uint32_t> owners = 1;
    T object;
  };
  explicit Shared(Box* box) : box_(box) {}

  /// While there is one thread, plain arithmetic does, at a tenth of the time (as in libstdc++).
  static bool isOneThread() {
#if __has_include(<sys/single_threaded.h>)
    return __libc_single_threaded != 0;
#else
    return false;
#endif
  }
  static void retain(const Box& box) {
    if (isOneThread())
      box.owners.store(box.owners.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    else
      box.owners.fetch_add(1, std::memory_order_relaxed);
  }
  /// Not inline: most references that end have been moved away, and null.
  LLVM_ATTRIBUTE_NOINLINE static void release(const Box* box) {
    if (isLast(*box)) delete box;
  }
  static bool isLast(const Box& box) {
    if (!isOneThread()) return box.owners.fetch_sub(1, std::memory_order_acq_rel) == 1;
    const uint32_t before = box.owners.load(std::memory_order_relaxed);
    box.owners.store(before - 1, std::memory_order_relaxed);
    return before == 1;
  }

  Box* box_ = nullptr;
};

/// `share(Tetraplet{…})`
template <typename T>
[[nodiscard]] Shared<T> share(T object) {
  return Shared<T>::make(std::move(object));
}

} // namespace aqua::value
