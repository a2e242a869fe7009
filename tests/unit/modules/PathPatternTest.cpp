// Patterns of paths in `aqua.yaml`.

#include "modules/Project.h"

#include "gtest/gtest.h"

namespace aqua::modules {
namespace {

TEST(PathPattern, ANameMatchesTheFileAndAllThatLiesInTheFolder) {
  EXPECT_TRUE(matchesPath("/p/a.aqua", "/p/a.aqua"));
  EXPECT_TRUE(matchesPath("/p/test", "/p/test/deep/a.aqua"));
  EXPECT_FALSE(matchesPath("/p/test", "/p/tests/a.aqua"));
  EXPECT_FALSE(matchesPath("/p/a.aqua", "/q/a.aqua"));
}

TEST(PathPattern, StarsStandForPartsOfOneName) {
  EXPECT_TRUE(matchesPath("/p/*_test.aqua", "/p/a_test.aqua"));
  EXPECT_FALSE(matchesPath("/p/*_test.aqua", "/p/sub/a_test.aqua"));
  EXPECT_TRUE(matchesPath("/p/?.aqua", "/p/a.aqua"));
  EXPECT_FALSE(matchesPath("/p/?.aqua", "/p/ab.aqua"));
}

TEST(PathPattern, TwoStarsStandForAnyNumberOfFolders) {
  EXPECT_TRUE(matchesPath("/p/test/**", "/p/test/a.aqua"));
  EXPECT_TRUE(matchesPath("/p/**/a.aqua", "/p/a.aqua"));
  EXPECT_TRUE(matchesPath("/p/**/x/*.aqua", "/p/x/y/x/a.aqua"));
  EXPECT_FALSE(matchesPath("/p/**/x/*.aqua", "/p/y/a.aqua"));
}

TEST(PathPattern, WhatIsNoPatternIsAName) {
  EXPECT_TRUE(matchesPath("/p/[a", "/p/[a"));
}

} // namespace
} // namespace aqua::modules
