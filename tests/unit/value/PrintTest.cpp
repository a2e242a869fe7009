#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "value/Value.h"

using namespace aqua::value;

TEST(PrintValue, FloatsHaveTheLayoutOfAquaVm) {
  const std::pair<double, const char*> table[] = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1, "1.0"},
      {100, "100.0"},
      {1.5, "1.5"},
      {1e15, "1000000000000000.0"},
      {1e16, "1e16"},
      {1.2345678901234568e17, "1.2345678901234568e17"},
      {1234567890123456.0, "1234567890123456.0"},
      {0.00001, "0.00001"},
      {0.000012, "0.000012"},
      {1e-6, "1e-6"},
      {1.5e-7, "1.5e-7"},
      {-2.5e-3, "-0.0025"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e308"},
      {18446744073709551615.0, "1.8446744073709552e19"},
  };
  for (const auto& [number, text] : table)
    EXPECT_EQ(toJson(Value::number(number)), text);
}

TEST(PrintValue, ANumberThatJsonCannotExpressIsNull) {
  EXPECT_EQ(toJson(Value::number(std::nan(""))), "null");
  EXPECT_EQ(toJson(Value::number(std::numeric_limits<double>::infinity())), "null");
}

TEST(PrintValue, IntegersAreExact) {
  EXPECT_EQ(toJson(Value::integer(std::numeric_limits<int64_t>::min())), "-9223372036854775808");
  EXPECT_EQ(toJson(Value::unsignedInteger(std::numeric_limits<uint64_t>::max())),
            "18446744073709551615");
}

TEST(PrintValue, OnlyQuotesBackslashesAndControlsAreEscaped) {
  EXPECT_EQ(toJson(Value::string("\"\\/\b\f\n\r\t\x01\x1f\x7f é\u2028")),
            "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é\u2028\"");
  EXPECT_EQ(toJson(Value::string(llvm::StringRef("a\0b", 3))), R"("a\u0000b")");
}

TEST(PrintValue, CollectionsAreCompactAndKeysSorted) {
  const auto value =
      Value::object({{"z", Value::array({Value(), Value::boolean(true), Value::boolean(false)})},
                     {"", Value::array({})},
                     {"B", Value::object({})}});
  EXPECT_EQ(toJson(value), R"({"":[],"B":{},"z":[null,true,false]})");
}
