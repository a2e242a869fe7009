// Scopes of scalars (spec/04 §7.1).

#include "Scalars.h"

#include <gtest/gtest.h>

namespace aqua::vm::test {

namespace {

class ScalarsTest : public testing::Test {
protected:
  /// What the variable holds: a number, `missing` or `cleared`.
  std::string read(air::NameId name) {
    const Scalars::Found found = scalars_.read(name);
    if (found.status == Scalars::Status::Missing) return "missing";
    if (found.status == Scalars::Status::Cleared) return "cleared";
    return value::toJson(std::get<trace::ValueRecord>(*found.content).value);
  }

  void write(air::NameId name, int64_t number) {
    ASSERT_TRUE(scalars_.canWrite(name));
    scalars_.write(name, trace::ValueRecord{value::Value::integer(number), nullptr, {}});
  }

  const air::NameId x_{0}, y_{1};
  Scalars scalars_{2};
};

TEST_F(ScalarsTest, AGlobalVariableIsWrittenOnce) {
  EXPECT_EQ(read(x_), "missing");
  write(x_, 1);
  EXPECT_EQ(read(x_), "1");
  EXPECT_FALSE(scalars_.canWrite(x_));
  EXPECT_TRUE(scalars_.canWrite(y_));
}

TEST_F(ScalarsTest, NewHidesAVariableAndPermitsToWriteItAgain) {
  write(x_, 1);
  scalars_.open(x_);
  EXPECT_EQ(read(x_), "cleared");
  write(x_, 2);
  EXPECT_EQ(read(x_), "2");
  EXPECT_TRUE(scalars_.close(x_));
  EXPECT_EQ(read(x_), "1");
}

TEST_F(ScalarsTest, AFoldMayShadowAndForgetsItsValues) {
  write(x_, 1);
  scalars_.enterFold();
  write(x_, 2);
  write(x_, 3); // the last write wins
  write(y_, 4);
  EXPECT_EQ(read(x_), "3");
  scalars_.leaveFold();
  EXPECT_EQ(read(x_), "1");
  EXPECT_EQ(read(y_), "missing");
}

TEST_F(ScalarsTest, AnIterationSeesNeitherThoseBeforeNorAfterIt) {
  scalars_.enterFold();
  write(x_, 1);
  scalars_.enterIteration();
  EXPECT_EQ(read(x_), "missing");
  write(x_, 2);
  write(y_, 2);
  scalars_.leaveIteration();
  EXPECT_EQ(read(x_), "1");
  EXPECT_EQ(read(y_), "missing");
  scalars_.leaveFold();
  EXPECT_EQ(read(x_), "missing");
}

TEST_F(ScalarsTest, AShadowedGlobalIsHiddenFromLaterIterations) {
  write(x_, 0);
  scalars_.enterFold();
  write(x_, 1);
  scalars_.enterIteration();
  EXPECT_EQ(read(x_), "missing"); // the top cell decides
  scalars_.leaveIteration();
  scalars_.leaveFold();
  EXPECT_EQ(read(x_), "0");
}

TEST_F(ScalarsTest, ANestedFoldSeesTheIterationAroundIt) {
  scalars_.enterFold();
  write(x_, 1);
  scalars_.enterFold();
  EXPECT_EQ(read(x_), "1");
  scalars_.enterIteration();
  EXPECT_EQ(read(x_), "1");
  scalars_.leaveIteration();
  scalars_.leaveFold();
  EXPECT_EQ(read(x_), "1");
}

TEST_F(ScalarsTest, AVariableClosedBelowOthersGivesWayToTheOneBefore) {
  scalars_.enterFold();
  write(x_, 1);
  scalars_.enterIteration();
  scalars_.open(x_);
  write(x_, 2);
  write(y_, 3); // lies above what is closed
  EXPECT_TRUE(scalars_.close(x_));
  EXPECT_EQ(read(x_), "missing"); // that of the iteration before
  EXPECT_EQ(read(y_), "3");
  scalars_.open(x_);
  write(x_, 4);
  EXPECT_EQ(read(x_), "4");
  EXPECT_TRUE(scalars_.close(x_));
  scalars_.leaveIteration();
  EXPECT_EQ(read(x_), "1");
  EXPECT_EQ(read(y_), "missing");
}

TEST_F(ScalarsTest, ClosingAtAnotherDepthIsNoticed) {
  scalars_.open(x_);
  scalars_.enterFold();
  EXPECT_FALSE(scalars_.close(x_));
}

} // namespace

} // namespace aqua::vm::test
