#include "driver/Convert.h"

#include "gtest/gtest.h"

namespace aqua::driver {
namespace {

using types::Scalar;

class Convert : public testing::Test {
protected:
  value::Value json(llvm::StringRef text) {
    const value::ReadResult read = value::parseJson(text);
    EXPECT_TRUE(read.ok) << text.str();
    return read.value;
  }
  std::string toAirText(const types::Type* type, llvm::StringRef text) {
    const Converted converted = toAir(*type, json(text), "x");
    return converted.error.empty() ? value::toJson(converted.value) : converted.error;
  }
  std::string fromAirText(const types::Type* type, llvm::StringRef text) {
    return value::toJson(fromAir(*type, json(text)));
  }

  support::NameTable names_;
  types::TypeStore types_;
  const types::Type* u8_ = types_.scalar(Scalar::U8);
};

TEST_F(Convert, ChecksTheRangeOfIntegers) {
  EXPECT_EQ(toAirText(u8_, "255"), "255");
  EXPECT_EQ(toAirText(u8_, "256"), "`x` must be of type `u8`, but is 256");
  EXPECT_EQ(toAirText(u8_, "-1"), "`x` must be of type `u8`, but is -1");
  EXPECT_EQ(toAirText(u8_, "1.0"), "`x` must be of type `u8`, but is 1.0");
  EXPECT_EQ(toAirText(types_.scalar(Scalar::U64), "18446744073709551615"), "18446744073709551615");
  EXPECT_EQ(toAirText(types_.scalar(Scalar::I64), "18446744073709551615"),
            "`x` must be of type `i64`, but is 18446744073709551615");
}

TEST_F(Convert, TurnsOptionsIntoArraysAndBack) {
  const types::Type* option = types_.option(u8_);
  EXPECT_EQ(toAirText(option, "null"), "[]");
  EXPECT_EQ(toAirText(option, "7"), "[7]");
  EXPECT_EQ(fromAirText(option, "[]"), "null");
  EXPECT_EQ(fromAirText(option, "[7, 8]"), "7");
  EXPECT_EQ(fromAirText(types_.array(option), "[[1], []]"), "[1,null]");
}

TEST_F(Convert, NamesTheCulpritInsideAStructure) {
  const types::Field inner[] = {{names_.intern("n"), u8_}};
  const types::Field outer[] = {
      {names_.intern("list"),
       types_.array(types_.named(types::TypeKind::Struct, names_.intern("In"), inner))},
      {names_.intern("maybe"), types_.option(u8_)}};
  const types::Type* type = types_.named(types::TypeKind::Struct, names_.intern("Out"), outer);
  EXPECT_EQ(toAirText(type, R"({"list":[{"n":1}],"unknown":2})"),
            R"({"list":[{"n":1}],"maybe":[]})");
  EXPECT_EQ(toAirText(type, R"({"list":[{"n":1},{"n":"2"}]})"),
            "`x.list[1].n` must be of type `u8`, but is \"2\"");
  EXPECT_EQ(toAirText(type, "{}"), "field `x.list` of type `[]In` is missing");
  EXPECT_EQ(fromAirText(type, R"({"list":[],"maybe":[3]})"), R"({"list":[],"maybe":3})");
}

TEST_F(Convert, TellsTheWayToTheCulpritAndToWhatNoTypeHas) {
  const types::Field fields[] = {{names_.intern("n"), types_.option(u8_)}};
  const types::Type* type =
      types_.array(types_.named(types::TypeKind::Struct, names_.intern("S"), fields));
  const Converted surplus = toAir(*type, json(R"([{"n":1},{"m":1}])"), "x");
  EXPECT_EQ(surplus.error, "");
  ASSERT_EQ(surplus.surplus.size(), 1U);
  EXPECT_EQ(value::pathText(surplus.surplus[0].path), "[1].m");
  EXPECT_EQ(types::typeText(surplus.surplus[0].type), "S");
  const Converted wrong = checkAir(*type, json(R"([{"n":[]},{"n":["a"]}])"), "x");
  EXPECT_EQ(wrong.error, "`x[1].n[0]` must be of type `u8`, but is \"a\"");
  EXPECT_EQ(value::pathText(wrong.culprit), "[1].n[0]");
  EXPECT_EQ(wrong.culpritType, u8_);
  const Converted missing = checkAir(*type, json("[{}]"), "x");
  EXPECT_EQ(value::pathText(missing.culprit), "[0]");
  EXPECT_EQ(types::typeText(missing.culpritType), "?u8");
}

TEST_F(Convert, ChecksValuesThatAreInTheFormOfAir) {
  const auto misfit = [&](const types::Type* type, llvm::StringRef text) {
    return airMisfit(*type, json(text), "x");
  };
  const types::Type* option = types_.option(u8_);
  EXPECT_EQ(misfit(option, "[]"), "");
  EXPECT_EQ(misfit(option, "[7]"), "");
  EXPECT_EQ(misfit(option, "7"), "`x` must be of type `?u8`, but is 7");
  EXPECT_EQ(misfit(option, "null"), "`x` must be of type `?u8`, but is null");
  EXPECT_EQ(misfit(option, "[7,8]"), "`x` must be of type `?u8`, but is [7,8]");
  EXPECT_EQ(misfit(option, "[300]"), "`x[0]` must be of type `u8`, but is 300");
  const types::Field fields[] = {{names_.intern("maybe"), option}};
  const types::Type* type = types_.named(types::TypeKind::Struct, names_.intern("S"), fields);
  EXPECT_EQ(misfit(type, R"({"maybe":[],"more":1})"), "");
  EXPECT_EQ(misfit(type, "{}"), "field `x.maybe` of type `?u8` is missing");
  EXPECT_EQ(misfit(types_.array(type), R"([{"maybe":[]},{"maybe":1}])"),
            "`x[1].maybe` must be of type `?u8`, but is 1");
}

} // namespace
} // namespace aqua::driver
