// Requests that nobody waits for any more.

#pragma once

#include <atomic>
#include <memory>

namespace aqua::lsp {

/// Copies are the same token. May be cancelled by another thread.
class CancelToken {
public:
  void cancel() const { flag_->store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool isCancelled() const { return flag_->load(std::memory_order_relaxed); }

private:
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

} // namespace aqua::lsp
