// The parts of the merge: sliders, position maps, and the windows of folds.

#include <gtest/gtest.h>

#include "Samples.h"
#include "trace/FoldLore.h"
#include "trace/PositionMap.h"

namespace aqua::trace::test {

namespace {

std::vector<State> aps(const std::vector<uint32_t>& generations) {
  std::vector<State> trace;
  for (const uint32_t generation : generations)
    trace.push_back(ApState{generation});
  return trace;
}

TEST(Slider, SeesOnlyItsWindow) {
  const std::vector<State> trace = aps({0, 1, 2, 3});
  Slider slider(trace);
  ASSERT_FALSE(slider.setWindow({1, 2}));
  EXPECT_EQ(slider.rest(), 2u);
  EXPECT_EQ(slider.next(), &trace[1]);
  EXPECT_EQ(slider.next(), &trace[2]);
  EXPECT_EQ(slider.next(), nullptr);
  EXPECT_EQ(slider.position(), 3u);
  ASSERT_FALSE(slider.setLength(1));
  EXPECT_EQ(slider.next(), &trace[3]);
}

TEST(Slider, RefusesWindowsBeyondTheTraceAndStays) {
  const std::vector<State> trace = aps({0, 1});
  Slider slider(trace);
  EXPECT_EQ(slider.setWindow({1, 2})->text,
            "executed trace has 2 elements, but tried to set 2 subtrace_len and 1 position");
  EXPECT_EQ(slider.setLength(3)->text, "executed trace has 2 elements and current position is 0, "
                                       "but tried to set 3 subtrace_len");
  EXPECT_EQ(slider.next(), &trace[0]);
}

TEST(Slider, AnEmptyWindowMayLieAnywhere) {
  const std::vector<State> trace = aps({0});
  Slider slider(trace);
  EXPECT_FALSE(slider.setWindow({9, 0}));
  EXPECT_EQ(slider.next(), nullptr);
  EXPECT_TRUE(slider.setLength(0)); // here the real VM traps
}

TEST(PositionMap, ANewPairReplacesBothOldOnes) {
  PositionMap map;
  map.insert(1, 10);
  map.insert(2, 20);
  map.insert(1, 20);
  EXPECT_EQ(map.oldPosition(1), 20u);
  EXPECT_EQ(map.oldPosition(2), std::nullopt);
  EXPECT_EQ(map.oldPosition(100), std::nullopt);
}

TEST(FoldLore, WindowsOfAGenerationCoverTheNestedIterations) {
  const FoldState fold{{{0, {10, 1}, {20, 4}}, {1, {11, 2}, {24, 8}}, {2, {40, 16}, {56, 32}}}};
  auto lore = FoldLore::resolve(fold, aps({3, 3, 4}));
  ASSERT_TRUE(lore);
  EXPECT_EQ(lore->totalLength(), 63u);
  const auto first = lore->take(0), second = lore->take(1), third = lore->take(2);
  EXPECT_EQ(first->before, (Interval{10, 1 + 2 + 4 + 8}));
  EXPECT_EQ(first->after, (Interval{20, 4}));
  EXPECT_EQ(second->before, (Interval{11, 2 + 4 + 8}));
  EXPECT_EQ(second->after, (Interval{24, 4 + 8}));
  EXPECT_EQ(third->before, (Interval{40, 16 + 32}));
  EXPECT_EQ(third->after, (Interval{56, 32}));
}

TEST(FoldLore, EachElementIsTakenOnce) {
  auto lore = FoldLore::resolve(FoldState{{{0, {1, 0}, {1, 0}}}}, aps({0}));
  ASSERT_TRUE(lore);
  EXPECT_TRUE(lore->take(0));
  EXPECT_FALSE(lore->take(0));
  EXPECT_FALSE(lore->take(5));
}

} // namespace

} // namespace aqua::trace::test
