#include "value/Value.h"

#include <gtest/gtest.h>

#include <limits>

using namespace aqua::value;

TEST(Value, TheDefaultIsNull) {
  EXPECT_EQ(Value().kind(), Kind::Null);
  EXPECT_EQ(Value(), Value());
}

TEST(Value, NumbersAreEqualOnlyIfTheirKindIs) {
  EXPECT_EQ(Value::integer(1), Value::integer(1));
  EXPECT_FALSE(Value::integer(1) == Value::number(1));
  EXPECT_FALSE(Value::integer(1) == Value::integer(2));
  EXPECT_FALSE(Value::integer(1) == Value::string("1"));
}

TEST(Value, AnUnsignedIntegerThatFitsIsAnInteger) {
  EXPECT_EQ(Value::unsignedInteger(7).kind(), Kind::Int);
  const auto large = Value::unsignedInteger(std::numeric_limits<uint64_t>::max());
  EXPECT_EQ(large.kind(), Kind::UInt);
  EXPECT_EQ(large.asUInt(), std::numeric_limits<uint64_t>::max());
}

TEST(Value, AnObjectSortsItsKeysAndKeepsTheLastOfEqualOnes) {
  const auto object =
      Value::object({{"b", Value::integer(1)}, {"a", Value::integer(2)}, {"b", Value::integer(3)}});
  ASSERT_EQ(object.members().size(), 2U);
  EXPECT_EQ(object.members()[0].first, "a");
  ASSERT_NE(object.field("b"), nullptr);
  EXPECT_EQ(*object.field("b"), Value::integer(3));
  EXPECT_EQ(object.field("c"), nullptr);
  EXPECT_EQ(Value::integer(1).field("a"), nullptr);
}

TEST(Value, EqualityOfObjectsIgnoresTheOrderOfFields) {
  const auto one = Value::object({{"a", Value::integer(1)}, {"b", Value::array({})}});
  const auto other = Value::object({{"b", Value::array({})}, {"a", Value::integer(1)}});
  EXPECT_EQ(one, other);
}
