#include "value/Shared.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace aqua::value {
namespace {

/// Its use count is the number of Tracked objects that live.
struct Tracked {
  std::shared_ptr<int> alive;
};

TEST(Shared, IsNullByDefaultAndAfterAMove) {
  Shared<int> none;
  EXPECT_FALSE(none);
  EXPECT_EQ(none.get(), nullptr);
  Shared<int> one = share(1);
  const Shared<int> moved = std::move(one);
  EXPECT_FALSE(one); // NOLINT(bugprone-use-after-move): that is the question
  EXPECT_EQ(*moved, 1);
}

TEST(Shared, CopiesAreTheSameObject) {
  const Shared<int> one = share(1);
  const std::vector<Shared<int>> copies = {one, one};
  EXPECT_EQ(copies[0], copies[1]);
  EXPECT_FALSE(share(1) == one);
}

TEST(Shared, TheLastOwnerEndsTheObject) {
  const auto alive = std::make_shared<int>();
  Shared<Tracked> first = share(Tracked{alive});
  Shared<Tracked> second = first;
  first = nullptr;
  EXPECT_EQ(alive.use_count(), 2);
  const Shared<Tracked>& itself = second;
  second = itself;
  EXPECT_EQ(alive.use_count(), 2);
  second = nullptr;
  EXPECT_EQ(alive.use_count(), 1);
}

TEST(Shared, OwnersCanLiveInDifferentThreads) {
  const auto alive = std::make_shared<int>();
  {
    const Shared<Tracked> one = share(Tracked{alive});
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([one] {
        for (int j = 0; j < 10000; ++j) {
          const std::vector<Shared<Tracked>> copies = {one, one};
          EXPECT_EQ(copies[0], copies[1]);
        }
      });
    for (std::thread& thread : threads)
      thread.join();
    EXPECT_EQ(alive.use_count(), 2);
  }
  EXPECT_EQ(alive.use_count(), 1);
}

} // namespace
} // namespace aqua::value
