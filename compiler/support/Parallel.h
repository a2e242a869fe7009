// Work that is done side by side.

#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace aqua::support {

/// Calls `work(i)` for each i below `count`, on as many threads as wanted (0: as there are cores).
/// The calls must not depend on each other. Returns when all are done.
template <typename Work>
void forEachInParallel(size_t count, unsigned jobs, Work work) {
  const size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const size_t wanted = std::min(jobs > 0 ? jobs : cores, count);
  std::atomic<size_t> next = 0;
  const auto run = [&] {
    for (size_t i = next++; i < count; i = next++)
      work(i);
  };
  std::vector<std::thread> helpers;
  for (size_t i = 1; i < wanted; ++i)
    helpers.emplace_back(run);
  run();
  for (std::thread& helper : helpers)
    helper.join();
}

} // namespace aqua::support
