// Requests that nobody waits for any more.

#pragma once

#include <atomic>
#include <memory>

namespace aqua::lsp {

/// Copies are the same token. May be cancelled by another thread.
class CancelToken {
public:
  void cancel() const { state_->store(State::Cancelled, std::memory_order_relaxed); }
  [[nodiscard]] bool isCancelled() const { return state() == State::Cancelled; }

  /// The document that the request is about has been changed since.
  void outdate() const {
    State wanted = State::Wanted;
    state_->compare_exchange_strong(wanted, State::Outdated, std::memory_order_relaxed);
  }
  [[nodiscard]] bool isOutdated() const { return state() == State::Outdated; }

private:
  enum class State : uint8_t { Wanted, Outdated, Cancelled };
  [[nodiscard]] State state() const { return state_->load(std::memory_order_relaxed); }

  std::shared_ptr<std::atomic<State>> state_ = std::make_shared<std::atomic<State>>(State::Wanted);
};

} // namespace aqua::lsp
