#include "network/Random.h"

#include "gtest/gtest.h"

namespace aqua::network {
namespace {

// Numbers of the oracle's generator.
TEST(Random, GivesTheSequenceOfMulberry32) {
  Random one(1);
  EXPECT_DOUBLE_EQ(one.next(), 0.62707394058816135);
  EXPECT_DOUBLE_EQ(one.next(), 0.0027357211802154779);
  Random large(4294967295U);
  EXPECT_DOUBLE_EQ(large.next(), 0.8964226141106337);
}

TEST(Random, DelaysGoFromOneToTheRange) {
  Random random(7);
  uint64_t least = 100;
  uint64_t most = 0;
  for (int i = 0; i < 1000; ++i) {
    const uint64_t delay = random.delay(20);
    least = std::min(least, delay);
    most = std::max(most, delay);
  }
  EXPECT_EQ(least, 1u);
  EXPECT_EQ(most, 20u);
}

TEST(Random, ACopyContinuesOnItsOwn) {
  Random random(3);
  std::ignore = random.next();
  Random copy = random;
  EXPECT_EQ(random.next(), copy.next());
}

} // namespace
} // namespace aqua::network
